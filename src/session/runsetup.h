#pragma once

#include "attachoptions.h"
#include "sessionoptions.h"

#include <core/result.h>
#include <scenario/scenario.h>

#include <QMap>
#include <QString>

#include <optional>

namespace swapscope {

// What a run is of: the scenario, or the server of the user's own, and how it is run. Always of one run as a
// whole. Pure.
struct RunSetup
{
    Scenario scenario; // without files, for a server of the user's own (scenarioOf())
    SessionOptions options;
    std::optional<AttachOptions> attach; // instead of a scenario
    QString htmx;                        // "2" or "4"; empty for a server of the user's own
    QMap<QString, QString> params;       // every one of the manifest, with its value

    bool attached() const { return attach.has_value(); }
};

// Refused with a sentence: a version of htmx, or a parameter or its value, that the manifest does not name.
Result<RunSetup> setupOf(const Scenario &scenario, const SessionOptions &options);
// Refused with a sentence: a number of clients that there cannot be.
Result<RunSetup> setupOf(const AttachOptions &options);
// Another run of the same, with the parameters as they are now: the scenario is read again from its folder,
// and what it no longer names is left out. The first thing that is wrong with the folder is the error.
Result<RunSetup> setupAgain(const RunSetup &setup, const QString &htmx);

// Whether `next` is to keep the addresses of `before`: the same scenario, or upstream, at the same port.
bool keepsAddresses(const RunSetup &before, const RunSetup &next);

} // namespace swapscope
