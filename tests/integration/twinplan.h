#pragma once

#include <core/clock.h>
#include <core/random.h>

#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <vector>

namespace swapscope::test {

// One thing that befalls a page, or (without a client) the server.
struct Mishap
{
    enum class What {
        Fault,      // name, args: as files and scripts give them, durations in nanoseconds
        Preset,     // name
        Hold,       // the link holds messages from here on
        Step,       // of what is held: the first goes on,
        Release,    // any goes on,
        Discard,    // is left out,
        Twice,      // is there twice,
        Move,       // or has another place
        LetGo,      // all goes on, and the link holds no more
        Reload,     // of the page
        Hide,       // of the page's tab
        Show,       //
        Deploy,     // of the server
        LoadScript, // again, whose numbering then begins anew
    };

    Nanoseconds at = 0; // since the start of the schedule
    QString client;
    What what = What::Fault;
    QString name;
    QVariantMap args;

    QString text() const;
};

// The names of all kinds of mishaps: those that befall clients are mostly a fault's; "deploy" and "script"
// befall the server.
const QStringList &clientMishaps();
const QStringList &serverMishaps();

// What befalls the clients in a while, by chance: the same seed gives the same list, in order of time. Only
// mishaps of these kinds. The first client is cut off at first, so that someone misses something for certain;
// the second begins with `first`.
std::vector<Mishap> planMishaps(Random random, const QStringList &clients, Nanoseconds length,
                                const QStringList &kinds, const QString &first);

} // namespace swapscope::test
