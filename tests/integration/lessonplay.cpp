#include "lessonplay.h"

#include <coach/running/findinglog.h>
#include <page/pagehand.h>

#include <algorithm>

namespace swapscope::test {

namespace {

using namespace std::chrono_literals;
constexpr auto kLook = 50ms;
constexpr Nanoseconds kLongestStep = 60 * kSecond;
// The coach speaks when it is sure, which may be after the last step.
constexpr Nanoseconds kCoachPatience = 8 * kSecond;

// So long a step that was left out must stay unticked; the longer, the surer it is that nothing else ticks
// it.
Nanoseconds shortestWait()
{
    const int seconds = qEnvironmentVariableIntValue("SWAPSCOPE_LESSONS_PATIENCE");
    return std::max(2, seconds) * kSecond;
}

// An error in a page is a mistake of ours unless the lesson is about it.
bool waitsForErrors(const std::vector<LessonStep> &steps)
{
    return std::any_of(steps.begin(), steps.end(), [](const LessonStep &step) {
        return std::any_of(step.done.begin(), step.done.end(), [](const Condition &condition) {
            return condition.kind == kindName(Kind::PageError);
        });
    });
}

} // namespace

QString LessonPlan::name() const
{
    const QString what = without ? QStringLiteral(" without step %1").arg(*without + 1) : QString();
    return QStringLiteral("%1, htmx %2%3").arg(scenario.name, htmx, what);
}

LessonPlay::LessonPlay(LessonPlan plan) : m_plan(std::move(plan)), m_conductor(m_stage.session())
{
    m_poll.setInterval(kLook);
    connect(&m_poll, &QTimer::timeout, this, &LessonPlay::look);
    connect(&m_stage.session(), &Session::commandFailed, this,
            [this](const Error &error) { m_complaint = error.toString(); });
}

void LessonPlay::start()
{
    SessionOptions options;
    options.htmx = m_plan.htmx;
    if (const QString wrong = m_stage.open(m_plan.scenario.dir, options); !wrong.isEmpty()) {
        finish(wrong);
        return;
    }
    const std::vector<StepState> &steps = m_stage.session().steps();
    const bool led =
        std::any_of(steps.begin(), steps.end(), [](const StepState &step) { return step.canBeShown; });
    if (m_plan.without)
        m_conductor.leaveOut({*m_plan.without});
    m_conductor.start(!led);
    m_poll.start();
}

void LessonPlay::finish(const QString &failure)
{
    if (std::exchange(m_finished, true))
        return;
    m_poll.stop();
    m_conductor.stop();
    if (!failure.isEmpty())
        m_failure = m_plan.name() + QStringLiteral(": ") + failure +
                    (m_complaint.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(m_complaint));
    QMetaObject::invokeMethod(this, &LessonPlay::finished, Qt::QueuedConnection);
}

Sorted LessonPlay::judged()
{
    std::vector<Finding> found;
    for (const LoggedFinding &logged : m_stage.session().findings().all())
        found.push_back(logged.finding);
    const Manifest &manifest = m_plan.scenario.manifest;
    return sortFindings(std::move(found), manifest.silence, manifest.expects, When::Running);
}

QSet<QString> LessonPlay::unmet()
{
    const QStringList rules = judged().unmet;
    return {rules.begin(), rules.end()};
}

QStringList LessonPlay::surprises()
{
    const Sorted sorted = judged();
    QStringList lines;
    for (const Finding &finding : sorted.open)
        lines << QStringLiteral("%1: the coach found %2: %3").arg(m_plan.name(), finding.rule, finding.text);
    for (const Event &event : m_stage.events(isKind(Kind::PageError))) {
        // What htmx logs is about what the network does; an exception is a mistake in the page.
        const QString text = event.data[Field::Text].toString();
        if (text.startsWith(QStringLiteral("Uncaught")) && !waitsForErrors(m_plan.scenario.manifest.steps))
            lines << QStringLiteral("%1: in the page of %2: %3").arg(m_plan.name(), event.client, text);
    }
    return lines;
}

QString LessonPlay::told(int step) const
{
    const std::vector<LessonStep> steps = m_plan.scenario.manifest.stepsUnder(m_plan.htmx);
    return QStringLiteral("step %1 (line %2, \"%3\")")
        .arg(step + 1)
        .arg(steps[static_cast<std::size_t>(step)].line)
        .arg(steps[static_cast<std::size_t>(step)].text.left(60));
}

void LessonPlay::look()
{
    const std::vector<StepState> steps = m_stage.session().steps();
    const auto next =
        std::find_if(steps.begin(), steps.end(), [](const StepState &step) { return !step.done; });
    const int current = static_cast<int>(next - steps.begin());
    const Nanoseconds now = m_stage.session().now();
    while (m_current < current) {
        m_took.push_back(now - m_since);
        m_since = now;
        ++m_current;
    }
    if (m_plan.without) {
        watchTheLeftOut(current, now);
        return;
    }
    if (next == steps.end()) {
        const QStringList rules = judged().unmet;
        const bool owed = std::any_of(rules.begin(), rules.end(), [this](const QString &name) {
            const auto rule = ruleByName(name);
            return rule && rule->info.versions.contains(m_plan.htmx);
        });
        if (!owed || now - m_since > kCoachPatience)
            finish({});
    } else if (now - m_since > kLongestStep) {
        finish(told(current) + QStringLiteral(" does not tick") +
               (next->late ? QStringLiteral(": too late") : QString()));
    }
}

void LessonPlay::watchTheLeftOut(int current, Nanoseconds now)
{
    const int without = *m_plan.without;
    if (current > without) {
        finish(told(without) + QStringLiteral(" ticks although what it does was left out"));
    } else if (current == without) {
        if (now - m_since > std::max(shortestWait(), 2 * m_plan.normal))
            finish({});
    } else if (now - m_since > kLongestStep) {
        finish(told(current) + QStringLiteral(" does not tick"));
    }
}

QStringList LessonTheatre::play(std::vector<LessonPlan> plans)
{
    m_waiting.assign(std::make_move_iterator(plans.begin()), std::make_move_iterator(plans.end()));
    fill();
    while (!m_running.empty()) {
        const bool waiting = std::none_of(m_running.begin(), m_running.end(),
                                          [](const auto &play) { return play->isFinished(); });
        if (waiting)
            m_loop.exec();
        // Here, and not where it was told: closing one waits, and lets the others go on.
        for (std::size_t i = 0; i < m_running.size();) {
            if (!m_running[i]->isFinished()) {
                ++i;
                continue;
            }
            const std::unique_ptr<LessonPlay> play = std::move(m_running[i]);
            m_running.erase(m_running.begin() + static_cast<std::ptrdiff_t>(i));
            take(*play);
            play->close();
        }
        fill();
    }
    for (auto unmet = m_unmet.cbegin(); unmet != m_unmet.cend(); ++unmet) {
        for (const QString &rule : *unmet)
            m_failures
                << QStringLiteral("%1: the coach did not find %2, under no version").arg(unmet.key(), rule);
    }
    return m_failures;
}

void LessonTheatre::fill()
{
    while (static_cast<int>(m_running.size()) < m_atOnce && !m_waiting.empty()) {
        m_running.push_back(std::make_unique<LessonPlay>(std::move(m_waiting.front())));
        m_waiting.pop_front();
        LessonPlay &play = *m_running.back();
        connect(&play, &LessonPlay::finished, &m_loop, &QEventLoop::quit);
        play.start();
    }
}

void LessonTheatre::take(LessonPlay &play)
{
    ++m_played;
    if (!play.failure().isEmpty()) {
        m_failures << play.failure();
        return;
    }
    if (play.plan().without)
        return;
    m_failures << play.surprises();
    const QString &scenario = play.plan().scenario.name;
    const auto unmet = m_unmet.find(scenario);
    if (unmet == m_unmet.end())
        m_unmet.insert(scenario, play.unmet());
    else
        unmet->intersect(play.unmet());
    const std::vector<LessonStep> steps = play.plan().scenario.manifest.stepsUnder(play.plan().htmx);
    const std::vector<int> crucialOnes = crucialSteps(steps);
    if (crucialOnes.empty() && !steps.empty())
        m_failures << play.plan().name() +
                          QStringLiteral(": no step is crucial, so nothing tells that it ticks for a reason");
    for (const int crucial : crucialOnes) {
        const Nanoseconds normal = play.took()[static_cast<std::size_t>(crucial)];
        m_waiting.push_back({play.plan().scenario, play.plan().htmx, crucial, normal});
    }
}

} // namespace swapscope::test
