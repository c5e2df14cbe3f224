#pragma once

#include "../attachoptions.h"
#include "../sessionoptions.h"

#include <client/crowd.h>
#include <core/result.h>

#include <QMap>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <optional>
#include <vector>

namespace swapscope {

struct Manifest;
struct Scenario;

// What an engine is to run. The functions work it out of what a session was opened with; but for a look at
// where pages and htmx are they are pure.
struct EnginePlan
{
    QString pageFile;
    QString staticDir;
    QString htmxDir;
    QString htmx;
    QString title;
    QString scriptFile;
    QVariantMap params;
    quint64 seed = 1;
    QStringList clients;              // a link for each
    std::vector<CrowdPlan> crowds;    // the same, on any port
    bool links = true;                // false: the server alone
    quint16 port = 0;                 // of the first link; without links, of the server
    std::vector<quint16> wantedPorts; // instead of counting up from `port`: the addresses of the run before
    bool portIsPreferred = true;
    QList<QByteArray> allowedHosts; // of the server, besides its own and the links'
    // A server of the user's own: links alone, no mock server and no script; pages, params and script are of
    // no concern.
    std::optional<AttachOptions> attach;
};

// For a scenario, under a version of htmx that it names and with these parameters.
EnginePlan planOf(const Scenario &scenario, const SessionOptions &options, const QString &htmx,
                  const QMap<QString, QString> &params);
EnginePlan planOf(const AttachOptions &options);

// The version of htmx that is asked for, else the first that the manifest names.
QString htmxOf(const Manifest &manifest, const SessionOptions &options);
// Whether the manifest names this version, and these parameters with these values; an error says what it
// does name.
Result<void> checkRun(const Manifest &manifest, const QString &htmx, const QMap<QString, QString> &params);
// Options for another run of a scenario whose manifest may have changed since: a version or a parameter's
// value that it no longer names is left out.
SessionOptions optionsAgain(const SessionOptions &options, const Manifest &manifest, const QString &htmx,
                            const QMap<QString, QString> &params);
// As a script gets them.
QVariantMap scriptParams(const QMap<QString, QString> &params);

// What a session in front of a server of the user's own says of itself: a scenario without files, by the
// upstream's name and with the clients "A", "B", …
Scenario scenarioOf(const AttachOptions &options);
SessionOptions sessionOptionsOf(const AttachOptions &options);

} // namespace swapscope
