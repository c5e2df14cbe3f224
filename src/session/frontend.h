#pragma once

#include "attachoptions.h"

#include <core/clock.h>

#include <QMap>
#include <QString>

#include <optional>
#include <vector>

namespace swapscope {

// What the command line asks of the desktop part, which is a module of its own so that commands without a
// window start without loading Qt WebEngine.
struct WindowOptions
{
    QString scenario; // a bundled one's name or a folder; empty: the last one, else "chat"
    QString htmx;     // "2" or "4"; empty: the scenario's first
    QMap<QString, QString> params;
    quint64 seed = 1;
    std::optional<quint16> port;         // of the first client's link
    QList<QByteArray> allowedHosts{};    // by which it may be asked besides its own
    std::optional<AttachOptions> attach; // instead of a scenario; its port, seed and hosts are in it
    QString theme;                       // "light", "dark"; empty: the desktop's
    QString shot; // a PNG file to save a picture of the window to; then the program ends
    Nanoseconds shotAfter = 8 * kSecond;
};

struct PlayOptions
{
    QString scenario;
    QString htmx;
    QMap<QString, QString> params;
    quint64 seed = 1;
    Nanoseconds duration = 20 * kSecond; // with untilDone: at most
    bool untilDone = false;              // ends when the lesson is complete
    std::vector<int> without;            // steps, from 1, whose `do` is left out
    bool check = false;                  // a finding of the coach that is not expected fails the run
    QString traceFile;                   // empty: none is written
    QString shot;                        // empty: no picture
    QString picture;                     // of the pages alone, small, for the gallery; empty: none
    QString theme;
};

// The functions that the module exports, by these names, with C linkage. Each makes its own QApplication and
// returns the program's exit status.
using RunWindowFunction = int (*)(int argc, char **argv, const WindowOptions *options);
using RunPlayFunction = int (*)(int argc, char **argv, const PlayOptions *options);
inline constexpr char kRunWindow[] = "swapscopeRunWindow";
inline constexpr char kRunPlay[] = "swapscopeRunPlay";

// The program's exit status (design of the command line).
enum ExitStatus { kFine = 0, kFindings = 1, kWrongUse = 2, kCannotRun = 3 };

} // namespace swapscope
