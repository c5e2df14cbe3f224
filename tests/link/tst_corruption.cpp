#include <link/protocol/corruption.h>

#include <wire/websocket.h>

#include <QTest>

using namespace swapscope;
using wire::encodeFrame;
using wire::Opcode;

namespace {

WireUnit frame(Opcode opcode, const QByteArray &content, std::optional<quint32> mask = {})
{
    WireUnit unit{.raw = encodeFrame(opcode, content, true, mask), .frame = true, .whole = true};
    unit.messages.push_back(
        {.kind = opcode == Opcode::Text ? LinkMessage::Kind::Text : LinkMessage::Kind::Binary,
         .n = 1,
         .text = content});
    return unit;
}

} // namespace

class TestCorruption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextStaysOneAndSaysWhatCrossed_data()
    {
        QTest::addColumn<bool>("masked");
        QTest::newRow("up") << true;
        QTest::newRow("down") << false;
    }

    void aTextStaysOneAndSaysWhatCrossed()
    {
        QFETCH(bool, masked);
        const QByteArray content = "<b>\u00e9 7</b>";
        WireUnit unit =
            frame(Opcode::Text, content, masked ? std::optional<quint32>(0xa1b2c3d4) : std::nullopt);
        Random random(3);
        QVERIFY(corrupt(unit, masked ? Direction::Up : Direction::Down, random));
        wire::FrameDecoder decoder(masked ? wire::FrameDecoder::Sender::Client
                                          : wire::FrameDecoder::Sender::Server);
        const auto units = decoder.feed(unit.raw);
        QCOMPARE(units.size(), 1U);
        const auto *received = std::get_if<wire::Frame>(&units[0]);
        QVERIFY(received);
        QVERIFY(received->payload != content);
        QCOMPARE(received->payload, unit.messages[0].text);
        QVERIFY(unit.messages[0].corrupted);
    }

    void aBitOfABinaryIsTurned()
    {
        WireUnit unit = frame(Opcode::Binary, QByteArray("\0", 1));
        Random random(3);
        QVERIFY(corrupt(unit, Direction::Down, random));
        QCOMPARE(unit.raw, encodeFrame(Opcode::Binary, "\1"));
        QCOMPARE(unit.messages[0].text, "\1");
    }

    void onlyTheDataOfAnEvent()
    {
        const QByteArray data = "event: tick\ndata: 5\nid: 77\n\n";
        WireUnit unit{.raw = data, .stream = std::make_shared<const StreamPart>(StreamPart{.data = data})};
        unit.messages.push_back({.kind = LinkMessage::Kind::Event, .n = 1, .text = "5"});
        Random random(3);
        QVERIFY(corrupt(unit, Direction::Down, random));
        QVERIFY(unit.messages[0].text != "5");
        QCOMPARE(unit.raw, "event: tick\ndata: " + unit.messages[0].text + "\nid: 77\n\n");
        QCOMPARE(unit.stream->data, unit.raw);
    }

    void whereThereIsNothingToChangeNothingIs()
    {
        WireUnit unit = frame(Opcode::Text, "\u00e9!");
        Random random(3);
        QVERIFY(!corrupt(unit, Direction::Down, random));
        QCOMPARE(unit.raw, encodeFrame(Opcode::Text, "\u00e9!"));
        QVERIFY(!unit.messages[0].corrupted);
    }
};

QTEST_GUILESS_MAIN(TestCorruption)
#include "tst_corruption.moc"
