#include <session/observer/run.h>

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace swapscope;

namespace {

Event published(qint64 update)
{
    return {.kind = Kind::ServerPublished,
            .update = update,
            .data = {{Field::Channel, QStringLiteral("room")}, {Field::Text, QStringLiteral("<p>x</p>")}}};
}

Event sent(qint64 update)
{
    return {.kind = Kind::ServerSent,
            .client = QStringLiteral("A"),
            .conn = ConnectionId(1),
            .n = static_cast<int>(update),
            .update = update,
            .data = {{Field::Channel, QStringLiteral("room")}, {Field::Why, Word::Live}}};
}

Event opened()
{
    return {.kind = Kind::ServerOpened,
            .client = QStringLiteral("A"),
            .conn = ConnectionId(1),
            .data = {{Field::Channel, QStringLiteral("room")}, {Field::Transport, QStringLiteral("ws")}}};
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHappenedIsTakenInOrder()
    {
        Run run;
        Recorder &recorder = run.source->recorder;
        QVERIFY(run.take(true)); // the lesson's steps are news
        QCOMPARE(run.snapshot().traced, EventId(0));
        QVERIFY(!run.take(true));

        recorder.record({.kind = Kind::ServerStarted});
        recorder.record({.kind = Kind::PageLoaded, .client = QStringLiteral("A")});
        QVERIFY(run.take(true));
        QCOMPARE(run.snapshot().traced, EventId(2));
        QCOMPARE(run.snapshot().last, EventId(2));
        QCOMPARE(run.trace.at(1).kind, Kind::ServerStarted);
        QCOMPARE(run.trace.at(2).kind, Kind::PageLoaded);
        QVERIFY(!run.take(true));
    }

    void aConnectionIsOpenUntilThePageTellsOfItsEnd()
    {
        Run run;
        Recorder &recorder = run.source->recorder;
        const QString a = QStringLiteral("A");
        recorder.record({.kind = Kind::PageOpen, .client = a, .conn = ConnectionId(1)});
        recorder.record({.kind = Kind::PageOpen, .client = a, .conn = ConnectionId(2)});
        run.take(true);
        QVERIFY(run.snapshot().pageIsOpen);
        recorder.record({.kind = Kind::PageClosed, .client = a, .conn = ConnectionId(2)});
        recorder.record({.kind = Kind::LinkClosed, .client = a, .conn = ConnectionId(1)});
        run.take(true);
        QVERIFY(run.snapshot().pageIsOpen);
        recorder.record({.kind = Kind::PageClosed, .client = a, .conn = ConnectionId(1)});
        run.take(true);
        QVERIFY(!run.snapshot().pageIsOpen);
    }

    // Whoever reads of an event in the trace finds what follows from it in the model.
    void theModelIsNeverBehindTheTrace()
    {
        Run run;
        std::atomic<bool> behind = false;
        std::atomic<bool> done = false;
        std::thread reader([&] {
            while (!done) {
                const std::size_t traced = run.trace.size();
                const RunConnection now = run.model.connectionNow(ConnectionId(1)).value_or(RunConnection());
                behind = behind || static_cast<std::size_t>(now.down.messages) < traced;
            }
        });
        for (int n = 1; n <= 20'000; ++n)
            run.source->recorder.record({.kind = Kind::LinkMessage,
                                         .client = QStringLiteral("A"),
                                         .conn = ConnectionId(1),
                                         .n = n,
                                         .data = {{Field::Dir, Word::Down}}});
        run.take(true);
        done = true;
        reader.join();
        QVERIFY(!behind);
        QCOMPARE(run.model.connectionNow(ConnectionId(1))->down.messages, 20'000);
        QCOMPARE(run.trace.size(), std::size_t(20'000));
    }

    // However much has happened, a look has an end; what is left is taken first the next time.
    void aLookHasABudget()
    {
        Run run;
        for (int i = 0; i < 100; ++i)
            run.source->recorder.record({.kind = Kind::ServerStarted});
        run.take(true, 0);
        QCOMPARE(run.snapshot().traced, EventId(0));
        QCOMPARE(run.waiting(), 100U);
        run.source->recorder.record({.kind = Kind::ServerStopped});
        run.take(true);
        QCOMPARE(run.snapshot().traced, EventId(101));
        QCOMPARE(run.waiting(), 0U);
        QCOMPARE(run.trace.at(1).kind, Kind::ServerStarted);
        QCOMPARE(run.trace.at(101).kind, Kind::ServerStopped);
    }

    void aLessonTicksByWhatHappens()
    {
        LessonStep step;
        step.text = QStringLiteral("Cut the client.");
        Condition condition;
        condition.kind = QStringLiteral("link.cut");
        step.done = {condition};
        Run run({.steps = {step}});
        run.take(true);
        const RunSnapshot before = run.snapshot();
        run.source->recorder.record({.kind = Kind::LinkMended, .client = QStringLiteral("A")});
        run.take(true);
        QCOMPARE(run.snapshot().steps, before.steps); // the same object: nothing to show anew
        run.source->recorder.record({.kind = Kind::LinkCut, .client = QStringLiteral("A")});
        run.take(true);
        QVERIFY(run.snapshot().steps != before.steps);
        QCOMPARE(run.snapshot().steps->front().by, EventId(2));
    }

    // A command takes its place among the events by the moment at which it was given, also while more has
    // been recorded than one look takes.
    void aCommandKeepsItsPlaceAmongTheEvents()
    {
        Run run;
        std::vector<EventId> seen;
        const auto note = [&seen](Run &here) { seen.push_back(here.trace.size()); };
        run.command(note);
        run.source->recorder.record({.kind = Kind::ServerStarted});
        run.source->recorder.record({.kind = Kind::ServerStarted});
        run.command(note);
        run.source->recorder.record({.kind = Kind::ServerStopped});
        run.take(true, 0);
        QVERIFY(seen.empty());
        run.take(true);
        QCOMPARE(seen, (std::vector<EventId>{0, 2}));
        run.command(note);
        QVERIFY(run.take(true));
        QCOMPARE(seen, (std::vector<EventId>{0, 2, 3}));
    }

    // A page that is expected is judged by its own word, though the link speaks first.
    void aPageIsExpectedBeforeItsFirstEvent()
    {
        for (const bool expected : {true, false}) {
            Run run;
            Recorder &recorder = run.source->recorder;
            recorder.record({.kind = Kind::ServerStarted});
            if (expected)
                run.command([](Run &here) { here.expectPage(QStringLiteral("A")); });
            recorder.record(opened());
            recorder.record(published(1));
            recorder.record(sent(1));
            run.take(true);
            const LedgerSummary sum = run.snapshot().ledger.summary(QStringLiteral("A"), kSecond);
            QCOMPARE(sum.inFlight, expected ? 1 : 0);
            QCOMPARE(sum.delivered, expected ? 0 : 1);
        }
    }

    // What was in flight is settled after everything that was recorded before, and is in the snapshot that
    // says so.
    void theLedgerIsFinishedAfterWhatWasRecorded()
    {
        Run run;
        Recorder &recorder = run.source->recorder;
        run.command([](Run &here) { here.expectPage(QStringLiteral("A")); });
        recorder.record(opened());
        recorder.record(published(1));
        recorder.record(sent(1));
        recorder.record({.kind = Kind::LinkClosed, .client = QStringLiteral("A"), .conn = ConnectionId(1)});
        run.command([](Run &here) { here.finishLedger(kSecond); });
        QVERIFY(!run.snapshot().finished);
        run.take(false);
        const RunSnapshot end = run.snapshot();
        QVERIFY(end.finished);
        QCOMPARE(end.ledger.summary(QStringLiteral("A"), kSecond).missed, 1);
        QCOMPARE(run.trace.ofKind(Kind::UpdateMissed).size(), std::size_t(1));
    }

    void theLatestReconnectionTimeOfEachPathIsKnown()
    {
        Run run;
        const auto said = [&run](const QString &path, int retry) {
            run.source->recorder.record({.kind = Kind::LinkMessage,
                                         .client = QStringLiteral("A"),
                                         .conn = ConnectionId(1),
                                         .data = {{Field::Path, path}, {Field::Retry, retry}}});
            run.take(true);
            return run.snapshot().reconnections;
        };
        const auto first = said(QStringLiteral("/one"), 500);
        QCOMPARE(said(QStringLiteral("/one"), 500), first);
        said(QStringLiteral("/two"), 700);
        const auto last = said(QStringLiteral("/one"), 900);
        QCOMPARE(*last, (std::vector<ReconnectionTime>{
                            {QStringLiteral("A"), QStringLiteral("/one"), 900 * kMillisecond},
                            {QStringLiteral("A"), QStringLiteral("/two"), 700 * kMillisecond}}));
    }

    // A run that nobody looks at keeps nothing of what was written and told.
    void withoutATraceNothingGrows()
    {
        QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("run.jsonl"));
        RunPlan plan;
        plan.keeping.trace = false;
        plan.keeping.file = file;
        plan.keeping.log = [](const Event &event) {
            return event.kind == Kind::ServerPublished
                       ? std::optional(QStringLiteral("update %1").arg(event.update))
                       : std::nullopt;
        };
        Run run(plan);
        Recorder &recorder = run.source->recorder;
        const std::size_t empty = run.trace.bytes();
        recorder.record(opened());
        constexpr int kUpdates = 50'000;
        int lines = 0;
        for (int update = 1; update <= kUpdates; ++update) {
            recorder.record(published(update));
            recorder.record(sent(update));
            if (update % 1000 == 0) {
                run.take(true);
                lines += static_cast<int>(run.takeLines().size());
            }
        }
        QCOMPARE(run.snapshot().last, EventId(2 * kUpdates + 1));
        QCOMPARE(run.snapshot().traced, EventId(0));
        QCOMPARE(run.trace.bytes(), empty);
        QCOMPARE(run.waiting(), 0U);
        QCOMPARE(lines, kUpdates);
        QCOMPARE(run.snapshot().ledger.summary(QStringLiteral("A"), kSecond).delivered, kUpdates);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().count('\n'), qsizetype(2 * kUpdates + 1));
    }

    // Of a log that nobody takes, what is beyond the limit is counted.
    void linesThatNobodyTakesAreCounted()
    {
        RunPlan plan;
        plan.keeping.trace = false;
        plan.keeping.log = [](const Event &) { return std::optional(QStringLiteral("line")); };
        Run run(plan);
        for (std::size_t i = 0; i < Run::kMostLines + 7; ++i)
            run.source->recorder.record({.kind = Kind::ServerStarted});
        run.take(true);
        const std::vector<LogLine> lines = run.takeLines();
        QCOMPARE(lines.size(), Run::kMostLines + 1);
        QCOMPARE(lines.back().text, QStringLiteral("… and 7 lines more"));
        QVERIFY(run.takeLines().empty());
    }

    void aFileThatCannotBeWrittenIsAProblem()
    {
        RunPlan plan;
        plan.keeping.trace = false;
        plan.keeping.file = QStringLiteral("/nowhere/at/all.jsonl");
        Run run(plan);
        QVERIFY(run.snapshot().problem.has_value());
        QCOMPARE(run.snapshot().problem->file, plan.keeping.file);
    }

    // Of the last event, too, behind which none comes that would tell.
    void aFileThatTakesNoMoreIsAProblem()
    {
        if (!QFile::exists(QStringLiteral("/dev/full")))
            QSKIP("needs /dev/full");
        RunPlan plan;
        plan.keeping.trace = false;
        plan.keeping.file = QStringLiteral("/dev/full");
        Run run(plan);
        QVERIFY(!run.snapshot().problem);
        run.source->recorder.record({.kind = Kind::ServerStarted});
        run.take(true);
        QVERIFY(run.snapshot().problem.has_value());
        QCOMPARE(run.snapshot().problem->file, plan.keeping.file);
    }
};

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
