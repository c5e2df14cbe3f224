#include "spoken.h"

#include <link/messagefaults.h>
#include <link/protocol/traffic.h>
#include <support/commands.h>

#include <wire/websocket.h>

#include <QTest>

using namespace swapscope;
using test::chunk;
using test::kSwitch;
using test::kTicks;
using test::kUpgrade;
using wire::encodeClose;
using wire::encodeFrame;
using wire::Opcode;

namespace {

const QByteArray kChunkedHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
const QByteArray kPlainHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

QByteArray text(const QByteArray &content)
{
    return encodeFrame(Opcode::Text, content);
}

QByteArray block(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

// What a server says, through an editor.
struct Bench
{
    Traffic traffic;
    MessageFaults editor{Direction::Down};
    LinkFaults faults;
    Random random{11};
    Nanoseconds now = 0;
    QByteArray out;
    QStringList notes;
    bool ended = false;

    Bench(const QByteArray &hello, const QByteArray &welcome)
    {
        traffic.up(hello);
        say(welcome);
        out.clear();
    }
    void take(std::vector<WireUnit> units)
    {
        for (WireUnit &unit : units) {
            MessageFaults::Result result = editor.take(std::move(unit), faults, now, random);
            for (const WireUnit &each : result.units) {
                out += each.raw;
                ended = ended || (each.eof && each.byLink);
            }
            for (const MessageFaults::Note &note : result.notes) {
                const char *names[] = {"lost", "duplicated", "delayed"};
                notes << QStringLiteral("%1 %2").arg(QLatin1StringView(names[static_cast<int>(note.what)]),
                                                     QString::fromUtf8(note.message.text));
            }
        }
        release();
    }
    void release()
    {
        for (const WireUnit &each : editor.release(faults, now))
            out += each.raw;
    }
    void say(const QByteArray &bytes) { take(traffic.down(bytes)); }
    void apply(const char *name, const QVariantMap &args = {})
    {
        const auto effect = test::applyFault(faults, QString::fromLatin1(name), args, now);
        QVERIFY2(effect.ok(), name);
        release();
    }
    QByteArray told() { return std::exchange(out, {}); }
};

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

// The messages of what a client has received, by a reader of its own.
QStringList read(const QByteArray &hello, const QByteArray &received)
{
    Traffic reader;
    reader.up(hello);
    QStringList all;
    for (const WireUnit &unit : reader.down(received)) {
        for (const LinkMessage &message : unit.messages) {
            if (message.kind == LinkMessage::Kind::Unread)
                all << QStringLiteral("unread");
            else if (message.n > 0)
                all << QString::fromUtf8(message.text);
        }
    }
    return all;
}

} // namespace

class TestMessageFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loses()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("lose", with("next", 1));
        bench.say(text("a") + text("b"));
        QCOMPARE(bench.told(), text("b"));
        QCOMPARE(bench.notes, QStringList{QStringLiteral("lost a")});
    }

    void duplicates()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("duplicate", with("after_messages", 1));
        bench.say(text("a") + text("b"));
        QCOMPARE(bench.told(), text("a") + text("b") + text("b"));
        QCOMPARE(bench.notes, QStringList{QStringLiteral("duplicated b")});
    }

    void truncates()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("truncate", with("after_messages", 1));
        bench.say(text("a") + text("hello!"));
        QCOMPARE(bench.told(), text("a") + text("hello!").left(4));
        QCOMPARE(bench.notes, QStringList{QStringLiteral("lost hello!")});
        QVERIFY(bench.ended);
    }

    void letsTheNextOnePass()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("reorder", with("next", 1));
        bench.say(text("a") + encodeFrame(Opcode::Ping, "p"));
        QCOMPARE(bench.told(), encodeFrame(Opcode::Ping, "p"));
        bench.say(text("b") + text("c"));
        QCOMPARE(bench.told(), text("b") + text("a") + text("c"));
    }

    void withoutANextOneItWaitsNotForEver()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("reorder", with("within", 50));
        bench.now = 10;
        bench.say(text("a"));
        QCOMPARE(bench.told(), QByteArray());
        QCOMPARE(bench.editor.due(), std::optional<Nanoseconds>(60));
        QCOMPARE(bench.editor.bytes(), text("a").size());
        bench.now = 60;
        bench.release();
        QCOMPARE(bench.told(), text("a"));
        QVERIFY(!bench.editor.due());
        QCOMPARE(bench.editor.bytes(), 0);
    }

    void othersPassAMessageThatIsDelayed()
    {
        Bench bench(kUpgrade, kSwitch);
        QVariantMap args = with("by", 100);
        args.insert(QStringLiteral("next"), 1);
        bench.apply("delay", args);
        bench.say(text("a") + text("b"));
        QCOMPARE(bench.told(), text("b"));
        QCOMPARE(bench.notes, QStringList{QStringLiteral("delayed a")});
        bench.now = 99;
        bench.say(text("c"));
        QCOMPARE(bench.told(), text("c"));
        bench.now = 100;
        bench.release();
        QCOMPARE(bench.told(), text("a"));
    }

    void whatIsLateLeavesBeforeTheEnd()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("delay", with("by", kSecond));
        bench.say(text("a") + encodeClose({1000, {}}));
        QCOMPARE(bench.told(), text("a") + encodeClose({1000, {}}));
        Bench stream(kTicks, kChunkedHead);
        stream.apply("delay", with("by", kSecond));
        stream.say(chunk(block("a")) + "0\r\n\r\n");
        QCOMPARE(stream.told(), chunk(block("a")) + "0\r\n\r\n");
    }

    // The rest of a message that has left in part comes first.
    void nothingComesBetweenTheFramesOfAMessage()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("delay", with("by", 10));
        bench.say(text("late"));
        bench.apply("delay", {{QStringLiteral("by"), 10}, {QStringLiteral("probability"), 0}});
        const QByteArray begin = encodeFrame(Opcode::Text, "be", false);
        const QByteArray rest = encodeFrame(Opcode::Continuation, "gun");
        bench.say(begin);
        bench.now = 20;
        bench.release();
        QVERIFY(!bench.editor.due());
        QCOMPARE(bench.told(), begin);
        bench.say(rest);
        QCOMPARE(bench.told(), rest + text("late"));
    }

    void whereAMessageIsTornWhatIsLateIsLost()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("delay", with("by", 10));
        bench.say(text("late"));
        bench.faults = LinkFaults();
        const QByteArray begin = encodeFrame(Opcode::Text, "be", false);
        bench.say(begin);
        bench.take(bench.traffic.downEnds(false));
        QCOMPARE(bench.told(), begin);
        QCOMPARE(bench.notes, (QStringList{QStringLiteral("delayed late"), QStringLiteral("lost late")}));
    }

    void corruptsTheContentAlone()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("corrupt");
        bench.say(text("hello"));
        const QByteArray frame = bench.told();
        QCOMPARE(frame.size(), text("hello").size());
        QCOMPARE(frame.left(2), text("hello").left(2));
        int changed = 0;
        for (qsizetype at = 2; at < frame.size(); ++at) {
            changed += frame[at] != text("hello")[at];
            QVERIFY(frame[at] >= 'a' && frame[at] <= 'z');
        }
        QCOMPARE(changed, 1);
    }

    // The frames of a message are lost with it, and those of a ping within it are not.
    void aMessageInPartsIsOne()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("lose", with("next", 1));
        bench.say(encodeFrame(Opcode::Text, "o", false) + encodeFrame(Opcode::Ping, "p"));
        bench.say(encodeFrame(Opcode::Continuation, "ne") + text("two"));
        QCOMPARE(bench.told(), encodeFrame(Opcode::Ping, "p") + text("two"));
        QCOMPARE(bench.notes, QStringList{QStringLiteral("lost one")});
    }

    void onlyTheKindThatIsMeant()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.apply("lose", with("kind", QStringLiteral("ping")));
        bench.say(text("a") + encodeFrame(Opcode::Ping, "p") + encodeFrame(Opcode::Binary, "b"));
        QCOMPARE(bench.told(), text("a") + encodeFrame(Opcode::Binary, "b"));
    }

    // Two events in a chunk, one over two: each is one, in a chunk of its own.
    void eventsAreCutOutOfTheirChunks()
    {
        Bench bench(kTicks, kChunkedHead);
        bench.apply("lose", with("next", 2));
        bench.apply("duplicate", with("after_messages", 1));
        bench.say(chunk(block("a") + block("b") + "data: c") + chunk("c\n\n"));
        QCOMPARE(bench.told(), chunk(block("cc")));
        QCOMPARE(bench.notes, (QStringList{QStringLiteral("lost a"), QStringLiteral("lost b")}));
        bench.faults = LinkFaults();
        bench.say(chunk(block("d") + block("e")));
        QCOMPARE(bench.told(), chunk(block("d") + block("e")));
    }

    void aStreamWithoutChunksStaysOne()
    {
        Bench bench(kTicks, kPlainHead);
        bench.apply("lose", with("event", QStringLiteral("tick")));
        bench.say(block("a") + "event: tick\ndata: b\n\n" + block("c"));
        QCOMPARE(bench.told(), block("a") + block("c"));
    }

    // What has left in part is left alone; framing changes between two chunks.
    void aFaultThatBeginsWithinAnEventLeavesThatAlone()
    {
        Bench bench(kTicks, kChunkedHead);
        const QByteArray all = chunk("data: on") + chunk("e\n\n" + block("two"));
        bench.say(all.left(20));
        QCOMPARE(bench.told(), all.left(20));
        bench.apply("lose");
        bench.say(all.mid(20));
        // The second chunk had begun as the server's own: it passes as it is.
        QCOMPARE(bench.told(), all.mid(20));
        bench.say(chunk(block("three")));
        QCOMPARE(bench.told(), QByteArray());
    }

    void aStreamOfPromisedLengthIsLeftAlone()
    {
        Bench bench(kTicks,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 18\r\n\r\n");
        bench.apply("lose");
        bench.say(block("a") + block("b"));
        QCOMPARE(bench.told(), block("a") + block("b"));
    }

    // Whatever the chunking, and however often faults that do nothing begin and end: the messages that come
    // are those that were sent, whole and in order; and with none in force the bytes are.
    void liveChangesLoseAndRepeatNothing_data()
    {
        QTest::addColumn<QByteArray>("hello");
        QTest::addColumn<QByteArray>("welcome");
        QTest::addColumn<bool>("faults");
        for (const bool faults : {false, true}) {
            const char *name = faults ? "%s, with faults" : "%s, transparent";
            QTest::addRow(name, "socket") << kUpgrade << kSwitch << faults;
            QTest::addRow(name, "chunked") << kTicks << kChunkedHead << faults;
            QTest::addRow(name, "plain") << kTicks << kPlainHead << faults;
        }
    }

    void liveChangesLoseAndRepeatNothing()
    {
        QFETCH(QByteArray, hello);
        QFETCH(QByteArray, welcome);
        QFETCH(bool, faults);
        for (quint64 seed = 1; seed <= 60; ++seed) {
            Random random(seed);
            QStringList sent;
            QByteArray bytes;
            for (int number = 0; number < 40; ++number) {
                const QByteArray content = "message " + QByteArray::number(number);
                sent << QString::fromUtf8(content);
                const qsizetype half = static_cast<qsizetype>(random.next() % 8);
                if (hello == kUpgrade) {
                    if (random.next() % 2 == 0) {
                        bytes += text(content);
                    } else {
                        bytes += encodeFrame(Opcode::Text, content.left(half), false) +
                                 encodeFrame(Opcode::Ping, "p") +
                                 encodeFrame(Opcode::Continuation, content.mid(half));
                    }
                } else if (welcome == kPlainHead) {
                    bytes += block(content);
                } else {
                    const QByteArray one = block(content);
                    bytes += half == 0 ? chunk(one) : chunk(one.left(half)) + chunk(one.mid(half));
                }
            }
            Bench bench(hello, welcome);
            QByteArray came;
            for (qsizetype at = 0; at < bytes.size();) {
                const auto size = static_cast<qsizetype>(1 + random.next() % 30);
                if (faults && random.next() % 3 == 0) {
                    if (random.next() % 2 == 0)
                        bench.apply("lose", with("after_messages", 1'000));
                    else
                        bench.apply("clear");
                }
                bench.say(bytes.mid(at, size));
                at += size;
            }
            bench.apply("clear");
            came = bench.told();
            if (!faults)
                QVERIFY2(came == bytes, qPrintable(QStringLiteral("seed %1").arg(seed)));
            const QStringList received = read(hello, welcome + came);
            QVERIFY2(
                received == sent,
                qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(received.join(QStringLiteral(", ")))));
        }
    }

    // What is noted is what happened: received = sent - lost + duplicated, whatever is late.
    void theNotesAreExactAndASeedRepeatsThem()
    {
        QStringList first;
        for (int run = 0; run < 2; ++run) {
            QStringList all;
            for (quint64 seed = 1; seed <= 20; ++seed) {
                Bench bench(kTicks, kChunkedHead);
                bench.random = Random(seed);
                for (const char *name : {"lose", "duplicate", "reorder"})
                    bench.apply(name, with("probability", 0.2));
                bench.apply("delay", {{QStringLiteral("by"), 5}, {QStringLiteral("probability"), 0.2}});
                QMap<QString, int> expected;
                for (int number = 0; number < 50; ++number) {
                    bench.say(chunk(block(QByteArray::number(number))));
                    ++expected[QString::number(number)];
                    ++bench.now;
                }
                bench.say("0\r\n\r\n");
                for (const QString &note : bench.notes) {
                    const QStringList words = note.split(u' ');
                    expected[words[1]] += words[0] == u"lost" ? -1 : words[0] == u"duplicated" ? 1 : 0;
                }
                QMap<QString, int> received;
                for (auto each = expected.cbegin(); each != expected.cend(); ++each)
                    received[each.key()] = 0;
                const QStringList came = read(kTicks, kChunkedHead + bench.told());
                for (const QString &each : came)
                    ++received[each];
                QCOMPARE(received, expected);
                all << came << bench.notes;
            }
            if (run == 0)
                first = all;
            else
                QCOMPARE(all, first);
        }
    }
};

QTEST_GUILESS_MAIN(TestMessageFaults)
#include "tst_messagefaults.moc"
