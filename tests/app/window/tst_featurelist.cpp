#include "savedtrace.h"
#include "windowparts.h"

#include <app/widgets/rates.h>
#include <app/window/paneldock.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// Writes down what it is told.
class Listener final : public Feature
{
    Q_OBJECT

public:
    explicit Listener(const Workbench &bench) : m_bench(bench) {}

    std::vector<WindowLayout::Panel> panels() const override
    {
        return {{WindowLayout::Side::Right, "first", u"First"_s, m_first},
                {WindowLayout::Side::Right, "second", u"Second"_s, m_second}};
    }
    void scenarioLoaded() override { heard += u"loaded"_s; }
    void runStarting() override { heard += u"starting"_s; }
    void runBegan() override { heard += u"began"_s; }
    void runGrew(const RunNews &news) override
    {
        hasGrown |= news.hasEvents();
        hasClients |= news.clients;
        hasSteps |= news.steps;
        timesGrown += news.clients || news.cues ? 1 : 0;
    }
    void runEnded() override { heard += u"ended"_s; }
    void runFailed(const RunFailure &failure) override { heard += failure.what; }
    void traceShown(const TraceView &view) override
    {
        heard += view.isSaved() ? u"saved"_s : view.shown() != nullptr ? u"trace"_s : u"none"_s;
    }

    QStringList heard;
    bool hasGrown = false;
    bool hasClients = false;
    bool hasSteps = false;
    int timesGrown = 0; // by clients or cues

private:
    const Workbench m_bench;
    QWidget *m_first = new QWidget(&m_bench.window);
    QWidget *m_second = new QWidget(&m_bench.window);
};

} // namespace

class TestFeatureList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The trace is there before the run is told of, and goes before its end is.
    void aRunIsToldFromItsBeginningToItsEnd()
    {
        WindowParts parts;
        auto &feature = parts.add<Listener>();
        QVERIFY(parts.runs(u"counter"_s));
        QCOMPARE(feature.heard, (QStringList{u"loaded"_s, u"none"_s, u"starting"_s, u"trace"_s, u"began"_s}));
        QTRY_VERIFY(feature.hasGrown);
        QVERIFY(feature.hasClients && feature.hasSteps);
        feature.heard.clear();
        QVERIFY(test::ended(parts.session));
        QTRY_COMPARE(feature.heard, (QStringList{u"none"_s, u"ended"_s, u"trace"_s}));
    }

    void whileASavedTraceIsShownNothingIsNews()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"saved.jsonl"_s);
        saveStory(file, {u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s});
        WindowParts parts;
        auto &feature = parts.add<Listener>();
        QVERIFY(showSaved(parts.trace, file));
        QCOMPARE(feature.heard, QStringList{u"saved"_s});
        Q_EMIT parts.session.clientsChanged();
        QVERIFY(!feature.hasClients);
        parts.trace.leaveSaved();
        QCOMPARE(feature.heard, (QStringList{u"saved"_s, u"none"_s}));
        Q_EMIT parts.session.clientsChanged();
        QVERIFY(feature.hasClients);
    }

    // As when one turn of a script cuts and mends a link over and over.
    void anyNumberOfChangesIsToldOnceAFrame()
    {
        WindowParts parts;
        auto &feature = parts.add<Listener>();
        for (int i = 0; i < 20'000; ++i)
            Q_EMIT parts.session.clientsChanged();
        QCOMPARE(feature.timesGrown, 1); // the first, at once
        Q_EMIT parts.session.cuesChanged();
        QTRY_COMPARE(feature.timesGrown, 2); // all others
        QVERIFY(feature.hasClients);
    }

    void whatWaitsForARunThatHasEndedIsNotTold()
    {
        WindowParts parts;
        auto &feature = parts.add<Listener>();
        QVERIFY(parts.runs(u"counter"_s));
        QTRY_VERIFY(feature.hasGrown);
        Q_EMIT parts.session.clientsChanged();
        Q_EMIT parts.session.clientsChanged();
        feature.timesGrown = 0;
        parts.session.endNow();
        QTest::qWait(2 * static_cast<int>(kFrame.count()));
        QCOMPARE(feature.timesGrown, 0);
    }

    void aFailureReachesEveryFeature()
    {
        WindowParts parts;
        auto &one = parts.add<Listener>();
        auto &other = parts.add<Listener>();
        parts.features.reportFailure({.what = u"It cannot run."_s});
        QCOMPARE(one.heard, QStringList{u"It cannot run."_s});
        QCOMPARE(other.heard, one.heard);
    }

    void panelsStandInTheWindowAndAreFoundByTheirNames()
    {
        WindowParts parts;
        auto &feature = parts.add<Listener>();
        parts.place();
        auto *second = parts.window.findChild<PanelDock *>(u"second"_s);
        QVERIFY(second != nullptr && parts.window.findChild<PanelDock *>(u"first"_s) != nullptr);
        second->hide();
        QCOMPARE(parts.features.showPlace(u"second:B"_s, parts.layout), feature.panels()[1].widget);
        QVERIFY(second->isVisible());
        QVERIFY(parts.features.showPlace(u"nowhere"_s, parts.layout) == nullptr);
    }
};

QTEST_MAIN(TestFeatureList)
#include "tst_featurelist.moc"
