#pragma once

#include <core/result.h>
#include <session/frontend.h>

#include <QStringList>

#include <variant>

namespace swapscope {

struct ServeOptions
{
    QString scenario;
    QString htmx;
    QMap<QString, QString> params;
    quint64 seed = 1;
    quint16 port = 8137;              // 0: any free one
    QList<QByteArray> allowedHosts{}; // by which it may be asked besides its own

    friend bool operator==(const ServeOptions &, const ServeOptions &) = default;
};

enum class CheckFormat { Text, Json, Github };

struct CheckOptions
{
    QString scenario; // or a page: a file
    QString htmx;     // empty: every version of the scenario
    CheckFormat format = CheckFormat::Text;

    friend bool operator==(const CheckOptions &, const CheckOptions &) = default;
};

// `swapscope attach --headless`. Without --headless it is WindowOptions.
struct AttachCommand
{
    AttachOptions options;
    QString traceFile; // empty: none is written

    friend bool operator==(const AttachCommand &, const AttachCommand &) = default;
};

// A text to print before the program ends with `status`: on standard output if that is kFine, else on
// standard error.
struct PrintOut
{
    QString text;
    ExitStatus status = kFine;

    friend bool operator==(const PrintOut &, const PrintOut &) = default;
};

using Command = std::variant<WindowOptions, PlayOptions, ServeOptions, CheckOptions, AttachCommand, PrintOut>;

// Reads the command line, without the name of the program. Wrong use gives a PrintOut with kWrongUse that
// says what is wrong and how to get help. Pure: does not look at files.
Command parseCommand(const QStringList &words);

} // namespace swapscope
