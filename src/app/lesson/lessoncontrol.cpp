#include "lessoncontrol.h"

#include "coach/coachpanel.h"
#include "cues/cuespanel.h"
#include "cues/paramspanel.h"
#include "cues/sendbox.h"
#include "editor/codeeditor.h"
#include "editor/editorpanel.h"
#include "inspector/inspectorpanel.h"
#include "ledger/ledgerpanel.h"
#include "lessonpanel.h"
#include "network/networkpanel.h"
#include "pages/clientcolumn.h"
#include "pages/pagespanel.h"
#include "spotlight.h"
#include "timeline/timelinewidget.h"
#include "widgets/messagebar.h"
#include "window/scenariocontrol.h"
#include "window/windowlayout.h"
#include "window/windowpanels.h"

#include <scenario/stepwriter.h>
#include <trace/trace.h>

#include <QMainWindow>
#include <QTimer>

namespace swapscope {

LessonControl::LessonControl(const Parts &parts, QSettings *settings, QObject *parent)
    : QObject(parent), m_parts(parts), m_progress(settings), m_spotlight(new Spotlight(&parts.window))
{
    Session &session = m_parts.session;
    const LessonPanel *panel = m_parts.panels.lesson;
    connect(&session, &Session::opened, this, &LessonControl::begin);
    connect(&session, &Session::stepsChanged, this, &LessonControl::keepProgress);
    connect(&session, &Session::closed, this, [this] {
        if (m_recording)
            record(false);
    });
    connect(&session, &Session::acted, this, [this](const StepAction &action) {
        if (m_recording)
            m_recorded.push_back({action, m_parts.session.trace().size()});
    });
    connect(panel, &LessonPanel::showMeRequested, &session, &Session::showMe);
    connect(panel, &LessonPanel::answered, &session, &Session::answerStep);
    connect(panel, &LessonPanel::lookRequested, this, &LessonControl::light);
    connect(panel, &LessonPanel::startOverRequested, this, &LessonControl::startOver);
    connect(panel, &LessonPanel::newLessonRequested, this, &LessonControl::newLesson);
    connect(panel, &LessonPanel::recordRequested, this, &LessonControl::record);
}

std::vector<LessonStep> LessonControl::steps() const
{
    return m_parts.session.scenario().manifest.stepsUnder(m_parts.session.htmx());
}

void LessonControl::begin()
{
    const Session &session = m_parts.session;
    const int done = m_progress.done(session.scenario().dir, session.htmx(), steps());
    if (done > 0)
        m_parts.session.continueLesson(done);
}

void LessonControl::keepProgress()
{
    const Session &session = m_parts.session;
    if (!session.isOpen())
        return;
    const std::vector<StepState> &states = session.steps();
    const auto done = std::find_if(states.begin(), states.end(), [](const StepState &s) { return !s.done; });
    m_progress.keep(session.scenario().dir, session.htmx(), steps(), static_cast<int>(done - states.begin()));
}

void LessonControl::startOver()
{
    m_parts.session.continueLesson(0);
}

void LessonControl::light(const QString &place)
{
    const WindowPanels &panels = m_parts.panels;
    const QString client = place.section(u':', 1);
    const QString name = place.section(u':', 0, 0);
    QWidget *widget = nullptr;
    if (name == u"page") {
        widget = panels.pages->column(client);
    } else if (name == u"params") {
        widget = panels.params;
    } else if (name == u"sends") {
        widget = panels.send;
    } else {
        const std::pair<const char *, QWidget *> places[] = {
            {"lesson", panels.lesson},     {"editor", panels.editor},       {"cues", panels.cues},
            {"network", panels.network},   {"inspector", panels.inspector}, {"ledger", panels.ledger},
            {"timeline", panels.timeline}, {"lane", panels.timeline},       {"pages", panels.pages},
            {"coach", panels.coach},
        };
        for (const auto &[known, panel] : places) {
            if (name == QLatin1StringView(known))
                widget = panel;
        }
        if (widget != nullptr && widget != panels.pages && widget != panels.cues)
            m_parts.layout.raise(widget);
        if (widget == panels.network && !client.isEmpty())
            panels.network->select(client);
    }
    if (widget == nullptr)
        return;
    // The panel may have come to the front only now.
    QTimer::singleShot(0, widget, [this, widget] {
        const QPoint corner = widget->mapTo(&m_parts.window, QPoint(0, 0));
        m_spotlight->light(QRect(corner, widget->size()));
    });
}

void LessonControl::newLesson()
{
    LessonStep first;
    first.text = tr("Watch the page of %1: what changes, and when?")
                     .arg(m_parts.scenarios.scenario().manifest.clients.value(0, QStringLiteral("A")));
    Condition swap;
    swap.kind = QStringLiteral("page.swap");
    swap.fields.insert(
        QStringLiteral("client"),
        FieldTest::equal(m_parts.scenarios.scenario().manifest.clients.value(0, QStringLiteral("A"))));
    swap.count = 3;
    first.done = {swap};
    first.show = QStringLiteral("pages");
    put({first}, tr("A first step stands in scenario.toml now."));
}

void LessonControl::record(bool on)
{
    if (on == m_recording)
        return;
    Session &session = m_parts.session;
    if (on && !session.isOpen()) {
        m_parts.panels.lesson->setRecording(false);
        return;
    }
    m_recording = on;
    m_parts.panels.lesson->setRecording(on);
    session.flush();
    const EventId now = session.trace().size();
    if (on) {
        m_recorded.clear();
        m_recordedFrom = now;
        m_parts.panels.message->show(MessageBar::Tone::Note,
                                     tr("Recording. What you do now becomes steps: cues, faults, parameters, "
                                        "deploys, and what you do in "
                                        "the pages."),
                                     {{tr("Stop recording"), [this] { record(false); }}});
        return;
    }
    m_parts.panels.message->dismiss();
    const std::vector<LessonStep> steps = recordedSteps(m_recorded, session.trace(), m_recordedFrom, now);
    if (steps.empty())
        m_parts.panels.message->show(MessageBar::Tone::Note,
                                     tr("Nothing was done while steps were recorded, so there are none."));
    else
        put(steps, steps.size() == 1 ? tr("A step stands in scenario.toml now.")
                                     : tr("%1 steps stand in scenario.toml now.").arg(steps.size()));
}

void LessonControl::put(const std::vector<LessonStep> &steps, const QString &what)
{
    EditorPanel *panel = m_parts.panels.editor;
    const Scenario &scenario = m_parts.scenarios.scenario();
    CodeEditor *editor = panel->editorOf(scenario.manifestPath);
    if (editor == nullptr)
        return;
    const Result<QString> text = withSteps(editor->text(), steps);
    if (!text) {
        const Error &error = text.error();
        m_parts.panels.message->show(
            MessageBar::Tone::Error, tr("No steps were written. %1").arg(error.toString()),
            {{tr("Show the line"), [panel, error] { panel->markError(error, true); }}});
        return;
    }
    editor->replaceAll(*text);
    panel->showFile(scenario.manifestPath);
    const ManifestReading reading = readManifest(*text, scenario.manifestPath);
    editor->goTo(reading.manifest.steps[reading.manifest.steps.size() - steps.size()].line);
    if (m_parts.scenarios.isBundled())
        m_parts.panels.message->show(MessageBar::Tone::Note,
                                     tr("%1 This scenario came with Swapscope and stays as it is; a copy of "
                                        "your own can be played.")
                                         .arg(what),
                                     {{tr("Save as my copy…"), m_parts.saveAsCopy}});
    else
        m_parts.panels.message->show(MessageBar::Tone::Note, tr("%1 Saving it begins a new run.").arg(what),
                                     {{tr("Save"), [panel] { panel->save(); }}});
}

} // namespace swapscope
