#include "mainwindow.h"

#include "attach/attachcontrol.h"
#include "coach/coachcontrol.h"
#include "cues/cuespanel.h"
#include "cues/paramspanel.h"
#include "cues/sendbox.h"
#include "editor/editorpanel.h"
#include "filecommands.h"
#include "gallery/gallerydialog.h"
#include "help/helpwindows.h"
#include "help/manualwindow.h"
#include "hold/holdcontrol.h"
#include "inspector/inspectorpanel.h"
#include "ledger/ledgerpanel.h"
#include "lesson/lessoncontrol.h"
#include "lesson/lessonpanel.h"
#include "network/networkpanel.h"
#include "network/recorded/putschedule.h"
#include "pages/pagespanel.h"
#include "runview.h"
#include "scenariocontrol.h"
#include "timeline/timelinewidget.h"
#include "topbar.h"
#include "traceview.h"
#include "versionswitch.h"
#include "widgets/icons.h"
#include "widgets/messagebar.h"
#include "widgets/widgets.h"
#include "windowactions.h"
#include "windowmenus.h"

#include <core/places.h>
#include <trace/trace.h>

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QToolBar>

namespace swapscope {

namespace {

constexpr Nanoseconds kToolbarFault = 5 * kSecond;
constexpr Nanoseconds kDeployDown = 3 * kSecond;
const QSize kFirstSize(1680, 1050);
const QString kTheme = QStringLiteral("window/theme");

} // namespace

MainWindow::MainWindow(std::unique_ptr<QSettings> settings, QWidget *parent)
    : QMainWindow(parent),
      m_settings(std::move(settings)),
      m_session(this),
      m_scenarios(new ScenarioControl(m_session, m_settings.get(), this)),
      m_actions(new WindowActions(this)),
      m_layout(*this),
      m_panels(*this, m_layout, m_session),
      m_trace(new TraceView(m_panels, m_session, this)),
      m_files(new FileCommands({*this, m_session, *m_scenarios, m_panels, *m_trace}, this))
{
    setWindowIcon(applicationIcon());
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    makeBars();
    m_run = new RunView({m_session, *m_scenarios, m_panels, m_layout, *m_actions, *m_top, *m_trace}, this);
    new LessonControl({*this, m_session, *m_scenarios, m_panels, m_layout, [this] { m_files->saveAsCopy(); }},
                      m_settings.get(), this);
    new HoldControl({m_session, m_panels, m_layout, *m_actions}, this);
    auto *coach = new CoachControl({m_session, *m_scenarios, m_panels, m_layout, *m_trace}, this);
    connect(coach, &CoachControl::eventRequested, this, [this](EventId event) { select(event, true); });
    m_attach = new AttachControl({*this, m_session, *m_scenarios, m_panels, m_layout, *m_top},
                                 m_settings.get(), this);
    connect(m_attach, &AttachControl::scenarioRequested, m_scenarios, &ScenarioControl::reopen);
    connect(m_attach, &AttachControl::failed, this, &MainWindow::cannotRun);
    connectActions();
    connectPanels();
    connectEditor();
    connect(&m_session, &Session::opened, this, &MainWindow::updateTitle);
    connect(
        &m_session, &Session::stateChanged, this,
        [this](Session::State state) {
            if (m_leaving && state == Session::State::Idle)
                close();
        },
        Qt::QueuedConnection);
    connect(m_trace, &TraceView::savedChanged, this, &MainWindow::updateTitle);
    updateTitle();
    m_run->showSummary();
}

MainWindow::~MainWindow()
{
    m_session.disconnect(this);
    m_session.disconnect(m_run);
    m_trace->showNone();
    m_session.endNow(); // while the pages are still there to leave it
}

void MainWindow::makeBars()
{
    const Menus menus = fillMenus(*menuBar(), {*m_actions, m_layout, m_session, *m_panels.pages, *m_scenarios,
                                               [this](const QString &dir) { openScenario(dir, {}); },
                                               [this](const QString &client) {
                                                   m_panels.network->select(client);
                                                   m_layout.raise(m_panels.network);
                                               }});
    TimelineWidget *timeline = m_panels.timeline;
    menus.timeline->addAction(tr("&Follow"), timeline,
                              [timeline] { timeline->setFollowing(!timeline->isFollowing()); });
    menus.timeline->addAction(tr("Fit &all"), QKeySequence(Qt::CTRL | Qt::Key_0), timeline,
                              &TimelineWidget::fit);
    menus.timeline->addAction(tr("Zoom &in"), QKeySequence::ZoomIn, timeline, &TimelineWidget::zoomIn);
    menus.timeline->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, timeline, &TimelineWidget::zoomOut);
    menus.timeline->addSeparator();
    menus.timeline->addAction(m_actions->saveTrace);

    m_top = new TopBar(*m_actions, menus.network, this);
    auto *bar = new QToolBar(tr("Tools"), this);
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->toggleViewAction()->setEnabled(false);
    bar->addWidget(m_top);
    addToolBar(Qt::TopToolBarArea, bar);
    m_top->setScenarios(m_scenarios->bundled(), m_scenarios->recent(), {}, {});
}

void MainWindow::connectActions()
{
    const WindowActions &a = *m_actions;
    const auto on = [this](QAction *action, auto function) {
        connect(action, &QAction::triggered, this, function);
    };
    on(a.newScenario, [this] { m_files->newScenario(); });
    on(a.openFolder, [this] { m_files->askForFolder(); });
    on(a.gallery, [this] { showGallery(); });
    on(a.attach, [this] { m_attach->ask(); });
    on(a.save, [this] { m_panels.editor->save(); });
    on(a.saveAll, [this] { m_panels.editor->saveAll(); });
    on(a.saveCopy, [this] { m_files->saveAsCopy(); });
    on(a.openTrace, [this] { m_files->askForTrace(); });
    on(a.saveTrace, [this] { m_files->saveTraceAs(); });
    on(a.savePicture, [this] { m_files->savePictureAs(); });
    on(a.quit, [this] { close(); });
    on(a.undo, [this] { m_panels.editor->undo(); });
    on(a.redo, [this] { m_panels.editor->redo(); });
    on(a.find, [this] { m_panels.editor->openFind(); });
    on(a.replace, [this] { m_panels.editor->openReplace(); });
    on(a.revert, [this] { m_panels.editor->revert(); });
    on(a.resetLayout, [this] { m_layout.reset(); });
    on(a.restart, [this] { m_session.restart(); });
    on(a.reloadPages, [this] { m_panels.pages->reload(); });
    on(a.manual, [this] { showManual(); });
    on(a.keys, [this] { showKeys(this, *m_actions); });
    on(a.about, [this] { showAbout(this); });
    connect(a.flash, &QAction::toggled, m_panels.pages, &PagesPanel::setFlash);
    on(a.play, [this] {
        if (m_session.isPlayingSchedule())
            m_session.stopSchedule();
        else
            m_session.playSchedule();
    });
    connect(m_files, &FileCommands::scenarioChosen, this, &MainWindow::openScenario);
    connect(m_files, &FileCommands::traceChosen, this, &MainWindow::openTrace);
    connectFaults();
    connectThemes();
}

void MainWindow::connectFaults()
{
    const WindowActions &a = *m_actions;
    const auto fault = [this](QAction *action, const QString &name, bool timed) {
        connect(action, &QAction::triggered, this, [this, name, timed] {
            m_session.applyFault({.client = m_panels.network->client(),
                                  .fault = name,
                                  .ends = timed ? Ends::after(kToolbarFault) : Ends::byHand()});
        });
    };
    fault(a.cut, QStringLiteral("cut"), true);
    fault(a.freeze, QStringLiteral("freeze"), true);
    fault(a.thaw, QStringLiteral("thaw"), false);
    fault(a.mend, QStringLiteral("mend"), false);
    connect(a.clear, &QAction::triggered, this, [this] {
        m_session.applyFault({.client = FaultCommand::kEveryone, .fault = QStringLiteral("clear")});
    });
    connect(a.deploy, &QAction::triggered, this, [this] { m_session.deploy(1012, kDeployDown); });
    connect(a.anotherFault, &QAction::triggered, m_panels.network, &NetworkPanel::openAnotherFault);
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

void MainWindow::connectPanels()
{
    connect(m_top, &TopBar::scenarioChosen, this, [this](const QString &dir) { openScenario(dir, {}); });
    connect(m_top, &TopBar::galleryRequested, this, &MainWindow::showGallery);
    connect(m_top, &TopBar::openFolderRequested, m_files, &FileCommands::askForFolder);
    connect(m_top->versions(), &VersionSwitch::chosen, this, [this](const QString &version) {
        if (version != m_session.htmx())
            m_session.setHtmx(version);
    });
    connect(m_panels.pages, &PagesPanel::openFolderRequested, m_files, &FileCommands::askForFolder);
    connect(m_panels.pages, &PagesPanel::newScenarioRequested, m_files, &FileCommands::newScenario);
    connect(m_panels.pages, &PagesPanel::clientSelected, m_panels.network, &NetworkPanel::select);
    connect(m_panels.network, &NetworkPanel::selected, this, [this](const QString &client) {
        m_panels.pages->setSelected(client);
        m_actions->setTarget(client);
    });
    connect(m_panels.network, &NetworkPanel::faultRequested, &m_session, &Session::applyFault);
    connect(m_panels.network, &NetworkPanel::scheduleRequested, this,
            [this](const std::vector<NetworkStep> &steps, ScheduleEdit edit) {
                putIntoSchedule({*m_panels.editor, *m_panels.message, m_scenarios->scenario(),
                                 m_scenarios->isBundled(), [this] { m_files->saveAsCopy(); }},
                                steps, edit);
            });
    connect(m_panels.lesson, &LessonPanel::tickRequested, &m_session, &Session::tickStep);
    connect(m_panels.lesson, &LessonPanel::evidenceRequested, this, [this](EventId by) { select(by, true); });
    connect(m_panels.cues, &CuesPanel::triggered, &m_session, &Session::runCue);
    connect(m_panels.params, &ParamsPanel::changed, &m_session, &Session::setParam);
    connect(m_panels.send, &SendBox::publishRequested, &m_session, &Session::publish);
    connect(m_panels.send, &SendBox::sendRequested, &m_session, &Session::sendTo);
    connect(m_panels.timeline, &TimelineWidget::eventSelected, this,
            [this](EventId event) { select(event, false); });
    connect(m_panels.timeline, &TimelineWidget::saveTraceRequested, m_files, &FileCommands::saveTraceAs);
    connect(m_panels.ledger, &LedgerPanel::gapsRequested, this,
            [this](const QString &client, const QString &channel) {
                m_panels.inspector->showEvent(m_panels.timeline->showGaps(client, channel));
            });
}

void MainWindow::connectEditor()
{
    EditorPanel *editor = m_panels.editor;
    connect(editor, &EditorPanel::saved, this, &MainWindow::fileSaved);
    connect(editor, &EditorPanel::changedOnDisk, this, &MainWindow::fileSaved);
    connect(editor, &EditorPanel::dirtyChanged, this, &MainWindow::updateTitle);
    connect(editor, &EditorPanel::copyRequested, this, [this] {
        m_panels.message->show(
            MessageBar::Tone::Note,
            tr("This scenario came with Swapscope and stays as it is. Your edits are kept; save them "
               "in a copy of your own to run them."),
            {{tr("Save as my copy…"), [this] { m_files->saveAsCopy(); }}});
    });
    connect(m_scenarios, &ScenarioControl::loaded, this, &MainWindow::showScenario);
    connect(m_scenarios, &ScenarioControl::failed, this,
            [this](const QString &what, const std::vector<Error> &errors) {
                m_run->showFailure(what, errors, [this] { m_scenarios->reopen(); });
                Q_EMIT cannotRun();
            });
}

bool MainWindow::openScenario(const QString &nameOrPath, const SessionOptions &options)
{
    QString which = nameOrPath;
    if (which.isEmpty())
        which = m_scenarios->lastOpened();
    if (which.isEmpty() || (nameOrPath.isEmpty() && !QFileInfo::exists(which)))
        which = QStringLiteral("chat");
    m_trace->leaveSaved();
    m_panels.message->dismiss();
    return m_scenarios->open(which, options);
}

void MainWindow::attach(const AttachOptions &options)
{
    m_trace->leaveSaved();
    m_panels.message->dismiss();
    m_attach->attach(options);
}

bool MainWindow::openTrace(const QString &path)
{
    const Result<QStringList> opened = m_trace->open(path);
    if (!opened) {
        m_panels.message->show(MessageBar::Tone::Error,
                               tr("The trace cannot be opened. %1").arg(opened.error().toString()));
        return false;
    }
    m_actions->saveTrace->setEnabled(true);
    m_panels.pages->setNote(
        tr("A saved trace"),
        tr("%1 holds %2 events over %3. Timeline and inspector show them; there are no pages, because "
           "nothing runs.")
            .arg(m_trace->savedName())
            .arg(m_trace->trace().size())
            .arg(displayDuration(m_trace->now())));
    m_panels.lesson->setSteps({});
    QStringList notes{tr("This is a saved trace, and nothing runs.")};
    notes += *opened;
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
    m_panels.message->show(MessageBar::Tone::Note, notes.join(u' '), std::move(back));
    m_run->showSummary();
    return true;
}

void MainWindow::select(EventId event, bool inTimeline)
{
    if (inTimeline)
        m_panels.timeline->select(event);
    m_panels.inspector->showEvent(event);
    if (event != 0)
        m_layout.raise(m_panels.inspector);
}

void MainWindow::fileSaved(const QString &path)
{
    if (m_leaving || m_session.isAttached())
        return; // the scenario is not what runs
    const Scenario &scenario = m_scenarios->scenario();
    if (path == scenario.scriptPath && m_session.isOpen())
        m_session.reloadScript();
    else if (path == scenario.manifestPath || !m_session.isOpen())
        m_scenarios->reopen();
    else
        m_panels.pages->reload();
}

void MainWindow::showScenario()
{
    const Scenario &scenario = m_scenarios->scenario();
    m_panels.editor->openScenario(scenario, !m_scenarios->isBundled());
    m_top->setScenarios(m_scenarios->bundled(), m_scenarios->recent(), scenario.dir,
                        scenario.manifest.title.isEmpty() ? scenario.name : scenario.manifest.title);
    updateTitle();
}

void MainWindow::showGallery()
{
    auto *gallery = new GalleryDialog(m_scenarios->bundled(), m_scenarios->recent(),
                                      m_scenarios->scenario().dir, m_settings.get(), this);
    gallery->setAttribute(Qt::WA_DeleteOnClose);
    connect(gallery, &GalleryDialog::accepted, this,
            [this, gallery] { openScenario(gallery->chosen(), {}); });
    gallery->open();
}

void MainWindow::showManual()
{
    if (m_manual == nullptr)
        m_manual = new ManualWindow(dataPlace(u"manual"), this);
    m_manual->show();
    m_manual->raise();
    m_manual->activateWindow();
}

void MainWindow::updateTitle()
{
    const QString name = m_trace->isSaved() ? m_trace->savedName()
                         : m_session.isAttached()
                             ? m_session.upstream()->url().toString(QUrl::StripTrailingSlash)
                         : m_scenarios->hasScenario() ? m_scenarios->scenario().manifest.title
                                                      : QString();
    setWindowTitle(name.isEmpty() ? tr("Swapscope") : tr("%1[*] — Swapscope").arg(name));
    setWindowModified(m_panels.editor->isDirty());
}

void MainWindow::arrange()
{
    if (m_arranged)
        return;
    m_arranged = true;
    if (m_settings && m_layout.restore(*m_settings))
        m_run->keepLeft();
    else
        m_layout.reset();
}

void MainWindow::showEvent(QShowEvent *event)
{
    arrange();
    QMainWindow::showEvent(event);
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
