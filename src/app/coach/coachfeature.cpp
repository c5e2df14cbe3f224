#include "coachfeature.h"

#include "coachpanel.h"
#include "editor/scenariotexts.h"
#include "severitylook.h"
#include "silencing.h"
#include "window/scenariocontrol.h"
#include "window/selection.h"
#include "window/traceview.h"

#include <coach/review.h>
#include <session/session.h>
#include <trace/trace.h>

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QTabBar>

namespace swapscope {

CoachFeature::CoachFeature(const Workbench &bench) : m_bench(bench), m_panel(new CoachPanel(&bench.window))
{
    connect(m_panel, &CoachPanel::eventRequested, &bench.selection, &Selection::showEvent);
    connect(m_panel, &CoachPanel::silenceRequested, this, &CoachFeature::silence);
    connect(m_panel, &CoachPanel::placeRequested, this,
            [this](const QString &file, int line, int column) { m_bench.texts.show(file, line, column); });
    show();
}

std::vector<WindowLayout::Panel> CoachFeature::panels() const
{
    return {{WindowLayout::Side::Right, "coach", tr("Coach"), m_panel}};
}

void CoachFeature::scenarioLoaded()
{
    m_silenced.clear();
    readTexts();
}

void CoachFeature::runBegan()
{
    show();
}

void CoachFeature::runGrew(const RunNews &news)
{
    if (news.findings)
        show();
}

void CoachFeature::traceShown(const TraceView &view)
{
    m_ofSaved = FindingLog();
    if (view.isSaved()) {
        const Trace &trace = view.trace();
        for (EventId id = 1; id <= trace.size(); ++id) {
            const Kind kind = trace.kindOf(id);
            if (kind == Kind::FindingRaised || kind == Kind::FindingCleared)
                m_ofSaved.take(trace.at(id));
        }
    }
    show();
}

void CoachFeature::readTexts()
{
    const bool known = m_bench.scenarios.hasScenario() && !m_bench.session.isAttached();
    m_ofTexts =
        known ? review(readForReview(m_bench.scenarios.scenario()), m_parser) : std::vector<Finding>();
    show();
}

void CoachFeature::reveal(const QString &rule)
{
    m_bench.layout.raise(m_panel);
    m_panel->reveal(rule);
}

QSet<QString> CoachFeature::silenced() const
{
    QSet<QString> rules = m_silenced;
    if (!m_bench.trace.isSaved() && m_bench.scenarios.hasScenario() && !m_bench.session.isAttached()) {
        const QStringList &written = m_bench.scenarios.scenario().manifest.silence;
        rules.unite(QSet<QString>(written.cbegin(), written.cend()));
    }
    return rules;
}

const std::vector<LoggedFinding> &CoachFeature::ofRun() const
{
    return m_bench.trace.isSaved() ? m_ofSaved.all() : m_bench.session.findings().all();
}

void CoachFeature::show()
{
    const bool saved = m_bench.trace.isSaved();
    const QSet<QString> rules = silenced();
    m_panel->setWatching(saved || m_bench.scenarios.hasScenario() || m_bench.session.isOpen());
    m_panel->setSilenced(QStringList(rules.cbegin(), rules.cend()));
    m_panel->setGroups(
        coachGroups(saved ? std::vector<Finding>() : m_ofTexts, ofRun(), &m_bench.trace.trace(), rules));
    showMarks();
    showMargins();
    showBadge();
}

void CoachFeature::showMarks()
{
    const QSet<QString> rules = silenced();
    std::vector<FindingMarks::Mark> marks;
    for (const LoggedFinding &logged : ofRun()) {
        if (!rules.contains(logged.finding.rule))
            marks.push_back({logged.raised, logged.finding.severity, logged.standing(), logged.finding.rule,
                             logged.finding.text});
    }
    Q_EMIT marksChanged(marks);
}

void CoachFeature::showMargins()
{
    QMap<QString, std::vector<MarginNote>> notes;
    for (const CoachGroup &group : m_panel->groups()) {
        for (const CoachEntry &entry : group.entries) {
            if (entry.standing && entry.line > 0)
                notes[entry.file].push_back(
                    {entry.line, severityRole(group.severity),
                     QStringLiteral("%1: %2").arg(severityWord(group.severity), entry.text)});
        }
    }
    if (m_bench.scenarios.hasScenario())
        m_bench.texts.setNotes(notes);
}

// The number stands in the tab's text, the shape of the worst before it.
void CoachFeature::showBadge()
{
    auto *dock = qobject_cast<QDockWidget *>(m_panel->parentWidget());
    if (dock == nullptr)
        return;
    const int count = m_panel->standing();
    const QString name = tr("Coach");
    const QString title = count == 0 ? name : tr("Coach %1").arg(count);
    if (dock->windowTitle() != title) {
        dock->setWindowTitle(title);
        dock->toggleViewAction()->setText(name);
    }
    const std::optional<Severity> worst = m_panel->worst();
    const QIcon icon = worst ? QIcon(severityPixmap(Theme::current(), *worst, 16)) : QIcon();
    // The window makes tab bars of its own, and tells nobody when.
    const auto mark = [dock, title, icon] {
        const QWidget *window = dock->parentWidget();
        if (window == nullptr)
            return;
        for (QTabBar *bar : window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
            for (int i = 0; i < bar->count(); ++i) {
                if (bar->tabText(i) == title)
                    bar->setTabIcon(i, icon);
            }
        }
    };
    mark();
    QMetaObject::invokeMethod(dock, mark, Qt::QueuedConnection);
}

void CoachFeature::silence(const QString &rule)
{
    if (!m_bench.scenarios.hasScenario())
        return;
    const QString path = m_bench.scenarios.scenario().manifestPath;
    const std::optional<QString> before = m_bench.texts.text(path);
    if (!before)
        return;
    const QString text = withSilence(*before, rule);
    const qsizetype place = text.indexOf(QStringLiteral("silence"));
    m_bench.texts.replace(path, text,
                          static_cast<int>(text.left(qMax<qsizetype>(0, place)).count(u'\n')) + 1);
    m_silenced.insert(rule);
    show();
}

} // namespace swapscope
