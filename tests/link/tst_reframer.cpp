#include <link/protocol/reframer.h>

#include <QTest>

using namespace swapscope;

namespace {

// A frame; it ends a message, the n-th, where n is given.
WireUnit frame(const QByteArray &raw, int n = 0)
{
    WireUnit unit{.raw = raw, .exchange = 1, .frame = true};
    if (n > 0) {
        LinkMessage message;
        message.n = n;
        unit.messages.push_back(message);
    }
    return unit;
}

WireUnit control(const QByteArray &raw, LinkMessage::Kind kind)
{
    WireUnit unit = frame(raw);
    LinkMessage message;
    message.kind = kind;
    unit.messages.push_back(message);
    return unit;
}

// Data of a stream in one chunk of its own, in which events of these lengths end.
WireUnit chunk(const QByteArray &data, const std::vector<qint64> &events)
{
    WireUnit unit{.raw = QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n", .exchange = 1};
    unit.stream = std::make_shared<const StreamPart>(StreamPart{.data = data, .chunked = true});
    for (const qint64 bytes : events) {
        LinkMessage message;
        message.kind = LinkMessage::Kind::Event;
        message.n = 1;
        message.bytes = bytes;
        unit.messages.push_back(message);
    }
    return unit;
}

// What comes out, one word a unit: its bytes, with a star where it is a whole message and nothing else.
QString told(const std::vector<WireUnit> &units)
{
    QStringList words;
    for (const WireUnit &unit : units)
        words << QString::fromLatin1(unit.raw).replace(QStringLiteral("\r\n"), QStringLiteral("|")) +
                     (unit.whole ? QStringLiteral("*") : QString());
    return words.join(u' ');
}

} // namespace

class TestReframer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesOfAMessageAreJoinedWhileThatIsWanted()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(frame("a"), true)), QString());
        QCOMPARE(told(reframer.take(frame("b"), true)), QString());
        QCOMPARE(told(reframer.take(frame("c", 1), true)), QStringLiteral("abc*"));
        QCOMPARE(told(reframer.take(frame("d", 2), true)), QStringLiteral("d*"));
    }

    void otherwiseTheyPassAsTheyAre()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(frame("a"), false)), QStringLiteral("a"));
        QVERIFY(!reframer.between());
        QCOMPARE(told(reframer.take(frame("b", 1), false)), QStringLiteral("b"));
        QVERIFY(reframer.between());
    }

    // RFC 6455, section 5.4: a control frame may stand between the frames of a message.
    void aPingDoesNotWait()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(frame("a"), true)), QString());
        QCOMPARE(told(reframer.take(control("ping", LinkMessage::Kind::Ping), true)),
                 QStringLiteral("ping*"));
        QCOMPARE(told(reframer.take(frame("b", 1), true)), QStringLiteral("ab*"));
    }

    void switchedOnWithinAMessageItsRestPasses()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(frame("a"), false)), QStringLiteral("a"));
        QCOMPARE(told(reframer.take(frame("b", 1), true)), QStringLiteral("b"));
        QCOMPARE(told(reframer.take(frame("c"), true)), QString());
        QCOMPARE(told(reframer.take(frame("d", 2), true)), QStringLiteral("cd*"));
    }

    void switchedOffWithinAMessageItStaysWhole()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(frame("a"), true)), QString());
        QCOMPARE(told(reframer.take(frame("b", 1), false)), QStringLiteral("ab*"));
    }

    void whatIsReleasedCannotBeWholeAnyMore()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(frame("a"), true)), QString());
        QCOMPARE(told(reframer.release()), QStringLiteral("a"));
        QVERIFY(!reframer.between());
        QCOMPARE(told(reframer.take(frame("b", 1), true)), QStringLiteral("b"));
        QVERIFY(reframer.between());
        QCOMPARE(told(reframer.release()), QString());
    }

    void aCloseLetsGoWhatIsUnfinished()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(frame("a"), true)), QString());
        QCOMPARE(told(reframer.take(control("close", LinkMessage::Kind::Close), true)),
                 QStringLiteral("a close"));
    }

    void eventsGetChunksOfTheirOwn()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(chunk("one;two;", {4, 4}), true)), QStringLiteral("4|one;|* 4|two;|*"));
        QVERIFY(reframer.ownChunks());
        QCOMPARE(told(reframer.take(chunk("thr", {}), true)), QString());
        QCOMPARE(told(reframer.take(chunk("ee;fo", {6}), true)), QStringLiteral("6|three;|*"));
        QCOMPARE(told(reframer.release()), QStringLiteral("2|fo|"));
        QVERIFY(!reframer.between());
        QCOMPARE(told(reframer.take(chunk("ur;", {5}), true)), QStringLiteral("3|ur;|")); // its rest
        QVERIFY(reframer.between());
    }

    void aStreamThatIsNotCutPassesAsItIs()
    {
        Reframer reframer;
        QCOMPARE(told(reframer.take(chunk("one;t", {4}), false)), QStringLiteral("5|one;t|"));
        QVERIFY(!reframer.ownChunks());
        QVERIFY(!reframer.between());
        QCOMPARE(told(reframer.take(chunk("wo;", {4}), true)), QStringLiteral("3|wo;|"));
        QVERIFY(reframer.between());
    }
};

QTEST_GUILESS_MAIN(TestReframer)
#include "tst_reframer.moc"
