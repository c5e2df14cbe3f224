#include <link/hold/rewrite.h>

#include <wire/eventstream.h>
#include <wire/websocket.h>

#include <QTest>

using namespace swapscope;
using wire::encodeFrame;
using wire::Opcode;

namespace {

constexpr quint32 kMask = 0x01020304;

WireUnit frame(Opcode opcode, const QByteArray &content, std::optional<quint32> mask = {})
{
    WireUnit unit{
        .raw = encodeFrame(opcode, content, true, mask), .exchange = 1, .frame = true, .whole = true};
    LinkMessage message;
    message.kind = opcode == Opcode::Binary ? LinkMessage::Kind::Binary : LinkMessage::Kind::Text;
    message.n = 3;
    message.text = content;
    message.bytes = unit.raw.size();
    unit.messages.push_back(message);
    return unit;
}

WireUnit eventUnit(const QByteArray &block, const QByteArray &data, bool chunked = true)
{
    WireUnit unit{.raw = inChunk(block, chunked), .exchange = 1, .whole = true};
    unit.stream = std::make_shared<const StreamPart>(StreamPart{.data = block, .chunked = chunked});
    LinkMessage message;
    message.kind = LinkMessage::Kind::Event;
    message.n = 3;
    message.text = data;
    message.bytes = block.size();
    unit.messages.push_back(message);
    return unit;
}

} // namespace

class TestRewrite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextIsFramedAnew()
    {
        WireUnit unit = frame(Opcode::Text, "hello");
        QVERIFY(rewrite(unit, Direction::Down, QStringLiteral("gr\u00fc\u00df"), kMask));
        QCOMPARE(unit.raw, encodeFrame(Opcode::Text, "gr\xc3\xbc\xc3\x9f"));
        const LinkMessage &message = unit.messages.front();
        QCOMPARE(message.text, QByteArray("gr\xc3\xbc\xc3\x9f"));
        QCOMPARE(message.bytes, unit.raw.size());
        QCOMPARE(message.n, 3);
        QVERIFY(message.edited);
    }

    void onItsWayUpItIsMasked()
    {
        WireUnit unit = frame(Opcode::Text, "hello", 0xffffffff);
        QVERIFY(rewrite(unit, Direction::Up, QStringLiteral("bye"), kMask));
        QCOMPARE(unit.raw, encodeFrame(Opcode::Text, "bye", true, kMask));
    }

    void ofAnEventOnlyTheDataIsReplaced()
    {
        const QByteArray block = ": note\r\nid: 7\r\ndata: a\r\nevent: tick\r\ndata: b\r\n\r\n";
        WireUnit unit = eventUnit(block, "a\nb");
        QVERIFY(rewrite(unit, Direction::Down, QStringLiteral("one\r\ntwo\nthree"), kMask));
        const QByteArray wanted = ": note\r\nid: 7\r\ndata: one\ndata: two\ndata: three\nevent: tick\r\n\r\n";
        QCOMPARE(unit.stream->data, wanted);
        QCOMPARE(unit.raw, inChunk(wanted, true));
        QCOMPARE(unit.messages.front().text, QByteArray("one\ntwo\nthree"));
        QCOMPARE(unit.messages.front().bytes, wanted.size());
    }

    void anEmptyTextIsStillAnEvent()
    {
        WireUnit unit = eventUnit("data: a\n\n", "a", false);
        QVERIFY(rewrite(unit, Direction::Down, QString(), kMask));
        const auto blocks = wire::EventStreamDecoder().feed(unit.raw);
        QCOMPARE(blocks.size(), 1U);
        QVERIFY(blocks.front().kind == wire::StreamBlock::Kind::Event);
        QCOMPARE(blocks.front().event.data, QString());
    }

    void aByteOrderMarkStays()
    {
        WireUnit unit = eventUnit("\xef\xbb\xbf"
                                  "data: a\n\n",
                                  "a", false);
        QVERIFY(rewrite(unit, Direction::Down, QStringLiteral("b"), kMask));
        QVERIFY(unit.raw.startsWith("\xef\xbb\xbf"
                                    "data:"));
        QCOMPARE(unit.messages.front().text, QByteArray("b"));
    }

    void whatCannotBeEditedSaysWhy()
    {
        WireUnit binary = frame(Opcode::Binary, "x");
        QCOMPARE(whyNotEditable(binary), QStringLiteral("This message is binary; only texts can be changed"));
        WireUnit coded = frame(Opcode::Text, QByteArray(30, 'x'));
        coded.messages.front().text.clear();
        QVERIFY(whyNotEditable(coded).startsWith(QStringLiteral("A WebSocket extension has coded")));
        WireUnit sized = eventUnit("data: a\n\n", "a", false);
        sized.fixed = true;
        QVERIFY(whyNotEditable(sized).contains(QStringLiteral("Content-Length")));
        const QByteArray before = sized.raw;
        QVERIFY(!rewrite(sized, Direction::Down, QStringLiteral("b"), kMask));
        QCOMPARE(sized.raw, before);
        WireUnit text = frame(Opcode::Text, "x");
        QVERIFY(!rewrite(text, Direction::Down, QString(kMostWritten + 1, u'x'), kMask));
        QVERIFY(!text.messages.front().edited);
    }

    void messagesOfOnesOwn()
    {
        const WireUnit up = writtenFrame(4, Direction::Up, QStringLiteral("hi"), kMask);
        QCOMPARE(up.raw, encodeFrame(Opcode::Text, "hi", true, kMask));
        QVERIFY(up.messages.front().injected);
        QVERIFY(up.messages.front().isData());
        QCOMPARE(up.messages.front().n, 0);
        const WireUnit tick = writtenEvent(4, true, QStringLiteral("tick"), QStringLiteral("a\nb"));
        const auto blocks = wire::EventStreamDecoder().feed(tick.stream->data);
        QCOMPARE(blocks.size(), 1U);
        QCOMPARE(blocks.front().event.event, QStringLiteral("tick"));
        QCOMPARE(blocks.front().event.data, QStringLiteral("a\nb"));
        QCOMPARE(tick.raw, inChunk(tick.stream->data, true));
        QCOMPARE(writtenEvent(4, false, {}, QStringLiteral("a")).messages.front().event,
                 QStringLiteral("message"));
    }

    void aCloseOfTheLinks()
    {
        const WireUnit unit = closeFrame(4, {.code = 1012, .reason = QStringLiteral("deploy")});
        QCOMPARE(unit.raw, wire::encodeClose({.code = 1012, .reason = QStringLiteral("deploy")}));
        QVERIFY(unit.byLink);
        QCOMPARE(unit.messages.size(), 1U);
        QCOMPARE(unit.messages.front().kind, LinkMessage::Kind::Close);
        QCOMPARE(unit.messages.front().code, 1012);
        QCOMPARE(unit.messages.front().bytes, unit.raw.size());
    }
};

QTEST_GUILESS_MAIN(TestRewrite)
#include "tst_rewrite.moc"
