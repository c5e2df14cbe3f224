#include "mainwindow.h"

#include "attach/attachfeature.h"
#include "coach/coachfeature.h"
#include "cues/cuesfeature.h"
#include "editor/editorfeature.h"
#include "filecommands.h"
#include "gallery/galleryfeature.h"
#include "help/helpfeature.h"
#include "hold/holdfeature.h"
#include "inspector/inspectorfeature.h"
#include "ledger/ledgerfeature.h"
#include "lesson/lessonfeature.h"
#include "network/networkfeature.h"
#include "pages/pagesfeature.h"
#include "pages/pagespanel.h"
#include "scenariocontrol.h"
#include "stallnote.h"
#include "timeline/timelinefeature.h"
#include "toolbar/toolbarfeature.h"
#include "traceopener.h"
#include "traceview.h"
#include "widgets/icons.h"
#include "widgets/messagebar.h"
#include "windowactions.h"
#include "workbench.h"

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>

namespace swapscope {

namespace {

const QSize kFirstSize(1680, 1050);
const QString kTheme = QStringLiteral("window/theme");

} // namespace

MainWindow::MainWindow(std::unique_ptr<QSettings> settings, QWidget *parent)
    : QMainWindow(parent),
      m_settings(std::move(settings)),
      m_session(this),
      m_scenarios(new ScenarioControl(m_session, m_settings.get(), this)),
      m_actions(new WindowActions(this)),
      m_menus(fillMenus(*menuBar(), *m_actions, *m_scenarios)),
      m_layout(*this),
      m_messages(new MessageBar(this)),
      m_stall(new MessageBar(this)),
      m_trace(new TraceView(m_session, this)),
      m_opener(new TraceOpener(*m_trace, *m_messages, this)),
      m_features(m_session, *m_scenarios, *m_trace)
{
    setWindowIcon(applicationIcon());
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    makeFeatures();
    placeFeatures();
    connectActions();
    connectRun();
    updateTitle();
}

MainWindow::~MainWindow()
{
    m_session.disconnect(this);
    m_trace->showNone();
    m_session.endNow(); // while the pages are still there to leave it
}

// Every feature of the window. The order is that in which they are told of a run, and in which their panels
// stand on each side.
void MainWindow::makeFeatures()
{
    // The others write into its texts.
    auto editor = std::make_unique<EditorFeature>(
        EditorFeature::Parts{*this, m_session, *m_scenarios, *m_actions, m_layout, *m_messages});
    m_files =
        new FileCommands({*this, m_session, *m_scenarios, *m_trace, *editor, *m_messages, *m_actions}, this);
    const Workbench bench{*this,   m_settings.get(), m_session,  *m_scenarios, *m_trace, m_selection,
                          *editor, *m_messages,      *m_actions, m_layout,     m_menus,  *m_files};

    m_features.add(std::make_unique<ToolbarFeature>(bench));
    m_pages = &m_features.add(std::make_unique<PagesFeature>(bench));
    auto &lesson = m_features.add(std::make_unique<LessonFeature>(bench));
    m_editor = &m_features.add(std::move(editor));
    m_features.add(std::make_unique<CuesFeature>(bench));
    m_attach = &m_features.add(std::make_unique<AttachFeature>(bench));
    m_features.add(std::make_unique<NetworkFeature>(bench));
    m_features.add(std::make_unique<InspectorFeature>(bench));
    m_features.add(std::make_unique<LedgerFeature>(bench));
    auto &coach = m_features.add(std::make_unique<CoachFeature>(bench));
    auto &timeline = m_features.add(std::make_unique<TimelineFeature>(bench));
    m_features.add(std::make_unique<HoldFeature>(bench));
    m_features.add(std::make_unique<GalleryFeature>(bench));
    m_features.add(std::make_unique<HelpFeature>(bench));

    // What they want of each other.
    connect(&lesson, &LessonFeature::placeRequested, this, [this, &lesson](const QString &place) {
        if (const QWidget *widget = m_features.showPlace(place, m_layout))
            lesson.highlight(widget);
    });
    connect(m_pages, &PagesFeature::linkRequested, this, [this](const QString &client) {
        m_features.showPlace(QStringLiteral("network:") + client, m_layout);
    });
    connect(m_editor, &EditorFeature::copyRequested, m_files, &FileCommands::saveAsCopy);
    connect(m_editor, &EditorFeature::fileChanged, &coach, &CoachFeature::readTexts);
    connect(&coach, &CoachFeature::marksChanged, &timeline, &TimelineFeature::setMarks);
    connect(&timeline, &TimelineFeature::markChosen, &coach, &CoachFeature::reveal);
}

void MainWindow::placeFeatures()
{
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stall);
    column->addWidget(m_messages);
    column->addWidget(&m_pages->panel(), 1);
    setCentralWidget(middle);
    m_features.place(m_layout);
    m_menus.view->insertActions(m_menus.view->actions().constFirst(), m_layout.toggles());
}

void MainWindow::connectActions()
{
    const WindowActions &a = *m_actions;
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.resetLayout, &QAction::triggered, this, [this] { m_layout.reset(); });
    connect(m_files, &FileCommands::scenarioChosen, this, &MainWindow::openScenario);
    connect(m_files, &FileCommands::traceChosen, this, &MainWindow::openTrace);
    connectThemes();
}

void MainWindow::connectThemes()
{
    const WindowActions &a = *m_actions;
    const QString theme = m_settings ? m_settings->value(kTheme).toString() : QString();
    for (QAction *action : a.themes->actions())
        action->setChecked(action->data().toString() == theme);
    connect(a.themes, &QActionGroup::triggered, this, [this](const QAction *action) {
        if (m_settings)
            m_settings->setValue(kTheme, action->data());
        Q_EMIT themeChosen(action->data().toString());
    });
}

void MainWindow::connectRun()
{
    connect(m_scenarios, &ScenarioControl::opening, this, [this] {
        m_opener->cancel();
        m_trace->leaveSaved();
        m_messages->clear();
    });
    connect(m_scenarios, &ScenarioControl::loaded, this, &MainWindow::updateTitle);
    connect(m_scenarios, &ScenarioControl::failed, this,
            [this](const QString &what, const std::vector<Error> &errors) {
                const bool known = m_scenarios->hasScenario();
                showFailure(
                    {.what = what,
                     .errors = errors,
                     .advice = known ? tr("Mend %1 in the editor and save it, or open another scenario.")
                                           .arg(m_scenarios->scenario().name)
                                     : tr("Choose a scenario above, or open a folder of yours.")},
                    known ? [this] { m_scenarios->reopen(); } : std::function<void()>());
            });
    connect(&m_session, &Session::openFailed, this, [this](const std::vector<Error> &errors, bool attaching) {
        if (attaching)
            showFailure({.what = tr("Nothing can be attached."),
                         .errors = errors,
                         .advice = tr("The links cannot listen."),
                         .attaching = true},
                        [this] { m_attach->again(); });
    });
    connect(&m_session, &Session::opened, this, [this] {
        updateTitle();
        // The first lesson and cues decide how the left side is shared, until the user does.
        if (!std::exchange(m_leftIsFitted, true))
            QTimer::singleShot(0, this, [this] { m_layout.fitLeft(); });
    });
    connect(
        &m_session, &Session::stateChanged, this,
        [this](Session::State state) {
            if (m_leaving && state == Session::State::Idle)
                close();
        },
        Qt::QueuedConnection);
    new StallNote(m_session, *m_stall, this);
    connect(m_opener, &TraceOpener::opened, this, &MainWindow::traceOpened);
    connect(m_opener, &TraceOpener::failed, this, [this](const Error &error) {
        m_messages->showOver(MessageBar::Tone::Error,
                             tr("The trace cannot be opened. %1").arg(error.toString()));
    });
    connect(m_trace, &TraceView::savedChanged, this, &MainWindow::updateTitle);
    connect(m_editor, &EditorFeature::fileChanged, this, &MainWindow::fileChanged);
    connect(m_editor, &EditorFeature::dirtyChanged, this, &MainWindow::updateTitle);
}

PagesPanel &MainWindow::pages() const
{
    return m_pages->panel();
}

bool MainWindow::openScenario(const QString &nameOrPath, const SessionOptions &options)
{
    QString which = nameOrPath;
    if (which.isEmpty())
        which = m_scenarios->lastOpened();
    if (which.isEmpty() || (nameOrPath.isEmpty() && !QFileInfo::exists(which)))
        which = QStringLiteral("chat");
    return m_scenarios->open(which, options);
}

void MainWindow::attach(const AttachOptions &options)
{
    m_opener->cancel();
    m_trace->leaveSaved();
    m_messages->clear();
    m_attach->attach(options);
}

void MainWindow::openTrace(const QString &path)
{
    m_opener->open(path);
}

void MainWindow::traceOpened(const QStringList &notes)
{
    QString text = tr("This is a saved trace, and nothing runs.");
    for (const QString &note : notes)
        text += tr(" %1.").arg(note);
    std::vector<MessageBar::Action> back;
    const auto offer = [this, &back](const QString &label, auto run) {
        back.push_back({label, [this, run] {
                            m_trace->leaveSaved();
                            run();
                        }});
    };
    if (m_session.isAttached())
        offer(tr("Attach again"), [this] { m_attach->again(); });
    else if (m_scenarios->hasScenario())
        offer(tr("Run %1 again").arg(m_scenarios->scenario().name), [this] { m_scenarios->reopen(); });
    m_messages->show(MessageBar::Tone::Note, text, std::move(back));
}

// What runs takes the change in: the script is loaded again, the pages are, or a new run begins. One whose
// script has not returned can take in nothing.
void MainWindow::fileChanged(const QString &path)
{
    if (m_leaving || m_session.isAttached())
        return; // the scenario is not what runs
    const Scenario &scenario = m_scenarios->scenario();
    const bool takesIn = m_session.isOpen() && !m_session.scriptStall();
    if (path == scenario.scriptPath && takesIn)
        m_session.reloadScript();
    else if (path == scenario.manifestPath || !takesIn)
        m_scenarios->reopen();
    else
        m_pages->panel().reload();
}

// retry: tries again; empty: there is nothing to try.
void MainWindow::showFailure(const RunFailure &failure, const std::function<void()> &retry)
{
    QString text = failure.what;
    if (!failure.errors.empty())
        text += u' ' + m_scenarios->textOf(failure.errors.front());
    if (failure.errors.size() > 1)
        text +=
            tr(" (and %n more, marked in the editor)", nullptr, static_cast<int>(failure.errors.size()) - 1);
    m_messages->show(MessageBar::Tone::Error, text,
                     retry ? std::vector<MessageBar::Action>{{tr("Try again"), retry}}
                           : std::vector<MessageBar::Action>{});
    m_features.reportFailure(failure);
    Q_EMIT cannotRun();
}

void MainWindow::updateTitle()
{
    const QString name = m_trace->isSaved() ? m_trace->savedName()
                         : m_session.isAttached()
                             ? m_session.upstream()->url().toString(QUrl::StripTrailingSlash)
                         : m_scenarios->hasScenario() ? m_scenarios->scenario().manifest.title
                                                      : QString();
    setWindowTitle(name.isEmpty() ? tr("Swapscope") : tr("%1[*] — Swapscope").arg(name));
    setWindowModified(m_editor->isDirty());
}

void MainWindow::arrange()
{
    if (m_arranged)
        return;
    m_arranged = true;
    if (m_settings && m_layout.restore(*m_settings))
        m_leftIsFitted = true;
    else
        m_layout.reset();
}

void MainWindow::showEvent(QShowEvent *event)
{
    arrange();
    QMainWindow::showEvent(event);
}

// Drawing comes as a request to update. As there is nothing new to draw between two snapshots, their distance
// decides what part of the window's time drawing takes.
bool MainWindow::event(QEvent *event)
{
    if (event->type() != QEvent::UpdateRequest)
        return QMainWindow::event(event);
    QElapsedTimer took;
    took.start();
    const bool done = QMainWindow::event(event);
    m_drawing.took(took.nsecsElapsed());
    m_session.setFrame(m_drawing.interval());
    return done;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!std::exchange(m_leaving, true)) {
        m_layout.restoreLeft(); // what is remembered is for a scenario
        if (m_settings)
            m_layout.save(*m_settings);
        m_session.close();
    }
    // It goes when the run has ended; the pages are to hear its good-bye.
    if (m_session.state() == Session::State::Idle)
        QMainWindow::closeEvent(event);
    else
        event->ignore();
}

} // namespace swapscope
