#include "../heartbeats.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookStreamNoHeartbeat(const Subject &subject, Notes &notes)
{
    noteWithoutHeartbeat(subject, notes, Way::Stream);
}

} // namespace

StaticRule streamNoHeartbeat()
{
    return {
        {u"stream.no-heartbeat"_s,
         Severity::Warning,
         u"A stream without a heartbeat"_s,
         u"A stream that says nothing for a while is ended by the first proxy that finds it idle, usually after 60 seconds. A comment line now and then keeps it, and tells the server when the page has gone."_s,
         {u"2"_s, u"4"_s}},
        lookStreamNoHeartbeat};
}

} // namespace swapscope
