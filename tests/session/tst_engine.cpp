#include <session/engine/engine.h>

#include <QFile>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <iterator>

using namespace swapscope;

namespace {

// Time passes whenever somebody looks, as on a machine that is busy with something else.
class BusyClock final : public Clock
{
public:
    Nanoseconds now() const override { return m_now += 3 * kMillisecond; }

private:
    mutable std::atomic<Nanoseconds> m_now = 0;
};

constexpr char kEndsInTurns[] = R"(import { channel, cue, network, sse, ws } from "swapscope"
const room = channel("room")
ws("/ws", { channel: room })
sse("/sse", { channel: room })
const end = how => how === "cut" ? network.cut("B", { for: "1s" }) : network.hangup("B")
const say = text => room.publish("<p>" + text + "</p>")
cue("Cut before", () => { end("cut"); say("one"); say("two") })
cue("Cut between", () => { say("one"); end("cut"); say("two") })
cue("Hang up before", () => { end("hangup"); say("one"); say("two") })
cue("Hang up between", () => { say("one"); end("hangup"); say("two") })
)";

// "sent 1", "lost 1 cut", "message 1": what became of the data messages to the clients, in order.
QStringList downward(const std::vector<Event> &events)
{
    QStringList told;
    for (const Event &event : events) {
        const QString number = QString::number(event.n);
        if (event.kind == Kind::ServerSent)
            told << QStringLiteral("sent ") + number;
        else if (event.kind == Kind::LinkLost)
            told << QStringLiteral("lost %1 %2").arg(number, event.data[Field::Why].toString());
        else if (event.kind == Kind::LinkMessage && event.n != 0)
            told << QStringLiteral("message ") + number;
    }
    return told;
}

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStepThatIsOverdueIsTakenAllTheSame()
    {
        Recorder recorder(std::make_shared<BusyClock>());
        ConnectionRegistry connections;
        Engine engine(recorder, connections);
        EnginePlan plan;
        plan.attach = AttachOptions{.upstream = *Upstream::parse(QStringLiteral("localhost:1"))};
        plan.clients = {QStringLiteral("A")};
        engine.start(plan);
        QSignalSpy changed(&engine, &Engine::scheduleChanged);
        std::vector<NetworkStep> steps;
        for (int i = 0; i < 30; ++i)
            steps.push_back({i * kMillisecond,
                             {.client = FaultCommand::kEveryone,
                              .fault = i % 2 == 0 ? QStringLiteral("freeze") : QStringLiteral("thaw")}});
        engine.playSchedule(steps);
        QTRY_COMPARE(changed.count(), 2);
        QCOMPARE(changed.last().first().toBool(), false);
        engine.shutDown();
    }

    // Behind the last port comes none, and not the first again.
    void thePortsEndSomewhere()
    {
        Recorder recorder(std::make_shared<MonotonicClock>());
        ConnectionRegistry connections;
        Engine engine(recorder, connections);
        EnginePlan plan;
        plan.attach = AttachOptions{.upstream = *Upstream::parse(QStringLiteral("localhost:1"))};
        plan.clients = {QStringLiteral("A"), QStringLiteral("B")};
        plan.port = 65535;
        plan.portIsPreferred = false;
        QSignalSpy failed(&engine, &Engine::startFailed);
        engine.start(plan);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(
            failed[0][0].value<Error>().message,
            QStringLiteral("The link of client B cannot listen: its port would be 65536, and the last there "
                           "is is 65535; begin lower, or with 0 for any"));
        engine.shutDown();
    }

    void whatIsSentInTheTurnOfAnEndIsLost_data()
    {
        QTest::addColumn<int>("cue");
        QTest::addColumn<QString>("why");
        QTest::addColumn<bool>("stream");
        const char *const cues[] = {"a cut", "a cut between", "a hangup", "a hangup between"};
        for (int cue = 0; cue < 4; ++cue) {
            for (const bool stream : {false, true}) {
                QTest::addRow("%s, %s", cues[cue], stream ? "sse" : "ws")
                    << cue << (cue < 2 ? QStringLiteral("cut") : QStringLiteral("closed")) << stream;
            }
        }
    }

    // The server cannot know yet that nobody is there; each message gets an end all the same.
    void whatIsSentInTheTurnOfAnEndIsLost()
    {
        QFETCH(int, cue);
        QFETCH(QString, why);
        QFETCH(bool, stream);
        const QTemporaryDir folder;
        EnginePlan plan;
        plan.scriptFile = folder.filePath(QStringLiteral("server.js"));
        plan.clients = {QStringLiteral("B")};
        QFile script(plan.scriptFile);
        QVERIFY(script.open(QIODevice::WriteOnly) && script.write(kEndsInTurns) > 0);
        script.close();
        Recorder recorder(std::make_shared<MonotonicClock>());
        ConnectionRegistry connections;
        Engine engine(recorder, connections);
        quint16 port = 0;
        connect(&engine, &Engine::started, this,
                [&port](const EngineAddresses &addresses) { port = addresses.links.front().second; });
        engine.start(plan);
        QVERIFY(port != 0);

        QTcpSocket client;
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        const QByteArray host = "Host: localhost:" + QByteArray::number(port) + "\r\n";
        client.write(stream ? "GET /sse HTTP/1.1\r\n" + host + "Accept: text/event-stream\r\n\r\n"
                            : "GET /ws HTTP/1.1\r\n" + host +
                                  "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        QTRY_VERIFY(client.peek(1024).contains("\r\n\r\n"));
        recorder.take();

        engine.runCue(cue);
        std::vector<Event> events;
        const auto closed = [](const Event &event) { return event.kind == Kind::ServerClosed; };
        QTRY_VERIFY((std::ranges::move(recorder.take(), std::back_inserter(events)),
                     std::ranges::any_of(events, closed)));
        // The last word may come in the next turn.
        QCoreApplication::processEvents();
        std::ranges::move(recorder.take(), std::back_inserter(events));
        QCOMPARE(downward(events),
                 (QStringList{QStringLiteral("sent 1"), QStringLiteral("sent 2"),
                              QStringLiteral("lost 1 ") + why, QStringLiteral("lost 2 ") + why}));
        const auto lost = std::ranges::find(events, Kind::LinkLost, &Event::kind);
        QCOMPARE(lost->data[Field::Text].toString(), QStringLiteral("<p>one</p>"));
        engine.shutDown();
    }

    // An error of a cue is one of the script. That there is no such cue is one of whoever asked.
    void anErrorOfACueIsToldOnce()
    {
        const QTemporaryDir folder;
        EnginePlan plan;
        plan.scriptFile = folder.filePath(QStringLiteral("server.js"));
        QFile script(plan.scriptFile);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("import { cue } from \"swapscope\"\ncue(\"Err\", () => missing())\n");
        script.close();
        Recorder recorder(std::make_shared<MonotonicClock>());
        ConnectionRegistry connections;
        Engine engine(recorder, connections);
        QSignalSpy erred(&engine, &Engine::scriptFailed);
        QSignalSpy refused(&engine, &Engine::commandFailed);
        engine.start(plan);
        engine.runCue(0);
        QCOMPARE(erred.count(), 1);
        QCOMPARE(refused.count(), 0);
        engine.runCue(1);
        QCOMPARE(erred.count(), 1);
        QCOMPARE(refused.count(), 1);
        engine.shutDown();
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
