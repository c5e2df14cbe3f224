#include "ends.h"
#include "spoken.h"

#include <link/io/relayends.h>
#include <net/tcppair.h>

#include <support/commands.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using test::End;
using test::EndServer;
using test::s;

namespace {

// A client and a server, coupled; what either says goes into its stage.
struct Bench
{
    Recorder recorder{std::make_shared<MonotonicClock>()};
    ConnectionRegistry registry;
    Exchanges exchanges{s("B"), recorder, registry};
    LinkFaults faults;
    HoldQueue hold{s("B")};
    Random random{7};
    Random decisions{8};
    MessageStage up{Direction::Up, means()};
    MessageStage down{Direction::Down, means()};
    EndServer server;
    QObject owner;
    std::unique_ptr<End> client;
    std::unique_ptr<RelayEnds> ends;
    bool wanted = true; // more from the client
    QStringList told;

    Bench()
    {
        const Result<std::pair<int, int>> pair = tcpPair();
        client = std::make_unique<End>(qintptr(pair->first));
        ends = std::make_unique<RelayEnds>(std::make_unique<TcpEnd>(pair->second), up, down, recorder);
        QObject::connect(ends.get(), &RelayEnds::received, &owner,
                         [this](Direction direction, const QByteArray &bytes) {
                             (direction == Direction::Up ? up : down).put({.raw = bytes});
                             pump();
                         });
        QObject::connect(ends.get(), &RelayEnds::ended, &owner, [this](Direction direction, bool reset) {
            told << s(direction == Direction::Up ? "up ended" : "down ended") + s(reset ? " by a reset" : "");
        });
        QObject::connect(ends.get(), &RelayEnds::ready, &owner, [this] { pump(); });
        ends->server().connectTo(QHostAddress::LocalHost, server.serverPort());
        QTRY_COMPARE(server.ends.size(), 1U);
        QTRY_VERIFY(ends->server().isConnected());
        pump();
    }
    MessageStage::Means means()
    {
        return {.faults = faults,
                .hold = hold,
                .exchanges = exchanges,
                .recorder = recorder,
                .random = random,
                .decisions = decisions,
                .owner = this};
    }
    void pump()
    {
        while (const std::optional<RelayEnds::Leaving> leaving = ends->next()) {
            TcpEnd &to = leaving->direction == Direction::Up ? ends->server() : ends->client();
            to.write(leaving->passage.unit.raw);
        }
        ends->await(std::nullopt, wanted && up.hasRoom());
    }
    End &peer() { return *server.ends.front(); }
};

} // namespace

class TestRelayEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidAtOneEndLeavesAtTheOther()
    {
        Bench bench;
        bench.client->send("up");
        QTRY_COMPARE(bench.peer().received, "up");
        const QByteArray much(8 * 1024 * 1024, 'x');
        bench.peer().send(much);
        QTRY_COMPARE(bench.client->received.size(), much.size());
        bench.peer().endWriting();
        QTRY_COMPARE(bench.told, QStringList{s("down ended")});
        bench.client->reset();
        QTRY_COMPARE(bench.told, (QStringList{s("down ended"), s("up ended by a reset")}));
    }

    void whatNobodyHasReadCanBeTaken()
    {
        Bench bench;
        const QByteArray much(200'000, 'x'); // more than is read at once
        bench.client->send(much);
        bench.peer().send("down");
        bench.peer().endWriting();
        QCOMPARE(bench.ends->takeUnread(Direction::Up), much);
        QCOMPARE(bench.ends->takeUnread(Direction::Up), QByteArray());
        QVERIFY(!bench.ends->hasClientEnded());
        bench.client->endWriting();
        QCOMPARE(bench.ends->takeUnread(Direction::Up), QByteArray());
        QVERIFY(bench.ends->hasClientEnded());
        QCOMPARE(bench.ends->takeUnread(Direction::Down), "down");
        QCOMPARE(bench.told, QStringList());
    }

    void itWakesWhenMoreMayLeave()
    {
        Bench bench;
        QVERIFY(test::applyFault(bench.faults, QStringLiteral("latency"),
                                 {{QStringLiteral("delay"), 30 * kMillisecond}}, 0));
        bench.client->send("late");
        QTRY_COMPARE(bench.peer().received, "late");
    }

    void itWakesWhenItIsToldTo()
    {
        Bench bench;
        QSignalSpy ready(bench.ends.get(), &RelayEnds::ready);
        bench.ends->await(bench.recorder.now() + 5 * kMillisecond, true);
        QTRY_COMPARE(ready.size(), 1);
    }

    void aReceiverThatDoesNotReadIsWaitedFor()
    {
        Bench bench;
        bench.client->setReading(false);
        const QByteArray much(64 * 1024 * 1024, 'x');
        bench.peer().send(much);
        QTRY_VERIFY(!bench.down.hasRoom());
        QVERIFY(bench.peer().unsent() > 0);
        bench.client->setReading(true);
        QTRY_COMPARE_WITH_TIMEOUT(bench.client->received.size(), much.size(), 30'000);
    }

    void fromTheClientOnlyWhatIsWantedIsRead()
    {
        Bench bench;
        bench.wanted = false;
        bench.pump();
        bench.client->send("up");
        bench.peer().send("down");
        QTRY_COMPARE(bench.client->received, "down");
        QCOMPARE(bench.peer().received, "");
        bench.wanted = true;
        bench.pump();
        QTRY_COMPARE(bench.peer().received, "up");
    }

    void bothEndAlike_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::newRow("orderly") << false;
        QTest::newRow("a reset") << true;
    }

    void bothEndAlike()
    {
        QFETCH(bool, reset);
        Bench bench;
        bench.ends->client().write("last words");
        bench.ends->close(reset, &bench.owner, {});
        QTRY_VERIFY(reset ? bench.client->wasReset : bench.client->ended);
        QTRY_VERIFY(reset ? bench.peer().wasReset : bench.peer().ended);
        QCOMPARE(bench.client->received, "last words");
        QVERIFY(bench.told.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRelayEnds)
#include "tst_relayends.moc"
