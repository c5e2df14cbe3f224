#pragma once

#include "stage.h"

#include <coach/rulebook.h>

#include <scenario/scenario.h>
#include <session/lesson/lessonconductor.h>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

namespace swapscope::test {

// A lesson to be played.
struct LessonPlan
{
    Scenario scenario;
    QString htmx;
    std::optional<int> without; // the step, from 0, whose `do` is left out
    Nanoseconds normal = 0;     // how long that step takes when it is not left out

    QString name() const;
};

// One lesson being played on a stage of its own. Ends by itself; says finished() once.
class LessonPlay : public QObject
{
    Q_OBJECT

public:
    explicit LessonPlay(LessonPlan plan);

    void start();
    void close() { m_stage.close(); }

    const LessonPlan &plan() const { return m_plan; }
    bool isFinished() const { return m_finished; }
    // What went wrong; empty: nothing did.
    QString failure() const { return m_failure; }
    // What the coach has found and the scenario neither expects nor silences, and what a page has thrown; a
    // line each.
    QStringList surprises();
    // The rules that the scenario expects and this play did not provoke.
    QSet<QString> unmet();
    // How long each step took, in the order of the steps.
    const std::vector<Nanoseconds> &took() const { return m_took; }

Q_SIGNALS:
    void finished();

private:
    void look();
    void finish(const QString &failure);
    void watchTheLeftOut(int current, Nanoseconds now);
    QString told(int step) const;
    Sorted judged();

    LessonPlan m_plan;
    Stage m_stage;
    LessonConductor m_conductor;
    QTimer m_poll;
    QString m_complaint;
    QString m_failure;
    bool m_finished = false;
    int m_current = 0;
    Nanoseconds m_since = 0;
    std::vector<Nanoseconds> m_took;
};

// Plays lessons, several at a time.
class LessonTheatre : public QObject
{
    Q_OBJECT

public:
    explicit LessonTheatre(int atOnce) : m_atOnce(atOnce) {}

    // Every lesson, and those without their crucial steps after it; what went wrong.
    QStringList play(std::vector<LessonPlan> plans);
    int played() const { return m_played; }

private:
    void fill();
    void take(LessonPlay &play);

    int m_atOnce;
    int m_played = 0;
    std::deque<LessonPlan> m_waiting;
    std::vector<std::unique_ptr<LessonPlay>> m_running;
    QStringList m_failures;
    QMap<QString, QSet<QString>> m_unmet; // by scenario, under every version
    QEventLoop m_loop;
};

} // namespace swapscope::test
