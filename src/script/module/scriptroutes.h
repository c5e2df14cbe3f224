#pragma once

#include "../scriptrun.h"
#include "scriptanswers.h"

#include <core/result.h>
#include <server/channel/peer.h>
#include <server/routes.h>

#include <QHash>
#include <QObject>

#include <vector>

namespace swapscope {

// What a script declares with ws(), sse() and get() … del(): routes of the mock server whose handlers are
// functions of the script, and the clients that these are given. Declarations are what js/ has checked. A
// handler of a route that the server keeps for longer than this lives does nothing. For the engine's thread.
class ScriptRoutes : public QObject
{
    Q_OBJECT

public:
    // The run must outlive this. `call` calls a function of the script.
    ScriptRoutes(ScriptRun &run, ScriptCall call);

    void addChannel(const QString &name, int history);
    // The error says which call it is about.
    Result<void> addSocket(const js::Value &spec);
    Result<void> addStream(const js::Value &spec);
    Result<void> addHttp(const js::Value &spec);

    // All that there are so far, for the server.
    const Routes &routes() const { return m_routes; }

    ScriptAnswers &answers() { return m_answers; }

    // The open connection with this number that a handler was given; otherwise one whose calls do nothing.
    Peer client(ConnectionId id) const;

private:
    struct Client
    {
        Peer peer;
        js::Value object;
    };

    // The function under `name` of a declaration's options; its place in m_handlers, -1 when there is none.
    int handlerIn(const js::Value &spec, const QString &callee, const QString &name);
    js::Outcome callHandler(int handler, std::span<const js::Argument> arguments);
    QByteArray snapshot(int handler, const Peer &peer);
    // What socket and stream have in common.
    template<typename Route>
    void readConnecting(const js::Value &spec, const QString &callee, Route *route);
    // Calls the handler, where there is one, with the client and what else it is told; then forgets the
    // client.
    void closed(int handler, const Peer &peer, const std::vector<js::Argument> &told);
    js::Value clientOf(const Peer &peer);

    ScriptRun &m_run;
    ScriptCall m_call;
    std::vector<ScriptHandler> m_handlers;
    QHash<ConnectionId, Client> m_clients;
    Routes m_routes;
    ScriptAnswers m_answers;
};

} // namespace swapscope
