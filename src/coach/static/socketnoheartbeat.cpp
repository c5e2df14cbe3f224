#include "rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookSocketNoHeartbeat(const Subject &subject, Notes &notes)
{
    for (const ScriptEndpoint &endpoint : subject.script.endpoints()) {
        if (endpoint.way == Way::Socket && endpoint.certain && !endpoint.options.contains("heartbeat"_L1))
            notes.script(subject.script, endpoint.place,
                         endpoint.path.isEmpty() ? u"The socket has no heartbeat."_s
                                                 : u"The socket %1 has no heartbeat."_s.arg(endpoint.path),
                         u"Add heartbeat: \"15s\"."_s);
    }
}

} // namespace

StaticRule socketNoHeartbeat()
{
    return {
        {u"socket.no-heartbeat"_s,
         Severity::Warning,
         u"A socket without a heartbeat"_s,
         u"When a network dies without a word, neither side notices: the socket stays open and empty. A ping that is not answered tells; and proxies end sockets that are silent, usually after 60 seconds."_s,
         {u"2"_s, u"4"_s}},
        lookSocketNoHeartbeat};
}

} // namespace swapscope
