#include "coachcontrol.h"

#include "coachpanel.h"
#include "editor/codeeditor.h"
#include "editor/editorpanel.h"
#include "findingmarks.h"
#include "severitylook.h"
#include "silencing.h"
#include "timeline/timelinewidget.h"
#include "window/scenariocontrol.h"
#include "window/traceview.h"
#include "window/windowlayout.h"
#include "window/windowpanels.h"

#include <coach/review.h>
#include <session/session.h>
#include <trace/trace.h>

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QTabBar>

namespace swapscope {

CoachControl::CoachControl(const Parts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_marks(new FindingMarks(*parts.panels.timeline))
{
    const CoachPanel *panel = m_parts.panels.coach;
    connect(&m_parts.session, &Session::findingsChanged, this, &CoachControl::show);
    connect(&m_parts.session, &Session::opened, this, &CoachControl::show);
    connect(&m_parts.trace, &TraceView::savedChanged, this, &CoachControl::show);
    connect(&m_parts.scenarios, &ScenarioControl::loaded, this, [this] {
        m_silenced.clear();
        readTexts();
    });
    connect(m_parts.panels.editor, &EditorPanel::saved, this, &CoachControl::readTexts);
    connect(m_parts.panels.editor, &EditorPanel::changedOnDisk, this, &CoachControl::readTexts);
    connect(panel, &CoachPanel::eventRequested, this, &CoachControl::eventRequested);
    connect(panel, &CoachPanel::silenceRequested, this, &CoachControl::silence);
    connect(panel, &CoachPanel::placeRequested, this, [this](const QString &file, int line, int column) {
        m_parts.panels.editor->showFile(file);
        m_parts.layout.raise(m_parts.panels.editor);
        if (CodeEditor *editor = m_parts.panels.editor->editorOf(file)) {
            editor->goTo(qMax(1, line), qMax(1, column));
            editor->setFocus(Qt::OtherFocusReason);
        }
    });
    connect(m_marks, &FindingMarks::chosen, this, [this](const QString &rule) {
        m_parts.layout.raise(m_parts.panels.coach);
        m_parts.panels.coach->reveal(rule);
    });
    show();
}

void CoachControl::readTexts()
{
    const bool known = m_parts.scenarios.hasScenario() && !m_parts.session.isAttached();
    m_ofTexts = known ? review(readForReview(m_parts.scenarios.scenario())) : std::vector<Finding>();
    show();
}

void CoachControl::show()
{
    CoachPanel *panel = m_parts.panels.coach;
    const bool saved = m_parts.trace.isSaved();
    const Trace &trace = m_parts.trace.trace();
    QSet<QString> silenced = m_silenced;
    QStringList told;
    if (!saved && m_parts.scenarios.hasScenario() && !m_parts.session.isAttached())
        told = m_parts.scenarios.scenario().manifest.silence;
    silenced.unite(QSet<QString>(told.cbegin(), told.cend()));
    FindingLog log;
    if (saved) {
        for (const Event &event : trace)
            log.take(event);
    }
    const std::vector<LoggedFinding> &ofRun = saved ? log.all() : m_parts.session.findings().all();
    panel->setWatching(saved || m_parts.scenarios.hasScenario() || m_parts.session.isOpen());
    panel->setSilenced(QStringList(silenced.cbegin(), silenced.cend()));
    panel->setGroups(coachGroups(saved ? std::vector<Finding>() : m_ofTexts, ofRun, &trace, silenced));

    std::vector<FindingMarks::Mark> marks;
    for (const LoggedFinding &logged : ofRun) {
        if (!silenced.contains(logged.finding.rule))
            marks.push_back({logged.raised, logged.finding.severity, logged.standing(), logged.finding.rule,
                             logged.finding.text});
    }
    m_marks->setMarks(std::move(marks));
    showMarks();
    showBadge();
}

// In the margins of the editor.
void CoachControl::showMarks()
{
    QMap<QString, std::vector<CodeEditor::Note>> notes;
    for (const CoachGroup &group : m_parts.panels.coach->groups()) {
        for (const CoachEntry &entry : group.entries) {
            if (entry.standing && entry.line > 0)
                notes[entry.file].push_back(
                    {entry.line, severityRole(group.severity),
                     QStringLiteral("%1: %2").arg(severityWord(group.severity), entry.text)});
        }
    }
    if (!m_parts.scenarios.hasScenario())
        return;
    for (const QString &file : editorFiles(m_parts.scenarios.scenario())) {
        if (CodeEditor *editor = m_parts.panels.editor->editorOf(file))
            editor->setNotes(notes.value(file));
    }
}

// The number stands in the tab's text, the shape of the worst before it.
void CoachControl::showBadge()
{
    const CoachPanel *panel = m_parts.panels.coach;
    auto *dock = qobject_cast<QDockWidget *>(panel->parentWidget());
    if (dock == nullptr)
        return;
    const int count = panel->standing();
    const QString name = tr("Coach");
    const QString title = count == 0 ? name : tr("Coach %1").arg(count);
    if (dock->windowTitle() != title) {
        dock->setWindowTitle(title);
        dock->toggleViewAction()->setText(name);
    }
    const std::optional<Severity> worst = panel->worst();
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

void CoachControl::silence(const QString &rule)
{
    if (!m_parts.scenarios.hasScenario())
        return;
    const QString path = m_parts.scenarios.scenario().manifestPath;
    EditorPanel *panel = m_parts.panels.editor;
    CodeEditor *editor = panel->editorOf(path);
    if (editor == nullptr)
        return;
    const QString text = withSilence(editor->text(), rule);
    if (text != editor->text())
        editor->replaceAll(text);
    panel->showFile(path);
    m_parts.layout.raise(panel);
    const qsizetype place = text.indexOf(QStringLiteral("silence"));
    editor->goTo(static_cast<int>(text.left(qMax<qsizetype>(0, place)).count(u'\n')) + 1);
    m_silenced.insert(rule);
    show();
}

} // namespace swapscope
