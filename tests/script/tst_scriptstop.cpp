#include "scriptbench.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// Somebody who stops the scripts while one of them runs: when it says “cut”.
class StoppingNetwork final : public NetworkCommands
{
public:
    explicit StoppingNetwork(ScriptStop &stop) : m_stop(stop) {}

    Result<void> apply(const FaultCommand &) override
    {
        m_stop.stop();
        return {};
    }

private:
    ScriptStop &m_stop;
};

} // namespace

class TestScriptStop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsWhatRunsAndWhatComes()
    {
        ScriptBench bench;
        const auto stop = std::make_shared<ScriptStop>();
        StoppingNetwork network(*stop);
        ScriptEngine engine{
            {.server = bench.server, .recorder = bench.recorder, .network = network, .stop = stop}};
        const auto load = [&engine](const QString &body) {
            return engine.load({u"server.js"_s, ScriptBench::kImports + body, {}, u"2"_s, 1});
        };
        QVERIFY(load(u"cue('runs away', () => { network.cut('*'); for (;;) ; })\ncue('is short', () => 1)"_s)
                    .ok());
        QVERIFY(engine.runCue(1).ok());
        QCOMPARE(engine.runCue(0).error().message, u"the cue “runs away” was stopped: the run ends"_s);
        QCOMPARE(engine.runCue(1).error().message, u"the cue “is short” was stopped: the run ends"_s);
        QCOMPARE(load(u"cue('another', () => 1)"_s).error().message,
                 u"the script's top level was stopped: the run ends"_s);
    }

    // As an engine that has gone while its thread is still waited for.
    void nobodyIsThereAnyMore()
    {
        ScriptBench bench;
        const auto stop = std::make_shared<ScriptStop>();
        {
            ScriptEngine engine{
                {.server = bench.server, .recorder = bench.recorder, .network = bench.network, .stop = stop}};
            QVERIFY(engine.load({u"server.js"_s, ScriptBench::kImports, {}, u"2"_s, 1}).ok());
        }
        stop->stop();
        bench.run(u"cue('of another engine', () => 1)"_s);
        QVERIFY(bench.engine.runCue(0).ok());
    }
};

QTEST_GUILESS_MAIN(TestScriptStop)
#include "tst_scriptstop.moc"
