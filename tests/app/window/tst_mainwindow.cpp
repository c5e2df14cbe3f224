#include <app/cues/paramspanel.h>
#include <app/editor/codeeditor.h>
#include <app/editor/editorpanel.h>
#include <app/gallery/newscenariodialog.h>
#include <app/help/manualwindow.h>
#include <app/hold/heldmodel.h>
#include <app/hold/holdpanel.h>
#include <app/inspector/inspectorpanel.h>
#include <app/ledger/ledgermodel.h>
#include <app/ledger/ledgerpanel.h>
#include <app/lesson/lessonpanel.h>
#include <app/pages/clientcolumn.h>
#include <app/pages/clientheader.h>
#include <app/pages/pagespanel.h>
#include <app/timeline/timelinewidget.h>
#include <app/toolbar/versionswitch.h>
#include <app/widgets/messagebar.h>
#include <app/widgets/theme.h>
#include <app/window/mainwindow.h>
#include <app/window/paneldock.h>

#include <core/places.h>
#include <core/textfile.h>
#include <page/pageview.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>
#include <support/begun.h>
#include <trace/file/tracefile.h>
#include <trace/trace.h>

#include <support/commands.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLong = 20'000; // for what takes a browser

qsizetype count(MainWindow &window, Kind kind)
{
    window.session().flush();
    return static_cast<qsizetype>(window.session().trace().ofKind(kind).size());
}

// The command of a menu by its words, as a user finds it.
QAction *command(const MainWindow &window, const QString &text)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (QString(action->text()).remove(u'&') == text && action->menu() == nullptr)
            return action;
    }
    return nullptr;
}

template<typename Button>
Button *buttonOf(const QWidget &parent, const QString &text)
{
    for (Button *button : parent.findChildren<Button *>()) {
        if (QString(button->text()).remove(u'&') == text && button->isVisibleTo(&parent))
            return button;
    }
    return nullptr;
}

// Chooses a file in the dialog that the window has open. False: there is none.
bool choose(const MainWindow &window, const QString &path)
{
    const QList<QFileDialog *> dialogs = window.findChildren<QFileDialog *>();
    const auto open = std::find_if(dialogs.begin(), dialogs.end(),
                                   [](const QFileDialog *dialog) { return dialog->isVisible(); });
    if (open == dialogs.end())
        return false;
    QFileDialog *dialog = *open;
    if (QFileInfo(path).isDir())
        dialog->setDirectory(path);
    else
        dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept();
    return true;
}

// What takes a while to draw.
class SlowPicture final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 15)
            ;
    }
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, Theme::light());
    }

    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        const Result<QString> counter = findScenario(u"counter"_s);
        QVERIFY2(counter, "the bundled scenarios are not there");
        const Result<QString> mine = createScenario(*counter, m_temp->path(), u"mine"_s);
        QVERIFY2(mine, "counter cannot be copied");
        m_mine = *mine;
        m_window = std::make_unique<MainWindow>(nullptr);
        m_window->resize(1280, 800);
        m_window->show();
    }

    void cleanup()
    {
        // A picture of what each test left behind, for whoever wants to see it.
        if (const QString folder = qEnvironmentVariable("SWAPSCOPE_TEST_PICTURES"); !folder.isEmpty()) {
            QTest::qWait(1500);
            for (QWidget *other : m_window->findChildren<QWidget *>()) {
                if (other->isWindow() && other->isVisible())
                    other->grab().save(
                        folder + u'/' +
                        QString::fromLatin1(other->metaObject()->className()).section(u':', -1) + u".png"_s);
            }
            m_window->grab().save(folder + u'/' + QString::fromLatin1(QTest::currentTestFunction()) +
                                  u".png"_s);
        }
        m_window.reset();
        m_temp.reset();
    }

    // A window that takes 15 ms to draw what is new gets something new every 75 ms at the most. Each quick
    // drawing beside it, of a cursor perhaps, takes a tenth off that.
    void aSlowWindowAsksForFewerSnapshots()
    {
        SlowPicture slow(m_window->centralWidget());
        slow.resize(10, 10);
        slow.show();
        QTRY_VERIFY((slow.update(), session().frame() > 50 * kMillisecond));
    }

    void aStreamsOwnReconnectionTimeIsThePlannedBackoff()
    {
        QVERIFY(openMine());
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageSwap) >= 2, kLong);
        session().applyFault(test::command(u"cut"_s, {}, u"B"_s));
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageBackoff) >= 1, kLong);
        const Event &backoff = session().trace().at(session().trace().ofKind(Kind::PageBackoff).front());
        QCOMPARE(backoff.client, u"B"_s);
        QCOMPARE(backoff.data.value(Field::DelayMs).toDouble(), 1000.0); // the script says retry: "1s"
        const ClientHeader *header = m_window->pages().column(u"B"_s)->header();
        QTRY_VERIFY(header->stateText().startsWith(u"back-off "_s));
    }

    void closingTellsThePagesThatTheServerEnds()
    {
        QVERIFY(m_window->openScenario(u"chat"_s, {}) && test::runs(session()));
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageOpen) == 2, kLong);
        QVERIFY(!m_window->close()); // not before they have heard it
        QTRY_COMPARE(session().state(), Session::State::Idle);
        QTRY_VERIFY(!m_window->isVisible());
        const std::vector<EventId> closed = session().trace().ofKind(Kind::PageClosed);
        QCOMPARE(closed.size(), 2U);
        for (const EventId id : closed) {
            const Payload data = session().trace().at(id).data;
            QCOMPARE(data.value(Field::Code).toInt(), 1001);
            QCOMPARE(data.value(Field::Reason).toString(), u"The server ends."_s);
        }
        QVERIFY(!session().isOpen());
    }

    void aScriptErrorMarksItsLineWhileTheLastScriptServes()
    {
        QVERIFY(openMine());
        EditorPanel *editor = part<EditorPanel>();
        const QString good = editor->currentEditor()->text();
        editor->currentEditor()->replaceAll(u"import { channel } from \"swapscope\"\nlet = 3\n"_s);
        command(*m_window, u"Save"_s)->trigger();
        QTRY_VERIFY(m_window->message().text().contains(u"server.js:2"_s));
        QVERIFY(m_window->message().text().contains(u"the last script without an error keeps serving"_s));
        QCOMPARE(editor->currentEditor()->errorLines(), QList<int>{2});
        const qsizetype published = count(*m_window, Kind::ServerPublished);
        QTRY_VERIFY(count(*m_window, Kind::ServerPublished) > published);

        editor->currentEditor()->replaceAll(good);
        command(*m_window, u"Save"_s)->trigger();
        QTRY_COMPARE(m_window->message().text(), QString());
        QVERIFY(editor->currentEditor()->errorLines().isEmpty());
        QTRY_COMPARE(count(*m_window, Kind::ServerStarted), 2); // only the good one was a deploy
    }

    void aScriptThatNeverRanIsNotSaidToServe()
    {
        QVERIFY(write(u"server.js"_s, u"import { nothing } from \"swapscope\"\n"_s));
        QVERIFY(openMine());
        QVERIFY(m_window->message().text().contains(u"server.js:1"_s));
        QVERIFY(m_window->message().text().contains(u"the page is served without a script"_s));
        QCOMPARE(part<EditorPanel>()->currentEditor()->errorLines(), QList<int>{1});
        QCOMPARE(m_window->pages().shown(), (QStringList{u"A"_s, u"B"_s}));
    }

    void aManifestErrorEndsTheRunAndMendingItBeginsOne()
    {
        QVERIFY(openMine());
        const QUrl home = session().clients().front().url;
        EditorPanel *editor = part<EditorPanel>();
        editor->showFile(u"scenario.toml"_s);
        const QString good = editor->currentEditor()->text();
        editor->currentEditor()->replaceAll(u"colour = \"red\"\n"_s + good);
        editor->save();
        QTRY_COMPARE(session().state(), Session::State::Idle);
        QVERIFY(m_window->message().text().contains(u"scenario.toml:1"_s));
        QCOMPARE(editor->currentEditor()->errorLines(), QList<int>{1});
        QVERIFY(m_window->pages().shown().isEmpty());

        editor->currentEditor()->replaceAll(good);
        editor->save();
        QVERIFY(test::runs(session()));
        QCOMPARE(m_window->message().text(), QString());
        QCOMPARE(session().clients().front().url, home);
        QCOMPARE(editor->currentPath(), m_mine + u"/scenario.toml"_s);
    }

    void aMissingPageGetsItsSentence()
    {
        QVERIFY(QFile::remove(m_mine + u"/page.htmx2.html"_s));
        QVERIFY(!m_window->openScenario(m_mine, {}));
        QVERIFY2(m_window->message().text().contains(u"page.htmx2.html"_s),
                 qPrintable(m_window->message().text()));
        QVERIFY(buttonOf<QPushButton>(m_window->message(), u"Try again"_s) != nullptr);
        QVERIFY(!session().isOpen());
    }

    void aTakenPortGetsItsSentence()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        SessionOptions options;
        options.port = other.serverPort();
        options.portIsPreferred = false;
        QVERIFY(m_window->openScenario(m_mine, options));
        QVERIFY(!test::runs(session()));
        QVERIFY2(m_window->message().text().contains(QString::number(other.serverPort())),
                 qPrintable(m_window->message().text()));
        other.close();
        buttonOf<QPushButton>(m_window->message(), u"Try again"_s)->click();
        QVERIFY(test::runs(session()));
    }

    void anotherScenarioIsServedAtTheSameAddress()
    {
        QVERIFY(openMine());
        const QUrl home = session().clients().front().url;
        QVERIFY(m_window->openScenario(u"chat"_s, {}) && test::runs(session()));
        QCOMPARE(session().scenario().name, u"chat"_s);
        QCOMPARE(session().clients().front().url, home);
    }

    void theSwitchBeginsARunUnderTheOtherHtmx()
    {
        QVERIFY(openMine());
        auto *versions = part<VersionSwitch>();
        buttonOf<QAbstractButton>(*versions, u"htmx 4.0"_s)->click();
        QVERIFY(test::runs(session()));
        QCOMPARE(session().htmx(), u"4"_s);
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageSwap) >= 2, kLong);
        const Event &loaded = session().trace().at(session().trace().ofKind(Kind::PageLoaded).front());
        QVERIFY(loaded.data.value(Field::Htmx).toString().startsWith(u'4'));
    }

    void aVersionThatCannotBeHadIsNotShownAsRunning()
    {
        QVERIFY(openMine());
        const QString manifest = *readText(m_mine + u"/scenario.toml"_s);
        QVERIFY(write(u"scenario.toml"_s, u"colour = 1\n"_s + manifest));
        session().setHtmx(u"4"_s);
        QVERIFY(session().isOpen());
        QCOMPARE(session().htmx(), u"2"_s);
        QCOMPARE(part<VersionSwitch>()->current(), u"2"_s);
        QVERIFY(m_window->message().text().contains(u"scenario.toml:1"_s));
    }

    // Whether it plays is the session's to say, not what stands on the button.
    void theScheduleIsStoppedWhateverTheButtonSays()
    {
        QVERIFY(write(u"scenario.toml"_s,
                      *readText(m_mine + u"/scenario.toml"_s) +
                          u"\n[[network]]\nat = \"50m\"\nclient = \"B\"\nfault = \"cut\"\n"_s));
        QVERIFY(openMine());
        QAction *play = command(*m_window, u"Play"_s);
        play->trigger();
        QTRY_VERIFY(session().isPlayingSchedule());
        play->setText(u"Halt"_s); // as in another language
        play->trigger();
        QTRY_VERIFY(!session().isPlayingSchedule());
    }

    // An editor that writes twice, and a run that has not ended in between.
    void filesThatChangeWhileARunClosesMakeOneRun()
    {
        QVERIFY(openMine());
        EditorPanel *editor = part<EditorPanel>();
        editor->showFile(u"scenario.toml"_s);
        const QString manifest = editor->currentEditor()->text();
        for (const QString &comment : {u"# one\n"_s, u"# two\n"_s}) {
            editor->currentEditor()->replaceAll(comment + manifest);
            editor->save();
            QVERIFY(!session().isOpen());
        }
        editor->showFile(u"server.js"_s);
        editor->currentEditor()->replaceAll(u"// three\n"_s + editor->currentEditor()->text());
        editor->save();
        QVERIFY(test::runs(session()));
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageOpen) == 2, kLong);
        QCOMPARE(count(*m_window, Kind::ServerStopped), 0);
    }

    void aParameterChangesInMidRun()
    {
        QVERIFY(openMine());
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageSwap) >= 1, kLong);
        auto *choice = part<ParamsPanel>()->findChild<QComboBox *>(u"catchUp"_s);
        choice->setCurrentText(u"none"_s);
        Q_EMIT choice->textActivated(u"none"_s);
        QTRY_COMPARE(session().params().value(u"catchUp"_s), u"none"_s);
        // The script is deployed anew, and the pages come back by themselves.
        QTRY_COMPARE_WITH_TIMEOUT(count(*m_window, Kind::PageOpen), 4, kLong);
        QCOMPARE(count(*m_window, Kind::PageLoaded), 2);
        const Event &opened = session().trace().at(session().trace().ofKind(Kind::ServerOpened).back());
        QCOMPARE(opened.data.value(Field::CatchUp).toString(), u"none"_s);
    }

    void restartBeginsANewTraceAtTheSameAddress()
    {
        QVERIFY(openMine());
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageSwap) >= 1, kLong);
        const QUrl home = session().clients().front().url;
        command(*m_window, u"Restart"_s)->trigger();
        QVERIFY(test::runs(session()));
        QCOMPARE(session().clients().front().url, home);
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageOpen) == 2, kLong);
        QCOMPARE(count(*m_window, Kind::ServerStarted), 1);
    }

    void holdStopsMessagesAndStepLetsThemGo()
    {
        QVERIFY(openMine());
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageSwap) >= 2, kLong);
        auto *panel = part<HoldPanel>();
        QVERIFY(!panel->isVisible());
        QAction *hold = command(*m_window, u"Hold"_s);
        QAction *step = command(*m_window, u"Step"_s);
        QVERIFY(!step->isEnabled());
        hold->trigger();
        QVERIFY(panel->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(panel->model()->rowCount() >= 3, kLong);
        QVERIFY(step->isEnabled());
        QVERIFY(hold->text().contains(u'·'));
        const EventId first = panel->model()->messages().front().id;
        step->trigger();
        QTRY_VERIFY(!panel->model()->find(first).isValid());
        QCOMPARE(count(*m_window, Kind::LinkReleased), 1);

        // A connection that ends loses what is held of it, and the window says so.
        session().applyFault(test::command(u"cut"_s, {}, u"*"_s));
        QTRY_VERIFY(m_window->message().text().contains(u"held message"_s));
        QVERIFY(panel->note().contains(u"lost"_s));
        hold->trigger();
        QTRY_COMPARE(panel->status().total, 0);
        QVERIFY(!step->isEnabled());
    }

    void aClientOfTheLedgerShowsItsGaps()
    {
        QVERIFY(openMine());
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageSwap) >= 2, kLong);
        auto *ledger = part<LedgerPanel>();
        m_window->findChild<PanelDock *>(u"ledger"_s)->raise();
        QTRY_COMPARE(ledger->model()->rowCount(), 2);
        session().applyFault(
            test::command(u"cut"_s, {{u"for"_s, QVariant::fromValue<qint64>(kSecond)}}, u"B"_s));
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::GapClosed) >= 1, kLong);
        Q_EMIT ledger->gapsRequested(u"B"_s, QString());
        auto *timeline = part<TimelineWidget>();
        const Event &gap = session().trace().at(session().trace().ofKind(Kind::GapOpened).front());
        QCOMPARE(timeline->selected(), gap.id);
        QVERIFY(timeline->range().contains(gap.t));
        QVERIFY(ledger->isVisible()); // its tab stays in front
    }

    void playBecomesStopWhileTheScheduleRuns()
    {
        QVERIFY(openMine());
        QAction *play = command(*m_window, u"Play"_s);
        QVERIFY(play != nullptr && play->isEnabled());
        play->trigger();
        QTRY_COMPARE(play->text(), u"Stop"_s);
        play->trigger();
        QTRY_COMPARE(play->text(), u"Play"_s);
    }

    void aSavedTraceOpensAgainAndLeadsBack()
    {
        QVERIFY(openMine());
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageSwap) >= 2, kLong);
        const QString file = m_temp->filePath(u"run.jsonl"_s);
        command(*m_window, u"Save trace…"_s)->trigger();
        QVERIFY(choose(*m_window, file));
        QTRY_VERIFY(QFileInfo::exists(file));
        const Result<TraceReading> reading = loadTrace(file);
        QVERIFY(reading);

        command(*m_window, u"Open trace…"_s)->trigger();
        QVERIFY(choose(*m_window, file));
        QTRY_VERIFY(m_window->windowTitle().contains(u"run.jsonl"_s));
        QVERIFY(!session().isOpen());
        QCOMPARE(part<TimelineWidget>()->lanes().lanes().size(), 2U);
        const auto swap = std::find_if(reading->events.begin(), reading->events.end(),
                                       [](const Event &event) { return event.kind == Kind::PageSwap; });
        part<InspectorPanel>()->showEvent(swap->id);
        QVERIFY(!part<InspectorPanel>()->sheet().title.isEmpty());
        QTRY_VERIFY(!command(*m_window, u"Restart"_s)->isEnabled()); // when the run has ended
        QCOMPARE(part<TimelineWidget>()->lanes().lanes().size(), 2U);
        QVERIFY(command(*m_window, u"Save trace…"_s)->isEnabled());

        buttonOf<QPushButton>(m_window->message(), u"Run mine again"_s)->click();
        QVERIFY(test::runs(session()));
        QVERIFY(!m_window->windowTitle().contains(u"run.jsonl"_s));
        QCOMPARE(m_window->pages().shown(), (QStringList{u"A"_s, u"B"_s}));
    }

    void whatIsNoTraceIsRefusedAndTheRunGoesOn()
    {
        QVERIFY(openMine());
        QVERIFY(write(u"not.jsonl"_s, u"no trace\n"_s));
        m_window->openTrace(m_mine + u"/not.jsonl"_s);
        QTRY_VERIFY(m_window->message().text().contains(u"not.jsonl"_s));
        QVERIFY(session().isOpen());
    }

    void savesAPictureOfTheWindow()
    {
        QVERIFY(openMine());
        const QString file = m_temp->filePath(u"window.png"_s);
        command(*m_window, u"Save picture…"_s)->trigger();
        QVERIFY(choose(*m_window, file));
        QCOMPARE(QImage(file).size(), m_window->size());
    }

    void opensAFolder()
    {
        command(*m_window, u"Open folder…"_s)->trigger();
        QVERIFY(choose(*m_window, m_mine));
        QVERIFY(test::runs(session()));
        QCOMPARE(session().scenario().dir, m_mine);
    }

    void aNewScenarioIsACopyThatRuns()
    {
        command(*m_window, u"New scenario from…"_s)->trigger();
        auto *dialog = m_window->findChild<NewScenarioDialog *>();
        QVERIFY(dialog != nullptr);
        dialog->findChild<QLineEdit *>(u"folder"_s)->setText(m_temp->path());
        dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"fresh"_s);
        dialog->accept();
        QVERIFY(test::runs(session()));
        QCOMPARE(session().scenario().dir, m_temp->filePath(u"fresh"_s));
    }

    void editsOfABundledScenarioGoIntoACopy()
    {
        QVERIFY(m_window->openScenario(u"chat"_s, {}) && test::runs(session()));
        auto *editor = part<EditorPanel>();
        const QString before = editor->currentEditor()->text();
        const QString mine = u"// mine\n"_s + before;
        editor->currentEditor()->replaceAll(mine);
        command(*m_window, u"Save"_s)->trigger();
        QVERIFY(m_window->message().text().contains(u"came with Swapscope"_s));
        buttonOf<QPushButton>(m_window->message(), u"Save as my copy…"_s)->click();
        auto *dialog = m_window->findChild<NewScenarioDialog *>();
        QVERIFY(dialog != nullptr);
        dialog->findChild<QLineEdit *>(u"folder"_s)->setText(m_temp->path());
        dialog->accept();
        QVERIFY(test::runs(session()));
        QCOMPARE(session().scenario().dir, m_temp->filePath(u"my-chat"_s));
        QCOMPARE(*readText(m_temp->filePath(u"my-chat/server.js"_s)), mine);
        QCOMPARE(editor->currentEditor()->text(), mine);
        QVERIFY(!editor->isDirty());
        QCOMPARE(*readText(*findScenario(u"chat"_s) + u"/server.js"_s), before);
    }

    void helpOpensTheManualTheKeysAndWhatThisIs()
    {
        command(*m_window, u"Manual"_s)->trigger();
        const auto *manual = m_window->findChild<ManualWindow *>();
        QVERIFY(manual != nullptr && manual->isVisible());
        QVERIFY(!manual->text().isEmpty());
        command(*m_window, u"About Swapscope"_s)->trigger();
        auto *about = m_window->findChild<QDialog *>(u"AboutDialog"_s);
        QVERIFY(about != nullptr && about->isVisible());
        QCOMPARE(about->findChild<QLabel *>(u"title"_s)->text(),
                 u"Swapscope "_s + QStringLiteral(SWAPSCOPE_VERSION));
        about->close();
        command(*m_window, u"Keys"_s)->trigger();
        QVERIFY(QApplication::activeModalWidget() != nullptr);
        QApplication::activeModalWidget()->close();
    }

    void resetLayoutBringsFloatingAndClosedPanelsBack()
    {
        QVERIFY(openMine());
        auto *network = m_window->findChild<PanelDock *>(u"network"_s);
        auto *timeline = m_window->findChild<PanelDock *>(u"timeline"_s);
        const int wide = timeline->width();
        network->setFloating(true);
        timeline->close();
        QVERIFY(network->isFloating() && timeline->isHidden());
        command(*m_window, u"Reset layout"_s)->trigger();
        QVERIFY(!network->isFloating());
        QTRY_VERIFY(timeline->isVisible() && timeline->width() == wide);
    }

    void darkComesOverEverythingAtOnce()
    {
        QVERIFY(openMine());
        QTRY_VERIFY_WITH_TIMEOUT(count(*m_window, Kind::PageOpen) == 2, kLong);
        applyTheme(*qApp, Theme::darkTheme());
        const QImage picture = m_window->grab().toImage();
        // Every panel, each at a place where it has nothing to say.
        for (QWidget *panel :
             {static_cast<QWidget *>(part<LessonPanel>()), static_cast<QWidget *>(part<EditorPanel>()),
              static_cast<QWidget *>(part<TimelineWidget>()),
              static_cast<QWidget *>(m_window->pages().column(u"A"_s)->header()),
              static_cast<QWidget *>(m_window->menuBar())}) {
            const QPoint corner = panel->mapTo(m_window.get(), panel->rect().bottomRight() - QPoint(24, 3));
            QVERIFY2(picture.pixelColor(corner).lightness() < 100, panel->metaObject()->className());
        }
        applyTheme(*qApp, Theme::light());
        QVERIFY(m_window->grab().toImage().pixelColor(600, 5).lightness() > 200);
    }

private:
    Session &session() { return m_window->session(); }
    template<typename Part>
    Part *part() const
    {
        return m_window->findChild<Part *>();
    }
    bool openMine() { return m_window->openScenario(m_mine, {}) && test::runs(session()); }
    bool write(const QString &name, const QString &text)
    {
        return static_cast<bool>(saveText(m_mine + u'/' + name, text));
    }

    std::unique_ptr<QTemporaryDir> m_temp;
    QString m_mine; // a scenario of the user's own
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
