#include "ends.h"
#include "spoken.h"

#include <wire/websocket.h>

#include <QRegularExpression>
#include <QTest>

using namespace swapscope;
using test::End;
using test::EndServer;
using test::kSwitch;
using test::kUpgrade;
using test::Run;
using test::s;
using wire::encodeFrame;
using wire::Opcode;

namespace {

const QByteArray kPage = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

QByteArray down(int number)
{
    return encodeFrame(Opcode::Text, "m" + QByteArray::number(number));
}

QByteArray downAll(int count)
{
    QByteArray all;
    for (int number = 1; number <= count; ++number)
        all += down(number);
    return all;
}

// Clients of one link, each with its connection to the server.
struct Bench
{
    EndServer server;
    Run run{server.serverPort()};
    std::vector<std::unique_ptr<End>> clients;

    End &client(std::size_t at = 0) { return *clients.at(at); }
    End &peer(std::size_t at = 0) { return *server.ends.at(at); }
    // Opens a WebSocket.
    void open()
    {
        const std::size_t had = server.ends.size();
        clients.push_back(std::make_unique<End>(run.link.port()));
        clients.back()->send(kUpgrade);
        QTRY_COMPARE(server.ends.size(), had + 1);
        QTRY_COMPARE(server.ends.back()->received, kUpgrade);
        server.ends.back()->send(kSwitch);
        QTRY_COMPARE(clients.back()->received, kSwitch);
        clients.back()->received.clear();
    }
    // Asks for something; whether it was refused.
    bool refused(const QByteArray &request)
    {
        const std::size_t had = server.ends.size();
        End asker(run.link.port());
        asker.send(request);
        [&] { QTRY_VERIFY(asker.wasReset || server.ends.size() > had); }();
        return asker.wasReset;
    }
};

} // namespace

class TestTimedFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Exactly as many messages as were said, though more had come.
    void aCutAfterSoManyMessages()
    {
        Bench bench;
        bench.open();
        bench.run.apply("cut", {{s("after_messages"), 10}, {s("for"), qint64(0)}});
        bench.peer().send(downAll(15));
        QTRY_VERIFY(bench.client().wasReset);
        QCOMPARE(bench.client().received, downAll(10));
        int lost = 0;
        for (const QString &line : bench.run.told())
            lost += line.startsWith(s("lost 1 down text")) ? 1 : 0;
        QCOMPARE(lost, 5);
    }

    void aCloseAfterSoManyMessages()
    {
        Bench bench;
        bench.open();
        bench.run.apply("close", {{s("code"), 1012}, {s("after_messages"), 2}});
        bench.peer().send(downAll(2));
        QTRY_COMPARE(bench.client().received, downAll(2) + wire::encodeClose({1012, {}}));
    }

    void aFreezeOfOneDirectionAfterSoManyMessages()
    {
        Bench bench;
        bench.open();
        bench.run.apply("freeze", {{s("direction"), s("down")}, {s("after_messages"), 3}});
        QVERIFY(!bench.run.link.status().frozen);
        QCOMPARE(bench.run.link.status().phrases(), QStringList{s("freeze after 3 messages")});
        bench.peer().send(downAll(5));
        QTRY_VERIFY(bench.run.link.status().frozen);
        QCOMPARE(bench.run.link.status().phrases(), QStringList{s("frozen down")});
        bench.peer().received.clear();
        const QByteArray up = encodeFrame(Opcode::Text, "up", true, 1);
        bench.client().send(up);
        QTRY_COMPARE(bench.peer().received, up);
        QCOMPARE(bench.client().received, downAll(3));
        bench.run.apply("thaw");
        QTRY_COMPARE(bench.client().received, downAll(5));
        const QStringList told = bench.run.told();
        QVERIFY(told.contains(s("frozen down")));
        QVERIFY(told.contains(s("thawed")));
    }

    // Even while data flows.
    void aCutAfterSomeTime()
    {
        Bench bench;
        bench.open();
        bench.run.apply("cut", {{s("after"), 50 * kMillisecond}, {s("for"), qint64(0)}});
        int number = 0;
        QTRY_VERIFY((bench.peer().send(down(++number)), bench.client().wasReset));
        QVERIFY(bench.client().received.startsWith(down(1)));
    }

    void refusingTheNextThree()
    {
        Bench bench;
        bench.run.apply("refuse", {{s("next"), 3}});
        QCOMPARE(bench.run.link.status().phrases(), QStringList{s("refuses next 3")});
        QVERIFY(!bench.refused(kPage));
        for (int attempt = 0; attempt < 3; ++attempt)
            QVERIFY(bench.refused(kUpgrade));
        QVERIFY(!bench.refused(kUpgrade));
        QTRY_COMPARE(bench.run.link.status(), LinkStatus{});
    }

    void aCutThatKeepsOneAwayIsMendedByThat()
    {
        Bench bench;
        bench.open();
        bench.run.apply("cut", {{s("next"), 1}});
        QTRY_VERIFY(bench.client().wasReset);
        QVERIFY(bench.refused(kUpgrade));
        QTRY_VERIFY(bench.run.told().contains(s("mended")));
        QVERIFY(!bench.refused(kUpgrade));
    }

    void latencyOfOneDirection()
    {
        Bench bench;
        bench.open();
        bench.run.apply("latency", {{s("delay"), 3600 * kSecond}, {s("direction"), s("up")}});
        QCOMPARE(bench.run.link.status().up.delay, 3600 * kSecond);
        QCOMPARE(bench.run.link.status().down.delay, 0);
        bench.client().send(encodeFrame(Opcode::Text, "up", true, 1));
        bench.peer().send(downAll(1));
        QTRY_COMPARE(bench.client().received, downAll(1));
        bench.peer().received.clear();
        bench.run.apply("clear");
        QTRY_VERIFY(!bench.peer().received.isEmpty());
    }

    void latencyOfANormalDistribution()
    {
        Bench bench;
        bench.open();
        bench.run.apply("latency", {{s("delay"), 20 * kMillisecond},
                                    {s("jitter"), 5 * kMillisecond},
                                    {s("distribution"), s("normal")}});
        bench.peer().send(downAll(50));
        QTRY_COMPARE(bench.client().received, downAll(50));
        int beyond = 0; // of what a uniform distribution would draw
        for (const Event &event : bench.run.events()) {
            if (event.kind != Kind::LinkDelayed)
                continue;
            const double by = event.data.value(Field::ByMs).toDouble();
            QVERIFY(by >= 0 && by <= 40);
            beyond += by < 15 || by > 25 ? 1 : 0;
        }
        QVERIFY(beyond > 0 && beyond < 50);
    }

    // The same seed, the same decisions, whatever they are about.
    void aSeedRepeatsThem()
    {
        QStringList first;
        for (int run = 0; run < 2; ++run) {
            Bench bench;
            for (int client = 0; client < 6; ++client)
                bench.open();
            bench.run.apply("lose", {{s("probability"), 0.3}});
            bench.run.apply("duplicate", {{s("probability"), 0.3}});
            for (std::size_t client = 0; client < 6; ++client) {
                bench.peer(client).send(downAll(10) + encodeFrame(Opcode::Binary, "end"));
                QTRY_VERIFY(bench.run.told().filter(s(" %1 down binary").arg(client + 1)).size() >= 1);
            }
            bench.run.apply("clear");
            bench.run.apply("cut", {{s("probability"), 0.5}, {s("for"), 10 * kSecond}});
            QString refusals;
            for (int attempt = 0; attempt < 10; ++attempt)
                refusals += bench.refused(kUpgrade) ? u'-' : u'+';
            const QStringList told =
                bench.run.told().filter(QRegularExpression(s("^(lost|duplicated|cut|message)"))) +
                QStringList{refusals};
            QVERIFY(refusals.contains(u'-') && refusals.contains(u'+'));
            if (run == 0)
                first = told;
            else
                QCOMPARE(told, first);
        }
    }
};

QTEST_GUILESS_MAIN(TestTimedFaults)
#include "tst_timedfaults.moc"
