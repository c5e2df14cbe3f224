#include "lessonplay.h"

#include <scenario/gallery.h>
#include <scenario/scenario.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::test;

namespace {

// So many at a time: a play mostly waits.
int atOnce()
{
    const int wanted = qEnvironmentVariableIntValue("SWAPSCOPE_LESSONS_AT_ONCE");
    return wanted > 0 ? wanted : 6;
}

// Of these scenarios only; for who writes one. Empty: all.
QStringList onlyThese()
{
    return qEnvironmentVariable("SWAPSCOPE_LESSONS").split(u',', Qt::SkipEmptyParts);
}

} // namespace

// Plays the lesson of every bundled scenario under each of its versions, with real pages, from the first step
// to the last, and what the coach finds is what the scenario means to provoke; then again for each crucial
// step with that step's `do` left out, when it must not tick.
class TestLessons : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void everyStepTicksAndForTheRightReason()
    {
        const QStringList only = onlyThese();
        std::vector<LessonPlan> plans;
        for (const GalleryEntry &entry : bundledScenarios()) {
            if (!only.isEmpty() && !only.contains(entry.name))
                continue;
            const ScenarioLoading loading = openScenario(entry.name);
            QVERIFY2(loading.ok(), qPrintable(entry.name));
            for (const QString &version : loading.scenario.manifest.htmx)
                plans.push_back({loading.scenario, version, {}, {}});
        }
        QVERIFY(!plans.empty());
        LessonTheatre theatre(atOnce());
        const QStringList failures = theatre.play(std::move(plans));
        for (const QString &failure : failures)
            qWarning("%s", qPrintable(failure));
        QVERIFY2(theatre.played() > 0, "nothing was played");
        QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
    }
};

QTEST_MAIN(TestLessons)
#include "tst_lessons.moc"
