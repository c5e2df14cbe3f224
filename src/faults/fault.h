#pragma once

#include "acts.h"
#include "arguments.h"

#include <core/event.h>

#include <core/result.h>

#include <functional>

namespace swapscope {

// One kind of fault: what can be given to it, what it does, and how it is told of. Everything that shows,
// reads or carries out faults goes by this declaration; nothing outside names a fault to know what it is.
struct Fault
{
    // Which one it takes the place of when it is applied again.
    enum class Replaces {
        SameName,      // the one of its name
        SameDirection, // each direction has one of its own
        SameMessages   // the one of its name for the same direction, kind and event
    };

    QString name;    // as files and scripts write it: a lower-case word
    QString summary; // what it does in a few words without a full stop: "resets every connection"
    QString manual;  // the same for the manual's table: a sentence in Markdown without a full stop
    std::vector<FaultArgument> arguments; // in the order of errors and lists; "for" is not among them
    bool lasts = true;                    // takes "for"; else it is done as soon as it has begun
    bool waits =
        false; // "after" and "after_messages" put off the whole of it, what it does to connections too
    bool mended = false; // "mend" ends it: it keeps connections away
    Replaces replaces = Replaces::SameName;
    // The kinds of event that tell of its beginning and of its end, where it has such.
    std::optional<Kind> begins;
    std::optional<Kind> ends;

    // What it does with these arguments, which have been checked one by one. An error says what does not go
    // together. Null: nothing.
    std::function<Result<FaultActs>(const FaultArguments &)> acts;
    // What is in force, as a short phrase: "64 kbit/s", "delays%1 by 2 s", where %1 stands for how often and
    // on which, else that comes last. Null: its name.
    std::function<QString(const FaultArguments &)> inForce;
    // The command in a few words: "close 1012 “deploy”". It takes out the arguments that it has named; what
    // is left is listed behind it. Null: its name.
    std::function<QString(FaultArguments &)> phrase;

    // The command for no time, where that does something: "reset". Nothing: it only ends what was in force.
    std::optional<QString> onceWords;

    // The argument of this name, "for" too where it takes that; null: it takes none such.
    const FaultArgument *argument(QStringView argumentName) const;
    // All of them in the order of a form: its own, on which, how often and when; "for" last.
    std::vector<FaultArgument> formArguments() const;
    // Their names in the order of errors, "for" last.
    QStringList argumentNames() const;
};

} // namespace swapscope
