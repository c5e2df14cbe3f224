#include "mainwindow.h"

#include "addressfield.h"
#include "cuespanel.h"
#include "editorpanel.h"
#include "filequestion.h"
#include "helpwindows.h"
#include "inspector/inspectorpanel.h"
#include "lessonpanel.h"
#include "manualwindow.h"
#include "messagebar.h"
#include "networkpanel.h"
#include "newscenariodialog.h"
#include "pagespanel.h"
#include "paramspanel.h"
#include "scenariocontrol.h"
#include "sendbox.h"
#include "timeline/timelineheader.h"
#include "timeline/timelinewidget.h"
#include "topbar.h"
#include "versionswitch.h"
#include "widgets.h"
#include "windowactions.h"
#include "windowmenus.h"

#include <core/places.h>
#include <scenario/textfile.h>
#include <trace/ledger.h>
#include <trace/trace.h>
#include <trace/tracefile.h>

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QToolBar>
#include <QVBoxLayout>

namespace swapscope {

namespace {

using namespace std::chrono_literals;
constexpr auto kTick = 100ms; // of countdowns in the network panel
constexpr Nanoseconds kToolbarFault = 5 * kSecond;
constexpr Nanoseconds kDeployDown = 3 * kSecond;
constexpr Nanoseconds kFirstRange = 12 * kSecond; // of the timeline
const QSize kFirstSize(1680, 1050);
const QString kTheme = QStringLiteral("window/theme");

} // namespace

struct MainWindow::SavedTrace
{
    Trace trace;
    QString path;
};

MainWindow::MainWindow(std::unique_ptr<QSettings> settings, QWidget *parent)
    : QMainWindow(parent),
      m_settings(std::move(settings)),
      m_session(this),
      m_scenarios(new ScenarioControl(m_session, m_settings.get(), this)),
      m_actions(new WindowActions(this)),
      m_layout(*this)
{
    setWindowIcon(applicationIcon());
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    makePanels();
    connectActions();
    connectPanels();
    connectSession();
    updateTitle();
    showSummary();
}

MainWindow::~MainWindow()
{
    m_session.disconnect(this);
    useTrace(nullptr);
    m_session.close(); // while the pages are still there to leave it
}

void MainWindow::makePanels()
{
    m_message = new MessageBar(this);
    m_pages = new PagesPanel(m_session, this);
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(m_pages, 1);
    setCentralWidget(middle);

    m_lesson = new LessonPanel(this);
    m_editor = new EditorPanel(ScenarioControl::draftsFolder(), this);
    m_cues = new CuesPanel(this);
    m_params = new ParamsPanel(this);
    m_send = new SendBox(this);
    auto *cueBox = new QWidget(this);
    cueBox->setProperty("surface", QStringLiteral("faint"));
    auto *cueColumn = new QVBoxLayout(cueBox);
    cueColumn->setContentsMargins(0, 0, 0, 0);
    cueColumn->setSpacing(0);
    cueColumn->addWidget(m_cues);
    cueColumn->addWidget(m_params);
    cueColumn->addWidget(m_send);
    cueColumn->addStretch();
    m_network = new NetworkPanel(this);
    m_inspector = new InspectorPanel(this);
    m_timeline = new TimelineWidget(this);
    m_timeline->setClock([this] { return m_saved ? m_saved->trace.lastTime() : m_session.now(); });

    m_layout.addLesson(m_lesson, m_lesson->header());
    m_layout.addEditor(m_editor, m_editor->header());
    m_layout.addCues(cueBox, m_cues->header());
    m_layout.addNetwork(m_network);
    m_layout.addInspector(m_inspector);
    m_layout.addTimeline(m_timeline, m_timeline->findChild<TimelineHeader *>());

    const Menus menus = fillMenus(*menuBar(), {*m_actions, m_layout, m_session, *m_pages, *m_scenarios,
                                               [this](const QString &dir) { openScenario(dir, {}); },
                                               [this](const QString &client) {
                                                   m_network->select(client);
                                                   m_layout.raiseNetwork();
                                               }});
    menus.timeline->addAction(tr("&Follow"), m_timeline,
                              [this] { m_timeline->setFollowing(!m_timeline->isFollowing()); });
    menus.timeline->addAction(tr("Fit &all"), QKeySequence(Qt::CTRL | Qt::Key_0), m_timeline,
                              &TimelineWidget::fit);
    menus.timeline->addAction(tr("Zoom &in"), QKeySequence::ZoomIn, m_timeline, &TimelineWidget::zoomIn);
    menus.timeline->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, m_timeline, &TimelineWidget::zoomOut);
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
    on(a.newScenario, [this] { newScenario(); });
    on(a.openFolder, [this] { askForFolder(); });
    on(a.save, [this] { m_editor->save(); });
    on(a.saveAll, [this] { m_editor->saveAll(); });
    on(a.saveCopy, [this] { saveAsCopy(); });
    on(a.openTrace, [this] { askForTrace(); });
    on(a.saveTrace, [this] { saveTraceAs(); });
    on(a.savePicture, [this] { savePictureAs(); });
    on(a.quit, [this] { close(); });
    on(a.undo, [this] { m_editor->undo(); });
    on(a.redo, [this] { m_editor->redo(); });
    on(a.find, [this] { m_editor->openFind(); });
    on(a.replace, [this] { m_editor->openReplace(); });
    on(a.revert, [this] { m_editor->revert(); });
    on(a.resetLayout, [this] { m_layout.reset(); });
    on(a.restart, [this] { m_session.restart(); });
    on(a.reloadPages, [this] { m_pages->reload(); });
    on(a.manual, [this] { showManual(); });
    on(a.keys, [this] { showKeys(this, *m_actions); });
    on(a.about, [this] { showAbout(this); });
    connect(a.flash, &QAction::toggled, m_pages, &PagesPanel::setFlash);
    on(a.play, [this] {
        if (m_actions->play->text() == tr("Stop"))
            m_session.stopSchedule();
        else
            m_session.playSchedule();
    });
    const auto fault = [this](QAction *action, const QString &name, bool timed) {
        connect(action, &QAction::triggered, this, [this, name, timed] {
            QVariantMap args;
            if (timed)
                args.insert(QStringLiteral("for"), QVariant::fromValue<qint64>(kToolbarFault));
            m_session.applyFault(m_network->client(), name, args);
        });
    };
    fault(a.cut, QStringLiteral("cut"), true);
    fault(a.freeze, QStringLiteral("freeze"), true);
    fault(a.thaw, QStringLiteral("thaw"), false);
    fault(a.mend, QStringLiteral("mend"), false);
    on(a.clear, [this] { m_session.applyFault(QStringLiteral("*"), QStringLiteral("clear")); });
    on(a.deploy, [this] { m_session.deploy(1012, kDeployDown); });

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
    connect(m_top, &TopBar::openFolderRequested, this, &MainWindow::askForFolder);
    connect(m_top->versions(), &VersionSwitch::chosen, this, [this](const QString &version) {
        if (version != m_session.htmx())
            m_session.setHtmx(version);
    });
    connect(m_pages, &PagesPanel::openFolderRequested, this, &MainWindow::askForFolder);
    connect(m_pages, &PagesPanel::newScenarioRequested, this, &MainWindow::newScenario);
    connect(m_pages, &PagesPanel::clientSelected, m_network, &NetworkPanel::select);
    connect(m_network, &NetworkPanel::selected, this, [this](const QString &client) {
        m_pages->setSelected(client);
        m_actions->setTarget(client);
    });
    connect(m_network, &NetworkPanel::faultRequested, &m_session, &Session::applyFault);
    connect(m_network, &NetworkPanel::deployRequested, &m_session, &Session::deploy);
    connect(m_lesson, &LessonPanel::tickRequested, &m_session, &Session::tickStep);
    connect(m_lesson, &LessonPanel::evidenceRequested, this, [this](EventId by) { select(by, true); });
    connect(m_cues, &CuesPanel::triggered, &m_session, &Session::runCue);
    connect(m_params, &ParamsPanel::changed, &m_session, &Session::setParam);
    connect(m_send, &SendBox::publishRequested, &m_session, &Session::publish);
    connect(m_send, &SendBox::sendRequested, &m_session, &Session::sendTo);
    connect(m_editor, &EditorPanel::saved, this, &MainWindow::fileSaved);
    connect(m_editor, &EditorPanel::changedOnDisk, this, &MainWindow::fileSaved);
    connect(m_editor, &EditorPanel::dirtyChanged, this, &MainWindow::updateTitle);
    connect(m_editor, &EditorPanel::copyRequested, this, [this] {
        m_message->show(
            MessageBar::Tone::Note,
            tr("This scenario came with Swapscope and stays as it is. Your edits are kept; save them "
               "in a copy of your own to run them."),
            {{tr("Save as my copy…"), [this] { saveAsCopy(); }}});
    });
    connect(m_timeline, &TimelineWidget::eventSelected, this,
            [this](EventId event) { select(event, false); });
    connect(m_timeline, &TimelineWidget::saveTraceRequested, this, &MainWindow::saveTraceAs);
    connect(m_scenarios, &ScenarioControl::loaded, this, &MainWindow::showScenario);
    connect(m_scenarios, &ScenarioControl::failed, this, &MainWindow::showFailure);
    auto *tick = new QTimer(this);
    tick->setInterval(kTick);
    connect(tick, &QTimer::timeout, this, [this] {
        if (m_session.isOpen() && !m_saved)
            m_network->setNow(m_session.now());
    });
    tick->start();
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::opened, this, &MainWindow::begin);
    connect(&m_session, &Session::closed, this, &MainWindow::end);
    connect(&m_session, &Session::appended, this, &MainWindow::grow);
    connect(&m_session, &Session::clientsChanged, this, &MainWindow::showClients);
    connect(&m_session, &Session::cuesChanged, this, &MainWindow::showCues);
    connect(&m_session, &Session::stepsChanged, this, [this] { m_lesson->setSteps(m_session.steps()); });
    connect(&m_session, &Session::scriptLoaded, this, [this] {
        m_scriptRan = true;
        m_editor->clearErrors();
        m_message->dismiss();
        showClients();
        showCues();
    });
    connect(&m_session, &Session::scriptFailed, this, &MainWindow::showScriptError);
    connect(&m_session, &Session::commandFailed, this, [this](const Error &error) {
        m_editor->markError(error, false);
        say(told(error));
        // What was asked for may not have come about.
        if (m_session.isOpen())
            m_top->versions()->setVersions(m_session.scenario().manifest.htmx, m_session.htmx());
    });
    connect(&m_session, &Session::scheduleChanged, this, [this](bool running) {
        m_actions->setSchedule(!m_session.scenario().manifest.network.empty(), running);
    });
}

bool MainWindow::openScenario(const QString &nameOrPath, const SessionOptions &options)
{
    QString which = nameOrPath;
    if (which.isEmpty())
        which = m_scenarios->lastOpened();
    if (which.isEmpty() || (nameOrPath.isEmpty() && !QFileInfo::exists(which)))
        which = QStringLiteral("chat");
    leaveSavedTrace();
    m_message->dismiss();
    return m_scenarios->open(which, options);
}

void MainWindow::begin()
{
    leaveSavedTrace();
    m_message->dismiss();
    useTrace(&m_session.trace());
    m_actions->setOpen(true);
    m_actions->setSchedule(!m_session.scenario().manifest.network.empty(), false);
    m_top->versions()->setVersions(m_session.scenario().manifest.htmx, m_session.htmx());
    m_params->setParams(m_session.scenario().manifest.params, m_session.params());
    m_lesson->setSteps(m_session.steps());
    m_timeline->setFollowing(true);
    m_editor->clearErrors();
    showClients();
    showCues();
    showSummary();
    updateTitle();
    const std::optional<Error> error = m_session.scriptError();
    m_scriptRan = !error;
    if (error)
        showScriptError(*error);
    // The first lesson and cues decide how the left side is shared, until the user does.
    if (!m_remembered) {
        m_remembered = true;
        QTimer::singleShot(0, this, [this] { m_layout.fitLeft(); });
    }
}

void MainWindow::end()
{
    useTrace(nullptr);
    m_actions->setOpen(false);
    m_actions->setSchedule(false, false);
    m_network->setLinks({}, {});
    m_send->setTargets({}, {});
    m_cues->setCues({});
    m_top->address()->setAddresses({});
    m_top->address()->setState(AddressField::State::Down, tr("No server is running"));
    // A run that follows at once gives a trace of its own; one that has ended for good stays to be looked at.
    QTimer::singleShot(0, this, [this] {
        if (!m_session.isOpen() && !m_saved)
            useTrace(&m_session.trace());
    });
}

void MainWindow::grow()
{
    if (m_saved)
        return;
    m_timeline->eventsAppended();
    m_inspector->eventsAppended();
    showSummary();
}

void MainWindow::showScenario()
{
    const Scenario &scenario = m_scenarios->scenario();
    m_editor->openScenario(scenario, !m_scenarios->isBundled());
    m_top->setScenarios(m_scenarios->bundled(), m_scenarios->recent(), scenario.dir,
                        scenario.manifest.title.isEmpty() ? scenario.name : scenario.manifest.title);
    updateTitle();
}

void MainWindow::showClients()
{
    if (!m_session.isOpen())
        return;
    QStringList names;
    QMap<QString, LinkStatus> links;
    std::vector<AddressField::Entry> addresses;
    for (const ClientInfo &client : m_session.clients()) {
        names += client.name;
        links.insert(client.name, client.link);
        addresses.push_back({tr("Client %1, through its link").arg(client.name), client.url});
    }
    addresses.push_back({tr("The server itself"), m_session.serverUrl()});
    m_network->setNow(m_session.now());
    m_network->setLinks(names, links);
    m_send->setTargets(m_session.channels(), names);
    m_top->address()->setAddresses(addresses);
    const bool broken = m_session.scriptError().has_value();
    m_top->address()->setState(broken ? AddressField::State::Trouble : AddressField::State::Up,
                               broken ? tr("The script has an error")
                                      : tr("Running; any browser can open it"));
}

void MainWindow::showCues()
{
    m_cues->setCues(m_session.cues());
    QStringList names;
    for (const ClientInfo &client : m_session.clients())
        names += client.name;
    m_send->setTargets(m_session.channels(), names);
}

void MainWindow::showSummary()
{
    if (m_saved) {
        const auto count = [this](Kind kind) { return static_cast<int>(m_saved->trace.ofKind(kind).size()); };
        m_top->setSummary(count(Kind::ServerSent), count(Kind::UpdateMissed), count(Kind::UpdateRecovered),
                          tr("As the trace tells it"));
        return;
    }
    const Nanoseconds now = m_session.now();
    int missed = 0;
    int recovered = 0;
    QStringList lines;
    const Ledger &ledger = m_session.ledger();
    for (const QString &client : ledger.clients()) {
        const LedgerSummary summary = ledger.summary(client, now);
        missed += summary.missed;
        recovered += summary.recovered();
        lines += tr("Client %1: %2 published, %3 delivered, %4 missed, %5 caught up")
                     .arg(client)
                     .arg(summary.published)
                     .arg(summary.delivered)
                     .arg(summary.missed)
                     .arg(summary.recovered());
    }
    m_top->setSummary(static_cast<int>(m_session.trace().ofKind(Kind::ServerSent).size()), missed, recovered,
                      lines.join(u'\n'));
}

void MainWindow::showScriptError(const Error &error)
{
    m_editor->clearErrors();
    m_editor->markError(error, false);
    m_top->address()->setState(AddressField::State::Trouble, tr("The script has an error"));
    const QString meanwhile = m_scriptRan ? tr("the last script without an error keeps serving")
                                          : tr("until it is mended the page is served without a script");
    m_message->show(MessageBar::Tone::Error, tr("%1 — %2.").arg(told(error), meanwhile),
                    {{tr("Show the line"), [this, error] { m_editor->markError(error, true); }}});
}

void MainWindow::showFailure(const QString &what, const std::vector<Error> &errors)
{
    QString text = what;
    m_editor->clearErrors();
    for (const Error &error : errors)
        m_editor->markError(error, &error == &errors.front());
    if (!errors.empty())
        text += u' ' + told(errors.front());
    if (errors.size() > 1)
        text += tr(" (and %n more, marked in the editor)", nullptr, static_cast<int>(errors.size()) - 1);
    m_message->show(
        MessageBar::Tone::Error, text,
        m_scenarios->hasScenario()
            ? std::vector<MessageBar::Action>{{tr("Try again"), [this] { m_scenarios->reopen(); }}}
            : std::vector<MessageBar::Action>{});
    m_pages->setNote(tr("Nothing runs"),
                     m_scenarios->hasScenario()
                         ? tr("Mend %1 in the editor and save it, or open another scenario.")
                               .arg(m_scenarios->scenario().name)
                         : tr("Choose a scenario above, or open a folder of yours."));
    m_lesson->setSteps({});
}

// With the file as the editor's tabs name it.
QString MainWindow::told(Error error) const
{
    if (m_scenarios->hasScenario() && error.file.startsWith(m_scenarios->scenario().dir + u'/'))
        error.file = QDir(m_scenarios->scenario().dir).relativeFilePath(error.file);
    return error.toString();
}

void MainWindow::say(const QString &text)
{
    m_message->show(MessageBar::Tone::Error, text);
}

void MainWindow::select(EventId event, bool inTimeline)
{
    if (inTimeline)
        m_timeline->select(event);
    m_inspector->showEvent(event);
    if (event != 0)
        m_layout.raiseInspector();
}

void MainWindow::useTrace(const Trace *trace)
{
    m_inspector->setTrace(trace);
    m_timeline->setTrace(trace);
}

void MainWindow::updateTitle()
{
    const QString name = m_saved                      ? QFileInfo(m_saved->path).fileName()
                         : m_scenarios->hasScenario() ? m_scenarios->scenario().manifest.title
                                                      : QString();
    setWindowTitle(name.isEmpty() ? tr("Swapscope") : tr("%1[*] — Swapscope").arg(name));
    setWindowModified(m_editor->isDirty());
}

void MainWindow::fileSaved(const QString &path)
{
    const Scenario &scenario = m_scenarios->scenario();
    if (path == scenario.scriptPath && m_session.isOpen())
        m_session.reloadScript();
    else if (path == scenario.manifestPath || !m_session.isOpen())
        m_scenarios->reopen();
    else
        m_pages->reload();
}

void MainWindow::newScenario()
{
    std::vector<GalleryEntry> templates = m_scenarios->bundled();
    for (const GalleryEntry &entry : m_scenarios->recent())
        templates.push_back(entry);
    auto *dialog = new NewScenarioDialog(templates, ScenarioControl::userFolder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { openScenario(dialog->created(), {}); });
    dialog->open();
}

void MainWindow::saveAsCopy()
{
    if (!m_scenarios->hasScenario())
        return;
    const Scenario source = m_scenarios->scenario();
    auto *dialog = new NewScenarioDialog({{source.dir, source.name, source.manifest.title, {}, false, false}},
                                         ScenarioControl::userFolder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as my copy"));
    connect(dialog, &QDialog::accepted, this, [this, dialog, source] {
        const QDir from(source.dir);
        const QDir to(dialog->created());
        const QMap<QString, QString> edits = m_editor->unsaved();
        for (auto edit = edits.cbegin(); edit != edits.cend(); ++edit) {
            const Result<void> written =
                saveText(to.absoluteFilePath(from.relativeFilePath(edit.key())), edit.value());
            if (!written) {
                say(tr("%1 Your edits are still here.").arg(written.error().toString()));
                return;
            }
        }
        m_editor->forgetDrafts();
        SessionOptions options;
        if (m_session.isOpen()) {
            options.htmx = m_session.htmx();
            options.params = m_session.params();
        }
        openScenario(to.absolutePath(), options);
    });
    dialog->open();
}

void MainWindow::askForFolder()
{
    askForFile(this,
               {.kind = FileQuestion::Kind::OpenFolder,
                .title = tr("Open a scenario's folder"),
                .start = m_scenarios->hasScenario() ? m_scenarios->scenario().dir : QDir::homePath()},
               [this](const QString &dir) { openScenario(dir, {}); });
}

void MainWindow::askForTrace()
{
    askForFile(this, {.title = tr("Open a trace"), .filter = tr("Traces (*.jsonl);;Every file (*)")},
               [this](const QString &path) { openTrace(path); });
}

bool MainWindow::openTrace(const QString &path)
{
    Result<TraceReading> reading = loadTrace(path);
    if (!reading) {
        say(tr("The trace cannot be opened. %1").arg(reading.error().toString()));
        return false;
    }
    auto saved = std::make_unique<SavedTrace>();
    saved->path = path;
    for (Event &event : reading->events)
        saved->trace.append(std::move(event));
    m_session.close();
    m_saved = std::move(saved);
    useTrace(&m_saved->trace);
    m_timeline->fit();
    m_actions->saveTrace->setEnabled(true);
    m_pages->setNote(
        tr("A saved trace"),
        tr("%1 holds %2 events over %3. Timeline and inspector show them; there are no pages, because "
           "nothing runs.")
            .arg(QFileInfo(path).fileName())
            .arg(m_saved->trace.size())
            .arg(displayDuration(m_saved->trace.lastTime())));
    m_lesson->setSteps({});
    QStringList notes{tr("This is a saved trace, and nothing runs.")};
    notes += reading->notes;
    std::vector<MessageBar::Action> back;
    if (m_scenarios->hasScenario())
        back.push_back({tr("Run %1 again").arg(m_scenarios->scenario().name), [this] {
                            leaveSavedTrace();
                            m_scenarios->reopen();
                        }});
    m_message->show(MessageBar::Tone::Note, notes.join(u' '), std::move(back));
    showSummary();
    updateTitle();
    return true;
}

void MainWindow::leaveSavedTrace()
{
    if (!m_saved)
        return;
    useTrace(nullptr);
    m_timeline->setRange({0, kFirstRange}); // that of the trace was as long as the trace
    m_saved.reset();
    updateTitle();
}

void MainWindow::saveTraceAs()
{
    askForFile(this,
               {.kind = FileQuestion::Kind::SaveFile,
                .title = tr("Save the trace"),
                .start = QStringLiteral("trace.jsonl"),
                .filter = tr("Traces (*.jsonl)"),
                .suffix = QStringLiteral("jsonl")},
               [this](const QString &path) {
                   m_session.flush();
                   const Trace &trace = m_saved ? m_saved->trace : m_session.trace();
                   if (const Result<void> saved = saveTrace(path, trace); !saved)
                       say(tr("The trace was not saved. %1").arg(saved.error().toString()));
               });
}

void MainWindow::savePictureAs()
{
    // Taken now: without the dialog, and of the moment that was meant.
    askForFile(this,
               {.kind = FileQuestion::Kind::SaveFile,
                .title = tr("Save a picture of the window"),
                .start = QStringLiteral("swapscope.png"),
                .filter = tr("Pictures (*.png)"),
                .suffix = QStringLiteral("png")},
               [this, picture = grab()](const QString &path) {
                   if (!picture.save(path))
                       say(tr("The picture was not saved: %1 cannot be written.").arg(path));
               });
}

void MainWindow::showManual()
{
    if (m_manual == nullptr)
        m_manual = new ManualWindow(dataPlace(u"manual"), this);
    m_manual->show();
    m_manual->raise();
    m_manual->activateWindow();
}

void MainWindow::arrange()
{
    if (m_arranged)
        return;
    m_arranged = true;
    m_remembered = m_settings && m_layout.restore(*m_settings);
    if (!m_remembered)
        m_layout.reset();
}

void MainWindow::showEvent(QShowEvent *event)
{
    arrange();
    QMainWindow::showEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_settings)
        m_layout.save(*m_settings);
    m_session.close();
    QMainWindow::closeEvent(event);
}

} // namespace swapscope
