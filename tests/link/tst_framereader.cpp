#include "spoken.h"

#include <link/protocol/framereader.h>

#include <QTest>

using namespace swapscope;
using test::down;
using test::up;
using wire::encodeClose;
using wire::encodeFrame;
using wire::Opcode;
using Sender = wire::FrameDecoder::Sender;

namespace {

QByteArray bytesOf(const std::vector<WireUnit> &units)
{
    QByteArray raw;
    for (const WireUnit &unit : units)
        raw += unit.raw;
    return raw;
}

std::vector<LinkMessage> messagesOf(const std::vector<WireUnit> &units)
{
    std::vector<LinkMessage> messages;
    for (const WireUnit &unit : units)
        messages.insert(messages.end(), unit.messages.begin(), unit.messages.end());
    return messages;
}

} // namespace

class TestFrameReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUnitForEachFrameAndAMessageWithItsLast()
    {
        FrameReader reader(Sender::Server, false, 3);
        const QByteArray bytes = encodeFrame(Opcode::Text, "in ", false) + encodeFrame(Opcode::Ping, "p") +
                                 encodeFrame(Opcode::Continuation, "pieces") +
                                 encodeFrame(Opcode::Binary, "b");
        const std::vector<WireUnit> units = reader.take(bytes);
        QCOMPARE(units.size(), 4U);
        QCOMPARE(bytesOf(units), bytes);
        for (const WireUnit &unit : units) {
            QVERIFY(unit.frame);
            QCOMPARE(unit.exchange, 3);
        }
        QVERIFY(units[0].messages.empty());
        const std::vector<LinkMessage> messages = messagesOf(units);
        QCOMPARE(messages.size(), 3U);
        QCOMPARE(messages[0].kind, LinkMessage::Kind::Ping);
        QCOMPARE(messages[0].n, 0);
        QCOMPARE(messages[1].n, 1);
        QCOMPARE(messages[1].text, QByteArray("in pieces"));
        QCOMPARE(messages[1].bytes, 13);
        QCOMPARE(messages[2].kind, LinkMessage::Kind::Binary);
        QCOMPARE(messages[2].n, 2);
        QCOMPARE(messages[2].bytes, 3);
    }

    void aFrameThatIsNotCompleteWaits()
    {
        FrameReader reader(Sender::Client, false, 1);
        const QByteArray bytes = up("hello");
        QVERIFY(reader.take(bytes.first(4)).empty());
        QCOMPARE(reader.pending(), bytes.first(4));
        QCOMPARE(bytesOf(reader.take(bytes.mid(4))), bytes);
        QCOMPARE(reader.pending(), QByteArray());
    }

    void aCloseFrameSaysItsCode()
    {
        FrameReader reader(Sender::Server, false, 1);
        const std::vector<LinkMessage> messages =
            messagesOf(reader.take(encodeClose({4001, QStringLiteral("off")})));
        QCOMPARE(messages.size(), 1U);
        QCOMPARE(messages[0].code, 4001);
        QCOMPARE(messages[0].reason, QStringLiteral("off"));
        FrameReader other(Sender::Server, false, 1);
        QCOMPARE(messagesOf(other.take(encodeClose({})))[0].code, 1005);
    }

    // The first frame of a compressed message has RSV1, control frames are never coded (RFC 7692).
    void whatAnExtensionHasCodedHasNoText()
    {
        FrameReader reader(Sender::Server, true, 1);
        const std::vector<LinkMessage> messages = messagesOf(
            reader.take(QByteArray::fromHex("c103ff8000") + down("plain") + encodeClose({4000, {}})));
        QCOMPARE(messages.size(), 3U);
        QCOMPARE(messages[0].text, QByteArray());
        QCOMPARE(messages[0].bytes, 5);
        QCOMPARE(messages[1].text, QByteArray("plain"));
        QCOMPARE(messages[2].code, 4000);
    }

    void whatBreaksTheProtocolPassesUnreadAndIsSaidOnce()
    {
        FrameReader reader(Sender::Client, false, 1);
        const QByteArray unmasked = down("x");
        const std::vector<WireUnit> units = reader.take(up("a") + unmasked);
        QCOMPARE(bytesOf(units), up("a") + unmasked);
        const std::vector<LinkMessage> messages = messagesOf(units);
        QCOMPARE(messages.size(), 2U);
        QCOMPARE(messages[1].kind, LinkMessage::Kind::Unread);
        QCOMPARE(messages[1].text, QByteArray("A frame of the client is not masked."));
        QCOMPARE(messages[1].bytes, 3);
        QVERIFY(reader.isOpaque());
        const std::vector<WireUnit> more = reader.take(up("b"));
        QCOMPARE(bytesOf(more), up("b"));
        QVERIFY(messagesOf(more).empty());
        QVERIFY(!more[0].frame);
        QCOMPARE(reader.pending(), QByteArray());
        QVERIFY(reader.take({}).empty());
    }
};

QTEST_GUILESS_MAIN(TestFrameReader)
#include "tst_framereader.moc"
