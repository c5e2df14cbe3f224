#include <session/engine.h>

#include <QSignalSpy>
#include <QTest>

#include <atomic>

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
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
