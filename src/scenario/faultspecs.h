#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace swapscope {

// The faults that a manifest's [[network]] can name, and what each takes. What they do is the link's; this is
// only how they are written.

enum class FaultArgType {
    Duration, // "250ms"; a QVariant of qint64 nanoseconds
    Integer,  // within [low, high]; a QVariant of qint64
    Number,   // within [low, high], whole or not; a QVariant of double
    Text,     // at most `high` bytes of UTF-8; a QVariant of QString
};

struct FaultArg
{
    QString name;
    FaultArgType type = FaultArgType::Duration;
    bool required = false;
    qint64 low = 0;  // Integer and Number
    qint64 high = 0; // Integer, Number and Text
};

struct FaultSpec
{
    QString name;
    QString summary;       // what it does, for lists and messages
    bool takesFor = false; // whether `for` may be given
    std::vector<FaultArg> args;

    const FaultArg *arg(QStringView argName) const; // null: it takes none of this name
};

// Every fault, in the order in which lists show them. A new one is one entry in faultspecs.cpp.
const std::vector<FaultSpec> &faultSpecs();

// The fault of this name, or null.
const FaultSpec *findFaultSpec(QStringView name);

// The networks that a step can name, as the link's presets have them.
const QStringList &presetNames();

} // namespace swapscope
