#pragma once

#include "linkfaults.h"

#include <core/result.h>
#include <wire/websocket.h>

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace swapscope {

// What applying a fault asks of the connections that are open.
struct FaultEffect
{
    bool resetAll = false;                   // every connection is reset, what is inside the link is lost
    std::optional<wire::CloseInfo> closeAll; // every WebSocket gets this, every stream ends
    double probability = 1;                  // of each connection's being one of them

    friend bool operator==(const FaultEffect &a, const FaultEffect &b)
    {
        return a.resetAll == b.resetAll && a.probability == b.probability &&
               a.closeAll.has_value() == b.closeAll.has_value() &&
               (!a.closeAll ||
                (a.closeAll->code == b.closeAll->code && a.closeAll->reason == b.closeAll->reason));
    }
};

// A fault as a command: its name, the arguments it knows, and what it does to a link's settings. Pure: time
// is given.
struct Fault
{
    QString name;
    QStringList arguments;
    Result<FaultEffect> (*apply)(LinkFaults &faults, const QVariantMap &args, Nanoseconds now);
    bool canWait = false; // takes "after" and "after_messages", which applyFault() reads (later.h)
};

// Every fault there is; a new one is a file of its own and a line in registry.cpp.
const std::vector<Fault> &allFaults();
// Applies the fault of this name; an error lists the names, or the arguments, that there are.
Result<FaultEffect> applyFault(LinkFaults &faults, const QString &name, const QVariantMap &args,
                               Nanoseconds now);

// Reads an argument. Durations are whole nanoseconds, from 0 to a day.
Result<std::optional<Nanoseconds>> durationArgument(const QVariantMap &args, const QString &name);
// The arguments of a fault as scenario.toml has them: durations as text ("5s"), numbers and texts as they
// are.
QJsonObject writtenArguments(const QVariantMap &args);

// One for each file of this folder.
Fault latencyFault();
Fault cutFault();
Fault freezeFault();
Fault thawFault();
Fault refuseFault();
Fault closeFault();
Fault httpFault();
Fault flapFault();
Fault handshakeFault();
Fault bandwidthFault();
Fault sliceFault();
Fault halfOpenFault();
Fault idleFault();
Fault limitFault();
Fault truncateFault();
Fault loseFault();
Fault duplicateFault();
Fault reorderFault();
Fault corruptFault();
Fault delayFault();
Fault mendFault();
Fault clearFault();

} // namespace swapscope
