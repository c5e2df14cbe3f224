#include "../heartbeats.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookSocketNoHeartbeat(const Subject &subject, Notes &notes)
{
    noteWithoutHeartbeat(subject, notes, Way::Socket);
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
