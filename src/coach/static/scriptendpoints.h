#pragma once

#include "../textplace.h"
#include "scriptcode.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace swapscope {

// The way that a fragment takes to the page.
enum class Way {
    Socket,
    Stream,
    Unknown, // both, or it cannot be told
};

// A ws(…) or sse(…) of the script.
struct ScriptEndpoint
{
    Way way = Way::Socket;
    QString path; // empty: it is not known
    TextPlace place;
    QStringList options;  // the names of its options, as far as they can be seen
    bool certain = false; // all of its options can be seen
    QString channel;      // what tells its channel from others, see channelOf(); empty: none, or not known
};

// The endpoints that a script declares, and which way to the page that makes of what it sends. A plain value;
// built in any thread.
class ScriptEndpoints
{
public:
    // A `snapshot` among the options of an endpoint.
    struct Snapshot
    {
        int value; // a node
        Way way;
    };

    // `code` is not kept.
    explicit ScriptEndpoints(const ScriptCode &code);

    const std::vector<ScriptEndpoint> &all() const { return m_all; }
    const std::vector<Snapshot> &snapshots() const { return m_snapshots; }

    // What tells the channel that an expression is from others: its name, or the variable that holds it;
    // empty: it cannot be told.
    static QString channelOf(const ScriptCode &code, int expression);
    // The one way of all endpoints.
    Way onlyWay() const;
    // Of what is published on a channel.
    Way wayOfChannel(const QString &channel) const;
    // Of what is sent to a client at this node: that of the endpoint whose handler it is in.
    Way wayOfSend(const ScriptCode &code, int node) const;

private:
    struct Declaration
    {
        int node; // a call, or a function that is an option of one
        Way way;
    };

    void readOptions(const ScriptCode &code, int options, ScriptEndpoint *endpoint);

    std::vector<ScriptEndpoint> m_all;
    std::vector<Declaration> m_declarations;
    std::vector<Snapshot> m_snapshots;
};

} // namespace swapscope
