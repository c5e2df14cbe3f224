#include "lessonfeature.h"

#include "editor/scenariotexts.h"
#include "lessonpanel.h"
#include "spotlight.h"
#include "widgets/messagebar.h"
#include "window/scenariocontrol.h"
#include "window/selection.h"
#include "window/traceview.h"

#include <core/recorder.h>
#include <scenario/stepwriter.h>
#include <session/session.h>
#include <trace/trace.h>

#include <QMainWindow>
#include <QTimer>

namespace swapscope {

LessonFeature::LessonFeature(const Workbench &bench)
    : m_bench(bench),
      m_panel(new LessonPanel(&bench.window)),
      m_progress(bench.settings),
      m_spotlight(new Spotlight(&bench.window))
{
    connectPanel();
    connect(&bench.session, &Session::acted, this, [this](const StepAction &action) {
        if (m_recording)
            m_recorded.push_back({action, m_bench.session.recorder().last()});
    });
}

void LessonFeature::connectPanel()
{
    Session &session = m_bench.session;
    connect(m_panel, &LessonPanel::tickRequested, &session, &Session::tickStep);
    connect(m_panel, &LessonPanel::showMeRequested, &session, &Session::showMe);
    connect(m_panel, &LessonPanel::answered, &session, &Session::answerStep);
    connect(m_panel, &LessonPanel::evidenceRequested, &m_bench.selection, &Selection::showEvent);
    connect(m_panel, &LessonPanel::lookRequested, this, &LessonFeature::placeRequested);
    connect(m_panel, &LessonPanel::startOverRequested, this, [&session] { session.continueLesson(0); });
    connect(m_panel, &LessonPanel::newLessonRequested, this, &LessonFeature::startNewLesson);
    connect(m_panel, &LessonPanel::recordRequested, this, &LessonFeature::record);
}

std::vector<WindowLayout::Panel> LessonFeature::panels() const
{
    return {{WindowLayout::Side::Left, "lesson", tr("Lesson"), m_panel, m_panel->header()}};
}

std::vector<LessonStep> LessonFeature::steps() const
{
    return m_bench.session.scenario().manifest.stepsUnder(m_bench.session.htmx());
}

void LessonFeature::runBegan()
{
    Session &session = m_bench.session;
    m_panel->setSteps(session.steps());
    const int done = m_progress.done(session.scenario().dir, session.htmx(), steps());
    if (done > 0)
        session.continueLesson(done);
}

void LessonFeature::runGrew(const RunNews &news)
{
    if (!news.steps)
        return;
    m_panel->setSteps(m_bench.session.steps());
    keepProgress();
}

void LessonFeature::runEnded()
{
    if (m_recording)
        record(false);
}

void LessonFeature::runFailed(const RunFailure & /*failure*/)
{
    if (!m_bench.session.isOpen())
        m_panel->setSteps({});
}

void LessonFeature::traceShown(const TraceView &view)
{
    m_panel->setEmptyNote(
        view.isSaved()
            ? tr("A saved trace has no lesson, because nothing runs.")
            : tr("No lesson here yet. The menu above begins one, or records the steps that you take."));
    if (view.isSaved())
        m_panel->setSteps({});
}

void LessonFeature::keepProgress()
{
    const Session &session = m_bench.session;
    if (!session.isOpen())
        return;
    const std::vector<StepState> &states = session.steps();
    const auto done = std::find_if(states.begin(), states.end(), [](const StepState &s) { return !s.done; });
    m_progress.keep(session.scenario().dir, session.htmx(), steps(), static_cast<int>(done - states.begin()));
}

void LessonFeature::highlight(const QWidget *widget)
{
    // Queued: a panel that was raised just now has its place only then.
    QTimer::singleShot(0, widget, [this, widget] {
        const QPoint corner = widget->mapTo(&m_bench.window, QPoint(0, 0));
        m_spotlight->highlight(QRect(corner, widget->size()));
    });
}

void LessonFeature::startNewLesson()
{
    const QString client = m_bench.scenarios.scenario().manifest.clients.value(0, QStringLiteral("A"));
    LessonStep first;
    first.text = tr("Watch the page of %1: what changes, and when?").arg(client);
    Condition swap;
    swap.kind = QStringLiteral("page.swap");
    swap.fields.insert(QStringLiteral("client"), FieldTest::equal(client));
    swap.count = 3;
    first.done = {swap};
    first.show = QStringLiteral("pages");
    writeSteps({first}, tr("A first step stands in scenario.toml now."));
}

void LessonFeature::record(bool on)
{
    if (on == m_recording)
        return;
    Session &session = m_bench.session;
    if (on && !session.isOpen()) {
        m_panel->setRecording(false);
        return;
    }
    m_recording = on;
    m_panel->setRecording(on);
    session.flush();
    const EventId now = on ? session.recorder().last() : session.trace().size();
    if (on) {
        m_recorded.clear();
        m_recordedFrom = now;
        m_bench.messages.show(MessageBar::Tone::Note,
                              tr("Recording. What you do now becomes steps: cues, faults, parameters, "
                                 "deploys, and what you do in "
                                 "the pages."),
                              {{tr("Stop recording"), [this] { record(false); }}});
        return;
    }
    m_bench.messages.dismiss();
    const std::vector<LessonStep> steps = recordedSteps(m_recorded, session.trace(), m_recordedFrom, now);
    if (steps.empty())
        m_bench.messages.show(MessageBar::Tone::Note,
                              tr("Nothing was done while steps were recorded, so there are none."));
    else
        writeSteps(steps, steps.size() == 1 ? tr("A step stands in scenario.toml now.")
                                            : tr("%1 steps stand in scenario.toml now.").arg(steps.size()));
}

void LessonFeature::writeSteps(const std::vector<LessonStep> &steps, const QString &what)
{
    ScenarioTexts &texts = m_bench.texts;
    const QString path = m_bench.scenarios.scenario().manifestPath;
    const std::optional<QString> before = texts.text(path);
    if (!before)
        return;
    const Result<QString> text = withSteps(*before, steps);
    if (!text) {
        texts.reportError(tr("No steps were written. %1").arg(text.error().toString()), text.error());
        return;
    }
    const Manifest manifest = readManifest(*text, path).manifest;
    texts.replace(path, *text, manifest.steps[manifest.steps.size() - steps.size()].line);
    texts.offerToSave(what);
}

} // namespace swapscope
