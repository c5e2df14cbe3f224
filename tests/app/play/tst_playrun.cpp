#include "../pages/runpages.h"

#include <app/pages/clientcolumn.h>
#include <app/pages/pagespanel.h>
#include <app/play/playrun.h>
#include <app/window/scenariocontrol.h>

#include <core/textfile.h>
#include <page/pageview.h>
#include <scenario/scenario.h>
#include <session/session.h>
#include <support/begun.h>
#include <support/heldthread.h>
#include <trace/trace.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPlayRun : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        m_session = std::make_unique<Session>();
        m_pages = std::make_unique<PagesPanel>(*m_session);
        test::followRuns(*m_pages, *m_session);
        m_pages->resize(800, 400);
        m_pages->show();
    }

    void cleanup()
    {
        m_session->endNow();
        m_pages.reset();
        m_session.reset();
    }

    // A page that is backing off when the time is up gets its catch-up, so that the sums are final.
    void waitsForWhoIsStillOnTheWay()
    {
        QVERIFY(open(u"[[network]]\nat = \"1500ms\"\nclient = \"B\"\nfault = \"cut\"\nfor = \"1500ms\"\n"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"B"_s), 30'000);
        PlayRun run(*m_session, *m_pages);
        QSignalSpy finished(&run, &PlayRun::finished);
        run.start({.duration = 2500 * kMillisecond});
        QVERIFY(finished.wait(30'000));
        QCOMPARE(finished.size(), 1);
        const QJsonObject report = playReport(*m_session, run.outcome());
        const QJsonObject b = report["clients"_L1]["B"_L1].toObject();
        QCOMPARE(report["seconds"_L1].toDouble(), 2.5);
        QVERIFY(b["missed"_L1].toInt() > 0);
        QCOMPARE(b["recovered"_L1], b["missed"_L1]);
        QCOMPARE(b["delivered"_L1].toInt() + b["missed"_L1].toInt(), b["published"_L1].toInt());
        QCOMPARE(m_pages->column(u"B"_s) != nullptr, true);
    }

    // Its time is over, and figures are still to come: how many is said meanwhile.
    void saysWhatIsStillOnItsWay()
    {
        QVERIFY(open(u"[[network]]\nat = \"1s\"\nclient = \"B\"\nfault = \"freeze\"\nfor = \"5s\"\n"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"B"_s), 30'000);
        PlayRun run(*m_session, *m_pages);
        std::vector<PlayWait> waits;
        connect(&run, &PlayRun::waits, &run, [&waits](const PlayWait &wait) { waits.push_back(wait); });
        QSignalSpy finished(&run, &PlayRun::finished);
        run.start({.duration = 2500 * kMillisecond});
        QVERIFY(finished.wait(30'000));
        QVERIFY(!waits.empty());
        QVERIFY(
            std::any_of(waits.begin(), waits.end(), [](const PlayWait &wait) { return wait.updates > 0; }));
        QVERIFY(run.outcome().complete);
        QCOMPARE(run.outcome().onTheirWay, 0);
    }

    // Also for a page that is not connected, though nothing is on its way to it.
    void saysForWhichPageItWaits()
    {
        QVERIFY(open(u"[[network]]\nat = \"1500ms\"\nclient = \"B\"\nfault = \"cut\"\nfor = \"5s\"\n"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"B"_s), 30'000);
        PlayRun run(*m_session, *m_pages);
        std::vector<PlayWait> waits;
        connect(&run, &PlayRun::waits, &run, [&waits](const PlayWait &wait) { waits.push_back(wait); });
        QSignalSpy finished(&run, &PlayRun::finished);
        run.start({.duration = 2500 * kMillisecond});
        QVERIFY(finished.wait(30'000));
        QVERIFY(std::any_of(waits.begin(), waits.end(),
                            [](const PlayWait &wait) { return wait.pages == QStringList(u"B"_s); }));
        QVERIFY(std::all_of(waits.begin(), waits.end(),
                            [](const PlayWait &wait) { return wait.most.has_value(); }));
    }

    // While the script does not return nothing can come, so a run does not wait as long as for a page.
    void doesNotWaitLongForAScriptThatDoesNotReturn()
    {
        QVERIFY(open({}, u"\ncue(\"Cut\", () => network.cut(\"B\", { for: \"10s\" }))\n"
                         "cue(\"Hang\", () => { %1 })\n"_s.arg(QLatin1StringView(test::kNeverReturns))));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"B"_s), 30'000);
        PlayRun run(*m_session, *m_pages);
        std::vector<PlayWait> waits;
        QSignalSpy finished(&run, &PlayRun::finished);
        run.start({.duration = 3600 * kSecond});
        const auto runCue = [this](const QString &label) {
            m_session->runCue(static_cast<int>(m_session->cues().indexOf(label)));
        };
        runCue(u"Cut"_s);
        QTRY_VERIFY(m_pages->column(u"B"_s)->page()->state().phase() != PagePhase::Open);
        runCue(u"Hang"_s);
        QTRY_VERIFY((m_session->flush(), !m_session->trace().ofKind(Kind::ScriptLog).empty()));
        const test::HeldThread held("engine");
        QTRY_VERIFY(m_session->scriptStall());
        connect(&run, &PlayRun::waits, &run, [&waits](const PlayWait &wait) { waits.push_back(wait); });
        run.interrupt();
        QVERIFY(finished.wait(30'000));
        QVERIFY(!waits.empty());
        QVERIFY(std::all_of(waits.begin(), waits.end(), [](const PlayWait &wait) {
            return wait.script && wait.most && *wait.most <= 5 * kSecond;
        }));
        QVERIFY(!run.outcome().complete);
    }

    void whatItWaitsForInWords_data()
    {
        QTest::addColumn<PlayWait>("wait");
        QTest::addColumn<QString>("words");
        QTest::newRow("while it is played") << PlayWait{.events = 1240} << u"1,240 events behind"_s;
        QTest::newRow("one thing")
            << PlayWait{.pages = {u"B"_s}, .most = 13'200 * kMillisecond}
            << u"its time is over; for 14 s at most it waits for the page of B to connect"_s;
        QTest::newRow("everything") << PlayWait{.events = 7,
                                                .updates = 3,
                                                .pages = {u"A"_s, u"B"_s},
                                                .most = kSecond}
                                    << u"its time is over; for 1 s at most it waits for 3 updates on their "
                                       u"way, the pages of A and B to "
                                       "connect, 7 events to be worked through"_s;
        QTest::newRow("a script that does not return")
            << PlayWait{.updates = 1, .script = true, .most = 5 * kSecond}
            << u"its time is over; for 5 s at most it waits for the script to return, 1 updates on their "
               "way"_s;
        QTest::newRow("nothing that has a name")
            << PlayWait{.most = 2 * kSecond}
            << u"its time is over; for 2 s at most it waits for what still happens to come to rest"_s;
    }
    void whatItWaitsForInWords()
    {
        QFETCH(PlayWait, wait);
        QTEST(wait.words(), "words");
    }

    // A cut that nobody mends is not waited for.
    void doesNotWaitForWhatCannotCome()
    {
        QVERIFY(open(u"[[network]]\nat = \"1s\"\nclient = \"B\"\nfault = \"cut\"\n"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"B"_s), 30'000);
        PlayRun run(*m_session, *m_pages);
        QSignalSpy finished(&run, &PlayRun::finished);
        run.start({.duration = 2500 * kMillisecond});
        QVERIFY(finished.wait(30'000));
        const QJsonObject report = playReport(*m_session, run.outcome());
        const QJsonObject b = report["clients"_L1]["B"_L1].toObject();
        QVERIFY(b["missed"_L1].toInt() > 0);
        QCOMPARE(b["recovered"_L1].toInt(), 0);
    }

    void theReportSaysWhatRan()
    {
        QVERIFY(open({}));
        const QJsonObject report = playReport(*m_session, {.played = 20 * kSecond});
        QCOMPARE(report.keys(), (QStringList{u"clients"_s, u"findings"_s, u"htmx"_s, u"scenario"_s,
                                             u"seconds"_s, u"seed"_s, u"steps"_s}));
        QCOMPARE(report["scenario"_L1].toString(), u"mine"_s);
        QCOMPARE(report["htmx"_L1].toString(), m_session->htmxVersion());
        QCOMPARE(report["seconds"_L1].toDouble(), 20.0);
        QCOMPARE(report["steps"_L1]["of"_L1].toInt(), 1);
        QVERIFY(report["findings"_L1].toArray().isEmpty());
    }

    // Figures that are not all say so, and what they lack.
    void aReportThatIsNotCompleteSaysSo()
    {
        QVERIFY(open({}));
        const QJsonObject report = playReport(
            *m_session,
            {.played = kSecond, .complete = false, .interrupted = true, .behind = 1240, .onTheirWay = 17});
        QCOMPARE(report["complete"_L1], QJsonValue(false));
        QCOMPARE(report["interrupted"_L1], QJsonValue(true));
        QCOMPARE(report["missing"_L1]["events"_L1].toInt(), 1240);
        QCOMPARE(report["missing"_L1]["updates"_L1].toInt(), 17);
    }

    void whatIsInterruptedIsToldUpToThere()
    {
        QVERIFY(open({}));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"B"_s), 30'000);
        PlayRun run(*m_session, *m_pages);
        QSignalSpy finished(&run, &PlayRun::finished);
        run.start({.duration = 3600 * kSecond});
        run.interrupt();
        QVERIFY(finished.wait(30'000));
        QVERIFY(run.outcome().interrupted && run.outcome().complete);
        QVERIFY(run.outcome().played < 60 * kSecond);
    }

    void whatIsInterruptedBeforeItBeginsIsToldAtOnce()
    {
        QVERIFY(open({}));
        PlayRun run(*m_session, *m_pages);
        QSignalSpy finished(&run, &PlayRun::finished);
        run.interrupt();
        QCOMPARE(finished.size(), 1);
        QVERIFY(run.outcome().interrupted);
        QCOMPARE(run.outcome().played, 0);
        run.start({.duration = 3600 * kSecond}); // too late
        run.interrupt();
        QCOMPARE(finished.size(), 1);
    }

    // What would have come is missing then.
    void anInterruptionEndsTheWaitAfterTheTime()
    {
        QVERIFY(open(u"[[network]]\nat = \"1s\"\nclient = \"B\"\nfault = \"freeze\"\nfor = \"15s\"\n"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"B"_s), 30'000);
        PlayRun run(*m_session, *m_pages);
        QSignalSpy finished(&run, &PlayRun::finished);
        connect(&run, &PlayRun::waits, &run, [&run](const PlayWait &wait) {
            if (wait.most)
                run.interrupt();
        });
        run.start({.duration = 2500 * kMillisecond});
        QVERIFY(finished.wait(30'000));
        QCOMPARE(run.outcome().played, 2500 * kMillisecond);
        QVERIFY(run.outcome().interrupted && !run.outcome().complete);
        QVERIFY(run.outcome().onTheirWay > 0);
    }

    // Some send two at once: they end the run, and not the wait for what is on its way.
    void twoInterruptionsAtOnceAreOne()
    {
        QVERIFY(open(u"[[network]]\nat = \"1s\"\nclient = \"B\"\nfault = \"freeze\"\nfor = \"5s\"\n"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(u"B"_s), 30'000);
        PlayRun run(*m_session, *m_pages);
        QSignalSpy finished(&run, &PlayRun::finished);
        run.start({.duration = 3600 * kSecond});
        QTRY_VERIFY((m_session->flush(), m_session->ledger().summary(u"B"_s, m_session->now()).inFlight > 0));
        run.interrupt();
        run.interrupt();
        QVERIFY(finished.wait(30'000));
        QVERIFY(run.outcome().complete);
    }

    // An error of the script fails a run; what else the coach found only where that is asked for. Not what
    // the scenario means to show.
    void whatFailsARun()
    {
        const auto report = [](const QJsonObject &finding) {
            return QJsonObject{{u"findings"_s, QJsonArray{finding}}};
        };
        const QJsonObject script = report({{u"rule"_s, u"script.error"_s}});
        const QJsonObject found = report({{u"rule"_s, u"page.grows"_s}});
        const QJsonObject meant = report({{u"rule"_s, u"page.grows"_s}, {u"expected"_s, true}});
        QVERIFY(playFailed(script, false));
        QVERIFY(!playFailed(report({{u"rule"_s, u"script.error"_s}, {u"expected"_s, true}}), false));
        QVERIFY(!playFailed(found, false));
        QVERIFY(playFailed(found, true));
        QVERIFY(!playFailed(meant, true));
        QVERIFY(!playFailed({{u"findings"_s, QJsonArray()}}, true));
        QVERIFY(playFailed({{u"complete"_s, false}}, false));
        QVERIFY(playFailed({{u"interrupted"_s, true}}, false));
    }

    void anErrorOfTheScriptIsAFinding()
    {
        QVERIFY(open({}, u"\nafter(\"100ms\", () => { missing() })\n"_s));
        QTRY_VERIFY((m_session->flush(), !m_session->trace().ofKind(Kind::ScriptError).empty()));
        const QJsonArray findings = playReport(*m_session, {.played = kSecond})["findings"_L1].toArray();
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings[0]["rule"_L1].toString(), u"script.error"_s);
        const QJsonObject finding = findings[0].toObject();
        QVERIFY(finding["text"_L1].toString().contains(u"missing"_s));
        QCOMPARE(finding["severity"_L1].toString(), u"error"_s);
        QVERIFY(finding["versions"_L1].toArray().contains(m_session->htmx()));
        const EventId id = m_session->trace().ofKind(Kind::ScriptError).front();
        QCOMPARE(finding["events"_L1].toArray(), QJsonArray{static_cast<qint64>(id)});
        QVERIFY(finding["file"_L1].toString().endsWith(u"server.js"_s));
        QVERIFY(finding["line"_L1].toInt() > 0 && finding["column"_L1].toInt() > 0);
        for (const QString &name : {u"client"_s, u"title"_s, u"why"_s, u"advice"_s})
            QVERIFY2(finding.contains(name), qPrintable(name));
    }

private:
    // An update has come to this page: what it misses from now on counts as missed.
    bool isShown(const QString &client)
    {
        m_session->flush();
        const EventList &swaps = m_session->trace().ofKind(Kind::PageSwap);
        return std::any_of(swaps.begin(), swaps.end(), [this, &client](EventId id) {
            return m_session->trace().at(id).client == client;
        });
    }

    // The counter with this schedule instead of its own.
    bool open(const QString &network, const QString &script = {})
    {
        const Result<QString> made = createScenario(*findScenario(u"counter"_s), m_temp->path(), u"mine"_s);
        if (!made)
            return false;
        const QString manifest =
            u"title = \"Mine\"\nhtmx = [\"2\"]\nclients = [\"A\", \"B\"]\n"
            "[params.catchUp]\nlabel = \"Catch-up\"\nchoices = [\"none\", \"snapshot\", \"replay\"]\n"
            "default = \"replay\"\n"_s +
            network + u"[[step]]\ntext = \"Look.\"\n"_s;
        QString server = *readText(*made + u"/server.js"_s);
        if (!script.isEmpty())
            server.replace(u"import { "_s, u"import { after, "_s);
        if (!saveText(*made + u"/scenario.toml"_s, manifest) ||
            !saveText(*made + u"/server.js"_s, server + script))
            return false;
        ScenarioControl control(*m_session, nullptr);
        return control.open(*made, {}) && test::runs(*m_session);
    }

    std::unique_ptr<QTemporaryDir> m_temp;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PagesPanel> m_pages;
};

Q_DECLARE_METATYPE(swapscope::PlayWait)
QTEST_MAIN(TestPlayRun)
#include "tst_playrun.moc"
