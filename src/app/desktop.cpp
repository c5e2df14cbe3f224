#include "desktop.h"

#include "gallery/gallerypicture.h"
#include "pages/pagespanel.h"
#include "play/playrun.h"
#include "widgets/picturefile.h"
#include "widgets/theme.h"
#include "window/appearance.h"
#include "window/mainwindow.h"

#include <core/outputfile.h>
#include <page/graphics.h>
#include <page/pageview.h>
#include <scenario/scenario.h>
#include <session/signals.h>
#include <session/stalltexts.h>
#include <trace/file/tracefile.h>

#include <QApplication>
#include <QDockWidget>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QSettings>

#include <algorithm>
#include <array>
#include <cstdio>
#include <unistd.h>

namespace swapscope {

namespace {

constexpr QSize kPictureSize(1680, 1050);

void complain(const QString &sentence)
{
    std::fprintf(stderr, "swapscope: %s\n", qPrintable(sentence));
}

void complain(const std::vector<Error> &errors)
{
    for (const Error &error : errors)
        complain(error.toString());
}

// Chromium refuses to start as root with its sandbox, and the program does not turn that off by itself.
bool sandboxAllows()
{
    if (geteuid() != 0 || qEnvironmentVariableIntValue("QTWEBENGINE_DISABLE_SANDBOX") == 1 ||
        qgetenv("QTWEBENGINE_CHROMIUM_FLAGS").contains("--no-sandbox"))
        return true;
    complain(QStringLiteral(
        "pages cannot be opened as root, because Chromium's sandbox does not start for root. Run Swapscope "
        "as an "
        "ordinary user, or, where nothing untrusted is opened, set QTWEBENGINE_DISABLE_SANDBOX=1."));
    return false;
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

// "light", "dark", or what the desktop wants.
Theme themeFor(const QString &name, const Appearance &desktop)
{
    if (name == QLatin1StringView("light"))
        return Theme::light();
    if (name == QLatin1StringView("dark"))
        return Theme::darkTheme();
    return desktop.dark() ? Theme::darkTheme() : Theme::light();
}

// Without a display these are no news: there is no window manager to give sizes to, and no graphics card for
// the browser, whose pages are painted without one (chooseGraphics()).
void quietOffscreen()
{
    static constexpr std::array kKnown = {QLatin1StringView("This plugin does not support"),
                                          QLatin1StringView("No suitable graphics backend found")};
    static QtMessageHandler before = nullptr;
    before =
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &text) {
            const bool known = std::any_of(kKnown.begin(), kKnown.end(),
                                           [&](QLatin1StringView begin) { return text.startsWith(begin); });
            if (!known && before != nullptr)
                before(type, context, text);
        });
}

void nameApplication()
{
    // The browser's account of its graphics, where it has no card.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.webenginecontext*=false"));
    QCoreApplication::setApplicationName(QStringLiteral("swapscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SWAPSCOPE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("swapscope"));
    QGuiApplication::setApplicationDisplayName(QString());
}

bool savePicture(QWidget &window, const QString &path)
{
    if (window.grab().save(path))
        return true;
    complain(QStringLiteral("the picture cannot be written to %1").arg(path));
    return false;
}

// False, with a sentence, if what a run is to leave behind cannot be written there. Empty names: nothing is.
bool canWrite(const QStringList &pictures, const QString &traceFile = {})
{
    std::vector<Error> errors;
    const auto collect = [&errors](const QString &path, Result<void> (*check)(const QString &)) {
        if (path.isEmpty())
            return;
        if (const Result<void> checked = check(path); !checked)
            errors.push_back(checked.error());
    };
    for (const QString &picture : pictures)
        collect(picture, checkPictureFile);
    collect(traceFile, checkWritable);
    complain(errors);
    return errors.empty();
}

// A program that leaves a server behind ends with this status, and says so.
void countLeftBehind(const Session &session, QObject *context, int &status)
{
    QObject::connect(&session, &Session::leftBehind, context, [&status](const Error &error) {
        complain(error.toString());
        status = kCannotRun;
    });
}

SessionOptions sessionOptions(const QString &htmx, const QMap<QString, QString> &params, quint64 seed)
{
    SessionOptions options;
    options.htmx = htmx;
    options.params = params;
    options.seed = seed;
    return options;
}

} // namespace

int runWindow(int argc, char **argv, const WindowOptions &options)
{
    const bool picture = !options.shot.isEmpty();
    if (!sandboxAllows() || !canWrite({options.shot}))
        return kCannotRun;
    if (!hasDisplay()) {
        if (!picture) {
            // A word that is neither a command nor a scenario is the nearer reason.
            const QCoreApplication app(argc, argv);
            if (const Result<QString> found = findScenario(options.scenario);
                !options.scenario.isEmpty() && !found)
                complain(found.error().toString());
            complain(QStringLiteral(
                "there is no display for a window. `swapscope play SCENARIO` runs without one, and "
                "`--shot FILE.png` saves a picture of the window."));
            return kCannotRun;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    if (qgetenv("QT_QPA_PLATFORM") == "offscreen")
        quietOffscreen();
    preparePages();
    nameApplication();
    QApplication app(argc, argv);
    Appearance desktop;
    // A picture is of the window as it is at first; it neither reads nor changes what is remembered.
    auto settings = picture
                        ? nullptr
                        : std::make_unique<QSettings>(QStringLiteral("swapscope"), QStringLiteral("window"));
    QString theme = !options.theme.isEmpty() || !settings
                        ? options.theme
                        : settings->value(QStringLiteral("window/theme")).toString();
    applyTheme(app, themeFor(theme, desktop));
    preferDarkPages(Theme::current().dark);
    chooseGraphics();
    MainWindow window(std::move(settings));
    QObject::connect(&desktop, &Appearance::changed, &window,
                     [&] { applyTheme(app, themeFor(theme, desktop)); });
    QObject::connect(&window, &MainWindow::themeChosen, &window, [&](const QString &chosen) {
        theme = chosen;
        applyTheme(app, themeFor(theme, desktop));
    });
    if (picture)
        window.resize(kPictureSize);
    window.show();

    SessionOptions session = sessionOptions(options.htmx, options.params, options.seed);
    session.allowedHosts = options.allowedHosts;
    if (options.port) {
        session.port = *options.port;
        session.portIsPreferred = false;
    } else {
        session.port = 8137;
    }
    int status = kFine;
    countLeftBehind(window.session(), &window, status);
    const auto shootAfter = [&](Nanoseconds time) {
        QTimer::singleShot(std::chrono::milliseconds(time / kMillisecond), Qt::PreciseTimer, &window, [&] {
            if (!savePicture(window, options.shot))
                status = kCannotRun;
            window.close();
        });
    };
    if (picture) {
        Session &run = window.session();
        QObject::connect(
            &run, &Session::opened, &window,
            [&] {
                if (!run.scenario().manifest.network.empty())
                    run.playSchedule();
                shootAfter(options.shotAfter);
            },
            Qt::SingleShotConnection);
        QObject::connect(
            &window, &MainWindow::cannotRun, &window,
            [&] {
                status = kCannotRun;
                shootAfter(kSecond);
            },
            Qt::SingleShotConnection);
    }
    if (options.attach) {
        AttachOptions attach = *options.attach;
        if (attach.port == 0 && attach.portIsPreferred)
            attach.port = session.port;
        window.attach(attach);
    } else {
        window.openScenario(options.scenario, session);
    }
    const int code = QApplication::exec();
    return code != 0 ? code : status;
}

int runPlay(int argc, char **argv, const PlayOptions &options)
{
    if (!sandboxAllows() || !canWrite({options.shot, options.picture}, options.traceFile))
        return kCannotRun;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    quietOffscreen();
    preparePages();
    nameApplication();
    QApplication app(argc, argv);
    TerminationSignals signals; // holdTermination() has kept those that came until now
    Appearance desktop;
    applyTheme(app, themeFor(options.theme, desktop));
    preferDarkPages(Theme::current().dark);
    chooseGraphics();

    const ScenarioLoading loading = openScenario(options.scenario);
    if (!loading.ok()) {
        complain(loading.errors);
        return kCannotRun;
    }
    for (auto param = options.params.cbegin(); param != options.params.cend(); ++param) {
        if (const Result<void> fine = checkParam(loading.scenario.manifest, param.key(), param.value());
            !fine) {
            complain(fine.error().toString());
            return kWrongUse;
        }
    }
    if (!options.htmx.isEmpty() && !loading.scenario.manifest.htmx.contains(options.htmx)) {
        complain(
            QStringLiteral("%1 runs under htmx %2 only")
                .arg(loading.scenario.name, loading.scenario.manifest.htmx.join(QStringLiteral(" and "))));
        return kWrongUse;
    }

    MainWindow window(nullptr);
    window.resize(kPictureSize);
    window.show();
    // Nobody sees it: the pages are drawn, because that is a part of what they do, and the panels when their
    // picture is asked for.
    if (options.shot.isEmpty()) {
        for (QDockWidget *panel : window.findChildren<QDockWidget *>())
            panel->setUpdatesEnabled(false);
    }
    Session &session = window.session();
    const auto giveUp = [&] {
        complain(loading.scenario.name + QStringLiteral(" cannot be played"));
        QCoreApplication::exit(kCannotRun);
    };
    int status = kFine;
    bool begun = false;
    PlayRun run(session, window.pages());
    QObject::connect(&run, &PlayRun::finished, &window, [&] {
        const QJsonObject report = playReport(session, run.outcome());
        if (playFailed(report, options.check) || (options.untilDone && !run.isComplete()))
            status = kFindings;
        if (!options.shot.isEmpty() && !savePicture(window, options.shot))
            status = kCannotRun;
        if (!options.picture.isEmpty() && !saveGalleryPicture(window.pages(), options.picture)) {
            complain(QStringLiteral("the picture cannot be written to %1").arg(options.picture));
            status = kCannotRun;
        }
        if (!options.traceFile.isEmpty()) {
            if (const Result<void> saved = saveTrace(options.traceFile, session.trace()); !saved) {
                complain(saved.error().toString());
                status = kCannotRun;
            }
            if (session.trace().problem())
                status = kCannotRun; // it was told: the file ends where the trace could take no more
        }
        std::printf("%s\n", QJsonDocument(report).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
        if (begun)
            window.close();
        else
            QCoreApplication::exit(status);
    });
    QObject::connect(&session, &Session::commandFailed, &window,
                     [](const Error &error) { complain(error.toString()); });
    QObject::connect(&run, &PlayRun::waits, &window, [](const PlayWait &wait) { complain(wait.words()); });
    QObject::connect(&signals, &TerminationSignals::terminated, &run, &PlayRun::interrupt);
    QObject::connect(&session, &Session::opened, &window, [&] {
        // An error of the script that serves is one of the run.
        if (const std::optional<Error> error = session.scriptError();
            error && !session.erringScriptServes()) {
            complain(error->toString());
            QCoreApplication::exit(kCannotRun);
        } else {
            begun = true;
            run.start({options.duration, options.untilDone, options.without});
        }
    });
    QObject::connect(&session, &Session::scriptStalled, &window, [&](const ScriptStall &stall) {
        complain(stalledText(stall).toString());
        // A top level that never returns: the run's time counts all the same.
        QTimer::singleShot(std::chrono::milliseconds(options.duration / kMillisecond), &window, [&] {
            if (!begun)
                giveUp();
        });
    });
    QObject::connect(&session, &Session::scriptResumed, &window,
                     [](const ScriptStall &stall) { complain(resumedText(stall).toString()); });
    countLeftBehind(session, &window, status);
    // Queued: before the loop runs it could not be ended.
    QObject::connect(&window, &MainWindow::cannotRun, &window, giveUp, Qt::QueuedConnection);
    window.openScenario(loading.scenario.dir, sessionOptions(options.htmx, options.params, options.seed));
    const int code = QApplication::exec();
    return code != 0 ? code : status;
}

} // namespace swapscope
