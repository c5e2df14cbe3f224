#pragma once

#include "arguments.h"
#include "ends.h"

namespace swapscope {

// What somebody wants of a network: a fault by its name with its arguments, or a preset. The panel, the
// schedule, the script and a lesson's step make one, and it goes unchanged to the link that carries it out.
struct FaultCommand
{
    QString client;      // whose link: a name, or "*" for all; empty where it is clear from where it stands
    QString fault;       // of the catalogue; or kPreset
    FaultArguments args; // without "for", which is `ends`
    Ends ends = Ends::byHand();

    inline static const QString kPreset = QStringLiteral("preset");
    inline static const QString kEveryone = QStringLiteral("*");

    // Plays a network of presets.h in place of all that is in force.
    static FaultCommand preset(const QString &name, const QString &client = {});
    bool isPreset() const { return fault == kPreset; }
    QString presetName() const { return args.text(QStringLiteral("name")).value_or(QString()); }

    // The same, to another link.
    FaultCommand to(const QString &whom) const;

    friend bool operator==(const FaultCommand &, const FaultCommand &) = default;
};

// What ends a fault of this name, wherever it acts.
FaultCommand endOf(const QString &fault);
// The fault that a command puts in force or ends.
QString subjectOf(const FaultCommand &command);

} // namespace swapscope
