#include "relaybench.h"

#include <QElapsedTimer>

using namespace swapscope;
using test::Bench;
using test::chunk;
using test::down;
using test::End;
using test::kSwitch;
using test::kUpgrade;
using test::roundTrips;
using test::up;

class TestRelayFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultAnswersInTheServersPlace()
    {
        Bench bench;
        bench.run.apply("http", {{QStringLiteral("status"), 429},
                                 {QStringLiteral("retry_after"), 3 * kSecond},
                                 {QStringLiteral("next"), 1}});
        bench.client.send(kUpgrade);
        QTRY_VERIFY(bench.client.ended);
        QVERIFY(bench.client.received.startsWith("HTTP/1.1 429 Too Many Requests\r\n"));
        QVERIFY(bench.client.received.contains("\r\nRetry-After: 3\r\n"));
        QVERIFY(!bench.client.wasReset);
        QVERIFY(bench.server.ends.empty());
        QCOMPARE(bench.run.told(), QStringList{QStringLiteral("refused 1 ws")});
        QCOMPARE(bench.run.events().front().data.value(Field::Status).toInt(), 429);
        // The next one is let in, as was a page all the time.
        End second(bench.run.link.port());
        second.send(kUpgrade);
        QTRY_COMPARE(bench.server.ends.size(), 1U);
    }

    void aPageIsNotMeantUnlessSaid()
    {
        Bench bench;
        bench.run.apply("http", {{QStringLiteral("status"), 503}});
        bench.say("GET / HTTP/1.1\r\n\r\n");
        bench.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        bench.run.apply(
            "http", {{QStringLiteral("status"), 503}, {QStringLiteral("requests"), QStringLiteral("all")}});
        bench.client.received.clear();
        bench.client.send("GET / HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(bench.client.ended);
        QVERIFY(bench.client.received.startsWith("HTTP/1.1 503 "));
        QCOMPARE(bench.run.told(), QStringList());
    }

    // A client may ask again before it has the whole answer to what it asked first (RFC 9112, section 9.3.2).
    void noAnswerOfAFaultStandsWithinAnother()
    {
        Bench bench;
        bench.say("GET /a HTTP/1.1\r\n\r\n");
        bench.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf ");
        bench.run.apply("http", {{QStringLiteral("status"), 503},
                                 {QStringLiteral("requests"), QStringLiteral("all")},
                                 {QStringLiteral("next"), 1}});
        bench.say("GET /b HTTP/1.1\r\n\r\n");
        bench.answer("of itHTTP/1.1 204 No Content\r\n\r\n");
        bench.client.received.clear();
        bench.client.send("GET /c HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(bench.client.ended);
        QVERIFY2(bench.client.received.startsWith("HTTP/1.1 503 "), bench.client.received.constData());
    }

    void aFlappingServerAcceptsAndDrops()
    {
        Bench bench;
        bench.run.apply("flap");
        bench.openWebSocket();
        QTRY_VERIFY(bench.client.ended);
        QTRY_VERIFY(bench.peer().ended);
        QVERIFY(!bench.client.wasReset);
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("closed 1 1006 link")}));
    }

    void aStreamThatFlapsStaysOpenAsLongAsItIsTold()
    {
        Bench bench;
        bench.run.apply("flap", {{QStringLiteral("open_for"), 500 * kMillisecond}});
        bench.openStream();
        bench.answer(chunk("data: a\n\n"));
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 sse"), QStringLiteral("message 1 down event 1 <a>"),
                              QStringLiteral("closed 1 link")}));
    }

    void aConnectionEndsWithinAMessage()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("truncate", {{QStringLiteral("direction"), QStringLiteral("down")}});
        bench.client.received.clear();
        bench.peer().send(down("hello!"));
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.client.received, down("hello!").left(4));
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.run.told(), (QStringList{QStringLiteral("accepted 1 ws"),
                                                QStringLiteral("lost 1 down text 1 fault <hello!>"),
                                                QStringLiteral("closed 1 1006 link")}));
    }

    // Nothing arrives and nothing closes, in the one direction; the other lives.
    void aHalfOpenPathSwallowsOneDirection()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("halfopen", {{QStringLiteral("direction"), QStringLiteral("up")}});
        bench.client.send(up("lost"));
        QTRY_VERIFY(bench.run.told().contains(QStringLiteral("lost 1 up text 1 fault <lost>")));
        bench.answer(down("alive"));
        bench.client.send(up("too"));
        QTRY_VERIFY(bench.run.told().contains(QStringLiteral("lost 1 up text 2 fault <too>")));
        // A new connection is a good one once the path is whole.
        bench.run.apply("mend");
        End second(bench.run.link.port());
        second.send(kUpgrade);
        QTRY_COMPARE(bench.server.ends.size(), 2U);
        QTRY_COMPARE(bench.peer(1).received, kUpgrade);
    }

    // The client's bytes were lost: its TCP sends them again, and hears that nobody knows the connection. The
    // server is told when it says something.
    void whoLostSomethingIsToldWhenThePathIsWholeAgain()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("halfopen", {{QStringLiteral("direction"), QStringLiteral("up")}});
        bench.client.send(up("lost"));
        QTRY_VERIFY(bench.run.told().contains(QStringLiteral("lost 1 up text 1 fault <lost>")));
        bench.run.apply("mend");
        QTRY_VERIFY(bench.client.wasReset);
        QCOMPARE(bench.run.told().back(), QStringLiteral("closed 1 1006 link"));
        roundTrips(3);
        QVERIFY(!bench.peer().ended && !bench.peer().wasReset);
        bench.peer().send(down("hello?"));
        QTRY_VERIFY(bench.peer().wasReset);
    }

    // The server's bytes were lost: the page only listens, hears nothing, and is deaf until it says
    // something.
    void whoOnlyListensIsToldWhenItSaysSomething()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("halfopen", {{QStringLiteral("for"), 30 * kMillisecond}});
        bench.peer().send(down("lost"));
        QTRY_VERIFY(bench.peer().wasReset); // by the passing of time
        roundTrips(3);
        QVERIFY(!bench.client.ended && !bench.client.wasReset);
        bench.client.send(up("hello?"));
        QTRY_VERIFY(bench.client.wasReset);
        QCOMPARE(bench.run.told(), (QStringList{QStringLiteral("accepted 1 ws"),
                                                QStringLiteral("lost 1 down text 1 fault <lost>"),
                                                QStringLiteral("lost 1 up text 1 fault <hello?>"),
                                                QStringLiteral("closed 1 1006 link")}));
    }

    // Nobody would ever answer an attempt whose request was lost.
    void anAttemptThatWasLostIsToldWhenThePathIsWholeAgain()
    {
        Bench bench;
        bench.run.apply("halfopen");
        bench.client.send(kUpgrade);
        QTRY_COMPARE(bench.server.ends.size(), 1U);
        roundTrips(3);
        QVERIFY(!bench.client.wasReset);
        bench.run.apply("mend");
        QTRY_VERIFY(bench.client.wasReset);
    }

    // A connection on which nothing was lost goes on.
    void whatLostNothingGoesOn()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("halfopen");
        bench.run.apply("mend");
        bench.client.send(up("there"));
        QTRY_VERIFY(bench.peer().received.endsWith(up("there")));
        bench.answer(down("and back"));
    }

    void anIdleConnectionIsEndedAndABusyOneIsNot()
    {
        Bench bench;
        bench.openStream();
        bench.run.apply("idle", {{QStringLiteral("timeout"), 100 * kSecond}});
        bench.answer(chunk("data: a\n\n"));
        QVERIFY(!bench.client.ended);
        bench.run.apply("idle", {{QStringLiteral("timeout"), kMillisecond}});
        QTRY_VERIFY(bench.client.ended);
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.run.told().back(), QStringLiteral("closed 1 link"));
    }

    void aConnectionEndsAfterSoManyBytes()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("limit", {{QStringLiteral("bytes"), kSwitch.size() + 4},
                                  {QStringLiteral("direction"), QStringLiteral("down")}});
        bench.client.received.clear();
        bench.peer().send(down("hello!"));
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.client.received, down("hello!").left(4));
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.run.told(), (QStringList{QStringLiteral("accepted 1 ws"),
                                                QStringLiteral("lost 1 down text 1 closed <hello!>"),
                                                QStringLiteral("closed 1 1006 link")}));
    }

    // The link closes while the client's message is on its way in pieces: the server gets the rest of the
    // frame and then the close frame, never one within the other.
    void aCloseDoesNotComeIntoTheMiddleOfAFrame()
    {
        Bench bench;
        bench.openWebSocket();
        const qsizetype before = bench.peer().received.size();
        bench.run.apply("slice", {{QStringLiteral("bytes"), 50},
                                  {QStringLiteral("gap"), 60 * kSecond},
                                  {QStringLiteral("direction"), QStringLiteral("up")}});
        const QByteArray message = up(QByteArray(1000, 'x'));
        bench.client.send(message);
        QTRY_VERIFY(bench.peer().received.size() > before);
        bench.run.apply("close", {{QStringLiteral("code"), 1012}});
        QTRY_VERIFY(bench.peer().received.size() > before + message.size());
        wire::FrameDecoder decoder(wire::FrameDecoder::Sender::Client);
        const auto units = decoder.feed(bench.peer().received.mid(before));
        QCOMPARE(units.size(), 2U);
        QCOMPARE(std::get<wire::Frame>(units[0]).raw, message);
        QCOMPARE(std::get<wire::Frame>(units[1]).opcode, wire::Opcode::Close);
        QCOMPARE(wire::decodeClose(std::get<wire::Frame>(units[1]).payload).code, 1012);
        QVERIFY(
            bench.run.told().contains(QStringLiteral("message 1 up text 1 <") + QString(40, u'x') + u'>'));
    }

    void slicesAndANarrowPathKeepEveryByte()
    {
        Bench bench;
        bench.run.apply("slice", {{QStringLiteral("bytes"), 7}});
        bench.openWebSocket();
        bench.run.apply("bandwidth", {{QStringLiteral("kbit"), 400}});
        bench.say(up("one") + up("two"));
        bench.answer(down("three") + down("four"));
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("message 1 up text 1 <one>"),
                              QStringLiteral("message 1 up text 2 <two>"),
                              QStringLiteral("message 1 down text 1 <three>"),
                              QStringLiteral("message 1 down text 2 <four>")}));
    }

    void aSlowHandshakeWaits()
    {
        Bench bench;
        QElapsedTimer timer;
        bench.run.apply("handshake", {{QStringLiteral("by"), 40 * kMillisecond}});
        timer.start();
        bench.openWebSocket();
        QVERIFY(timer.elapsed() >= 40);
    }
};

QTEST_GUILESS_MAIN(TestRelayFaults)
#include "tst_relayfaults.moc"
