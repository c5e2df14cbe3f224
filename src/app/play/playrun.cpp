#include "playrun.h"

#include "pages/clientcolumn.h"
#include "pages/pagespanel.h"
#include "widgets/behind.h"

#include <page/pageview.h>
#include <scenario/scenario.h>
#include <session/session.h>
#include <trace/ledger/ledgersnapshot.h>

#include <cmath>

namespace swapscope {

namespace {
using namespace std::chrono_literals;
constexpr auto kPoll = 50ms;
constexpr Nanoseconds kQuiet = 400 * kMillisecond;   // nothing new for so long: everything has arrived
constexpr Nanoseconds kPatience = 15 * kSecond;      // for a page that is still backing off, or far behind
constexpr Nanoseconds kScriptPatience = 5 * kSecond; // for a script that does not return
constexpr auto kWatch = 1s;
constexpr Nanoseconds kToldBehind = 250 * kMillisecond; // what is a moment behind catches up by itself
constexpr Nanoseconds kOneInterruption =
    500 * kMillisecond;       // interruptions that are one: timeout(1) sends two
constexpr auto kClosing = 1s; // for the closing of the accounts
} // namespace

PlayRun::PlayRun(Session &session, PagesPanel &pages, QObject *parent)
    : QObject(parent), m_session(session), m_pages(pages), m_conductor(session)
{
    m_time.setSingleShot(true);
    m_time.setTimerType(Qt::PreciseTimer);
    connect(&m_time, &QTimer::timeout, this, &PlayRun::end);
    m_poll.setInterval(kPoll);
    connect(&m_poll, &QTimer::timeout, this, &PlayRun::drain);
    m_watch.setInterval(kWatch);
    connect(&m_watch, &QTimer::timeout, this, &PlayRun::reportWait);
    connect(&session, &Session::ledgerFinished, this, &PlayRun::finish);
}

void PlayRun::start(const PlayPlan &plan)
{
    if (m_finished)
        return;
    const std::vector<LessonStep> steps = m_session.scenario().manifest.stepsUnder(m_session.htmx());
    std::set<int> left;
    for (const int step : plan.without)
        left.insert(step - 1);
    m_conductor.leaveOut(left);
    // A schedule that does what the steps do would do it twice, or in place of what was left out.
    const bool led =
        std::any_of(steps.begin(), steps.end(), [](const LessonStep &step) { return !step.actions.empty(); });
    m_conductor.start(!led || (!plan.untilDone && left.empty()));
    if (plan.untilDone)
        connect(&m_conductor, &LessonConductor::completed, this, &PlayRun::end);
    m_duration = plan.duration;
    m_began = m_session.now();
    m_time.start(std::chrono::milliseconds(plan.duration / kMillisecond));
    m_watch.start();
}

void PlayRun::interrupt()
{
    const Nanoseconds now = m_session.now();
    if (m_interruptedAt && now - *m_interruptedAt < kOneInterruption)
        return;
    m_interruptedAt = now;
    if (!m_time.isActive() && !m_ending) { // it has not begun
        m_interrupted = m_complete = m_ending = true;
        finish();
    } else if (!m_ending) {
        m_interrupted = true;
        end();
    } else if (m_poll.isActive()) {
        m_interrupted = true;
        m_session.flush();
        closeBooks(wait().isNone());
    }
}

void PlayRun::end()
{
    if (std::exchange(m_ending, true))
        return;
    // A timer is late by a little, which is not the run's.
    const bool early = m_interrupted || m_conductor.isComplete();
    m_played = early ? std::min(m_duration, m_session.now() - m_began) : m_duration;
    m_session.endTimes();
    m_time.stop();
    m_conductor.stop();
    m_session.quiesce();
    m_session.stopSchedule();
    m_deadline = m_session.now() + kPatience;
    m_stalledSince = m_session.now();
    m_poll.start();
    m_watch.start(); // a second from now
}

qint64 PlayRun::updatesOnTheirWay() const
{
    qint64 updates = 0;
    for (const QString &client : m_session.ledger().clients())
        updates += m_session.ledger().summary(client, m_session.now()).inFlight;
    return updates;
}

void PlayRun::reportWait()
{
    const PlayWait now = wait();
    if (m_ending || !now.isNone())
        Q_EMIT waits(now);
}

PlayWait PlayRun::wait() const
{
    PlayWait wait;
    wait.events = m_ending || m_session.behindFor() > kToldBehind ? m_session.behind() : 0;
    if (!m_ending)
        return wait;
    const Nanoseconds now = m_session.now();
    wait.most = std::max<Nanoseconds>(deadline() - now, 0);
    wait.script = m_session.scriptStall().has_value();
    for (const ClientInfo &client : m_session.clients()) {
        // A link that nobody will mend has nothing to wait for.
        const bool stuck = (client.link.cut || client.link.frozen || client.link.refusing) &&
                           (!client.link.until || *client.link.until > m_deadline);
        if (stuck)
            continue;
        wait.updates += m_session.ledger().summary(client.name, now).inFlight;
        const ClientColumn *column = m_pages.column(client.name);
        const PagePhase phase = column == nullptr ? PagePhase::Open : column->page()->state().phase();
        if (phase == PagePhase::Backoff || phase == PagePhase::Connecting)
            wait.pages += client.name;
    }
    return wait;
}

QString PlayWait::words() const
{
    if (!most)
        return behindWords(events);
    QStringList reasons;
    if (script)
        reasons += QStringLiteral("the script to return");
    if (updates > 0)
        reasons +=
            QStringLiteral("%1 updates on their way").arg(groupedCount(static_cast<qulonglong>(updates)));
    if (!pages.isEmpty())
        reasons += QStringLiteral("the %1 of %2 to connect")
                       .arg(pages.size() == 1 ? QStringLiteral("page") : QStringLiteral("pages"),
                            pages.join(QStringLiteral(" and ")));
    if (events > 0)
        reasons += QStringLiteral("%1 events to be worked through").arg(groupedCount(events));
    if (reasons.isEmpty())
        reasons += QStringLiteral("what still happens to come to rest");
    return QStringLiteral("its time is over; for %1 s at most it waits for %2")
        .arg((*most + kSecond - 1) / kSecond)
        .arg(reasons.join(QStringLiteral(", ")));
}

Nanoseconds PlayRun::deadline() const
{
    return m_session.scriptStall() ? std::min(m_deadline, m_stalledSince + kScriptPatience) : m_deadline;
}

void PlayRun::drain()
{
    m_session.flush();
    const Nanoseconds now = m_session.now();
    if (!m_session.scriptStall() || m_session.behindFor() > kToldBehind)
        m_stalledSince = now;
    const EventId last = m_session.recorder().last();
    const bool grew = std::exchange(m_seen, last) != last;
    if (grew || !wait().isNone())
        m_quietSince = -1;
    else if (m_quietSince < 0)
        m_quietSince = now;
    const bool quiet = m_quietSince >= 0 && now - m_quietSince >= kQuiet;
    if (!quiet && now < deadline())
        return;
    closeBooks(quiet);
}

void PlayRun::closeBooks(bool complete)
{
    m_poll.stop();
    m_watch.stop();
    m_complete = complete;
    m_session.finishLedger();
    QTimer::singleShot(kClosing, this, &PlayRun::finish);
}

// The accounts are closed, or would have to be closed over what nobody has worked through.
void PlayRun::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_watch.stop();
    m_session.flush();
    m_behind = m_session.behind();
    m_onTheirWay = updatesOnTheirWay();
    m_complete &= m_behind == 0;
    Q_EMIT finished();
}

QJsonObject playReport(const Session &session, const PlayOutcome &outcome)
{
    QJsonArray findings;
    const QStringList expects = session.scenario().manifest.expects;
    for (const LoggedFinding &logged : session.findings().all()) {
        QJsonObject finding = toJson(logged.finding);
        finding.insert(QStringLiteral("client"), logged.finding.client);
        if (!logged.standing())
            finding.insert(QStringLiteral("cleared"), true);
        if (expects.contains(logged.finding.rule))
            finding.insert(QStringLiteral("expected"), true);
        findings.append(finding);
    }
    const std::vector<StepState> &steps = session.steps();
    const auto done =
        std::count_if(steps.begin(), steps.end(), [](const StepState &step) { return step.done; });
    QJsonObject report{
        {QStringLiteral("scenario"), session.scenario().name},
        {QStringLiteral("htmx"), session.htmxVersion()},
        {QStringLiteral("seconds"), std::round(static_cast<double>(outcome.played) / 1e6) / 1e3},
        {QStringLiteral("seed"), static_cast<qint64>(session.seed())},
        {QStringLiteral("clients"), session.ledger().toJson(session.now())},
        {QStringLiteral("findings"), findings},
        {QStringLiteral("steps"), QJsonObject{{QStringLiteral("done"), static_cast<qint64>(done)},
                                              {QStringLiteral("of"), static_cast<qint64>(steps.size())}}}};
    if (outcome.interrupted)
        report.insert(QStringLiteral("interrupted"), true);
    if (!outcome.complete) {
        report.insert(QStringLiteral("complete"), false);
        report.insert(QStringLiteral("missing"),
                      QJsonObject{{QStringLiteral("events"), static_cast<qint64>(outcome.behind)},
                                  {QStringLiteral("updates"), outcome.onTheirWay}});
    }
    return report;
}

bool playFailed(const QJsonObject &report, bool check)
{
    if (!report[QLatin1StringView("complete")].toBool(true) ||
        report[QLatin1StringView("interrupted")].toBool())
        return true;
    const QJsonArray findings = report[QLatin1StringView("findings")].toArray();
    return std::any_of(findings.begin(), findings.end(), [check](const QJsonValue &finding) {
        const bool script = finding[QLatin1StringView("rule")].toString() == QStringLiteral("script.error");
        return (script || check) && !finding[QLatin1StringView("expected")].toBool();
    });
}

} // namespace swapscope
