#include "commands.h"
#include "desktopmodule.h"

#include <net/eventloop.h>
#include <session/signals.h>

#include <QCoreApplication>
#include <QIODevice>

#include <cstdio>

using namespace swapscope;

namespace {

QStringList wordsOf(int argc, char **argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    return words;
}

int runDesktop(int argc, char **argv, const Command &command, QTextStream &err)
{
    // A play tells what it came to, whenever it is ended; to load the desktop takes a while already.
    if (std::holds_alternative<PlayOptions>(command))
        holdTermination();
    const Result<DesktopModule> desktop = loadDesktopModule();
    if (!desktop) {
        err << "swapscope: " << desktop.error().toString() << Qt::endl;
        return kCannotRun;
    }
    // QCoreApplication removes Qt's own options from the arguments; those of the program have been read.
    int applicationArgc = argc > 0 ? 1 : 0;
    if (const auto *play = std::get_if<PlayOptions>(&command))
        return desktop->runPlay(applicationArgc, argv, play);
    return desktop->runWindow(applicationArgc, argv, &std::get<WindowOptions>(command));
}

// Not fine when what was to be read could not be written, as on a full disk.
int finish(int status, QTextStream &out, QTextStream &err)
{
    out.flush();
    if (out.status() == QTextStream::Ok)
        return status;
    err << "swapscope: the standard output cannot be written: " << out.device()->errorString() << Qt::endl;
    return kCannotRun;
}

} // namespace

int main(int argc, char **argv)
{
    raiseDescriptorLimit();
    QTextStream out(stdout);
    QTextStream err(stderr);
    const Command command = parseCommand(wordsOf(argc, argv));
    if (const auto *print = std::get_if<PrintOut>(&command)) {
        (print->status == kFine ? out : err) << print->text << Qt::flush;
        return finish(print->status, out, err);
    }
    if (std::holds_alternative<PlayOptions>(command) || std::holds_alternative<WindowOptions>(command))
        return runDesktop(argc, argv, command, err);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Swapscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SWAPSCOPE_VERSION));
    if (const auto *serve = std::get_if<ServeOptions>(&command))
        return runServe(*serve, out, err);
    if (const auto *attach = std::get_if<AttachCommand>(&command))
        return runAttach(*attach, out, err);
    return finish(runCheck(std::get<CheckOptions>(command), out, err), out, err);
}
