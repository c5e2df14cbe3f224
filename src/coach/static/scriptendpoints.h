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
    QString channel;      // the variable of its channel; empty: none, or not known
};

// The endpoints that a script declares, and which way to the page that makes of what it sends. A plain value;
// built in any thread.
class ScriptEndpoints
{
public:
    // A `snapshot` among the options of an endpoint.
    struct Snapshot
    {
        CodeRange option; // its name first
        Way way;
    };

    // `script` is what `code` was made of; neither is kept.
    ScriptEndpoints(const QString &script, const ScriptCode &code);

    const std::vector<ScriptEndpoint> &all() const { return m_all; }
    const std::vector<Snapshot> &snapshots() const { return m_snapshots; }

    // The one way of all endpoints.
    Way onlyWay() const;
    // Of what is published on the channel with this variable.
    Way wayOfChannel(QStringView variable) const;
    // Of what is sent to a client at this token.
    Way wayOfSend(int token) const;

private:
    struct Declaration
    {
        CodeRange call;
        Way way;
    };

    void readOptions(const QString &script, const ScriptCode &code, CodeRange range,
                     ScriptEndpoint *endpoint);

    std::vector<ScriptEndpoint> m_all;
    std::vector<Declaration> m_declarations;
    std::vector<Snapshot> m_snapshots;
};

} // namespace swapscope
