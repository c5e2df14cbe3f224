#include "stage.h"

#include <coach/running/runningcoach.h>
#include <trace/trace.h>

#include <support/commands.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace swapscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList found(const Session &session)
{
    QStringList rules;
    for (const LoggedFinding &logged : session.findings().all())
        rules << logged.finding.rule + u' ' + logged.finding.client;
    return rules;
}

// What a coach with other limits says of the run, as if it had been there.
QStringList foundWith(const RunningLimits &limits, const Trace &trace)
{
    RunningCoach coach({}, limits);
    RunModel model;
    QStringList rules;
    const auto take = [&rules](const std::vector<Event> &events) {
        for (const Event &event : events) {
            if (event.kind == Kind::FindingRaised)
                rules << event.data[Field::Rule].toString() + u' ' + event.client;
        }
    };
    for (const Event &event : trace) {
        take(coach.advance(event.t, model));
        model.push(event);
        take(coach.consume(event, model));
    }
    return rules;
}

SessionOptions options(const QString &htmx, const QString &catchUp)
{
    SessionOptions options;
    options.htmx = htmx;
    if (!catchUp.isEmpty())
        options.params.insert(u"catchUp"_s, catchUp);
    return options;
}

} // namespace

// The coach over whole runs: a session, its script, its pages.
class TestCoachRuns : public QObject
{
    Q_OBJECT

public:
    static void initMain() { swapscope::preparePages(); }

private Q_SLOTS:
    // The good examples give no finding with their schedule, and the same ones without a catch-up give the
    // one.
    void bundledScenarios()
    {
        struct Run
        {
            QString scenario;
            QString htmx;
            QString catchUp;
            QStringList findings;
            Stage stage;
        };
        std::vector<std::unique_ptr<Run>> runs;
        const auto add = [&runs](const QString &scenario, const QString &htmx, const QString &catchUp,
                                 const QStringList &findings) {
            auto run = std::make_unique<Run>();
            run->scenario = scenario;
            run->htmx = htmx;
            run->catchUp = catchUp;
            run->findings = findings;
            runs.push_back(std::move(run));
        };
        for (const QString &htmx : {u"2"_s, u"4"_s}) {
            add(u"chat"_s, htmx, u"replay"_s, {});
            add(u"counter"_s, htmx, u"replay"_s, {});
            add(u"chat"_s, htmx, u"none"_s, {u"catchup.none B"_s});
        }
        for (const auto &run : runs) {
            const QString trouble = run->stage.open(run->scenario, options(run->htmx, run->catchUp));
            QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
            run->stage.session().playSchedule();
        }
        for (const auto &run : runs) {
            // How long a page backs off is chance: some are back late.
            const EventId back = run->stage.waitFor(isKind(Kind::GapClosed, u"B"_s), 0, 60'000);
            QVERIFY2(back != 0, qPrintable(run->scenario + u' ' + run->htmx));
            if (run->findings.isEmpty())
                QVERIFY(run->stage.goesOn(2 * RunningLimits().settle));
            else
                QVERIFY(run->stage.waitFor(isKind(Kind::FindingRaised, u"B"_s), back) != 0);
            QStringList texts;
            for (const LoggedFinding &logged : run->stage.session().findings().all())
                texts << logged.finding.text;
            QVERIFY2(found(run->stage.session()) == run->findings,
                     qPrintable(u"%1, htmx %2, %3: %4"_s.arg(run->scenario, run->htmx, run->catchUp,
                                                             texts.join(u'\n'))));
        }
    }

    void hiddenMissed_data()
    {
        QTest::addColumn<QString>("catchUp");
        QTest::addColumn<QStringList>("findings");
        QTest::newRow("none") << u"none"_s << QStringList{u"hidden.missed B"_s};
        QTest::newRow("near miss: replay") << u"replay"_s << QStringList();
    }
    void hiddenMissed()
    {
        QFETCH(QString, catchUp);
        Stage stage;
        QCOMPARE(stage.open(u"chat"_s, options(u"4"_s, catchUp)), QString());
        QVERIFY(stage.waitFor(isKind(Kind::PageSwap, u"B"_s)) != 0);
        stage.page(u"B"_s).hide();
        const EventId hidden = stage.waitFor(isKind(Kind::PageHidden, u"B"_s));
        QVERIFY(hidden != 0);
        QVERIFY(stage.waitFor(isKind(Kind::UpdateMissed, u"B"_s), hidden) != 0);
        stage.page(u"B"_s).show();
        QVERIFY(stage.waitFor(isKind(Kind::GapClosed, u"B"_s), hidden) != 0);
        QVERIFY(stage.goesOn(2 * RunningLimits().settle));
        QTEST(found(stage.session()), "findings");
    }

    void updateTwice()
    {
        Stage stage;
        QCOMPARE(stage.open(u"counter"_s, options(u"2"_s, u"replay"_s)), QString());
        QVERIFY(stage.waitFor(isKind(Kind::PageSwap, u"B"_s)) != 0);
        Session &session = stage.session();
        // Near miss: one event comes twice.
        session.applyFault(test::command(u"duplicate"_s, {{u"next"_s, qlonglong(1)}}, u"B"_s));
        const EventId once = stage.waitFor(isKind(Kind::UpdateDuplicated, u"B"_s));
        QVERIFY(once != 0);
        QVERIFY(stage.goesOn(2 * RunningLimits().settle));
        QCOMPARE(found(session), QStringList());
        session.applyFault(test::command(u"duplicate"_s, {}, u"B"_s));
        QVERIFY(stage.waitFor(isKind(Kind::FindingRaised, u"B"_s)) != 0);
        QCOMPARE(found(session), (QStringList{u"update.twice B"_s}));
    }

    void halfOpen()
    {
        RunningLimits limits;
        limits.deaf = 4 * kSecond;
        Stage stage;
        QCOMPARE(stage.open(u"chat"_s, options(u"4"_s, u"replay"_s)), QString());
        QVERIFY(stage.waitFor(isKind(Kind::PageSwap, u"B"_s)) != 0);
        Session &session = stage.session();
        // Near miss: it freezes for a moment.
        session.applyFault(test::command(u"freeze"_s, {{u"for"_s, qlonglong(kSecond)}}, u"B"_s));
        QVERIFY(stage.waitFor(isKind(Kind::LinkThawed)) != 0);
        QVERIFY(stage.goesOn(2 * kSecond));
        QCOMPARE(foundWith(limits, session.trace()), QStringList());
        session.applyFault(test::command(u"freeze"_s, {}, u"B"_s));
        QVERIFY(stage.goesOn(limits.deaf + 2 * kSecond));
        QCOMPARE(foundWith(limits, session.trace()), (QStringList{u"silence.half-open B"_s}));
    }

    void together_data()
    {
        QTest::addColumn<QList<int>>("delays");
        QTest::addColumn<QStringList>("findings");
        QTest::newRow("without jitter") << QList<int>{500, 500, 500} << QStringList{u"retries.together "_s};
        QTest::newRow("near miss: spread") << QList<int>{500, 2000, 3500} << QStringList();
    }
    void together()
    {
        QFETCH(QList<int>, delays);
        QTemporaryDir folder;
        const auto write = [&folder](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write(u"scenario.toml"_s,
                      "title = \"Three\"\nhtmx = [\"2\"]\nclients = [\"A\", \"B\", \"C\"]\n"));
        QVERIFY(write(u"server.js"_s, "import { ws } from \"swapscope\"\nws(\"/chat\", {})\n"));
        QVERIFY(write(u"page.html"_s, "<!DOCTYPE html><title>Three</title><script src=/htmx/htmx.js></script>"
                                      "<script src=/htmx/ext/ws.js></script>"
                                      "<main id=room hx-ext=ws ws-connect=/chat></main>"));
        RunningLimits limits;
        limits.crowd = 3;
        Stage stage;
        QCOMPARE(stage.open(folder.path(), {}), QString());
        const QStringList clients{u"A"_s, u"B"_s, u"C"_s};
        for (int i = 0; i < 3; ++i) {
            QVERIFY(stage.waitFor(isKind(Kind::PageOpen, clients[i])) != 0);
            stage.evaluate(clients[i], u"htmx.config.wsReconnectDelay = () => %1; 1"_s.arg(delays[i]));
        }
        const EventId before = stage.session().trace().size();
        stage.session().applyFault(test::command(u"close"_s, {{u"code"_s, qlonglong(1012)}}, u"*"_s));
        for (const QString &client : clients)
            QVERIFY(stage.waitFor(isKind(Kind::PageOpen, client), before) != 0);
        QTEST(foundWith(limits, stage.session().trace()), "findings");
    }
};

QTEST_MAIN(TestCoachRuns)
#include "tst_coachruns.moc"
