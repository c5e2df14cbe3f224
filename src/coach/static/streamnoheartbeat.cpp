#include "rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookStreamNoHeartbeat(const Subject &subject, Notes &notes)
{
    for (const ScriptEndpoint &endpoint : subject.script.endpoints()) {
        if (endpoint.way == Way::Stream && endpoint.certain && !endpoint.options.contains("heartbeat"_L1))
            notes.script(subject.script, endpoint.place,
                         endpoint.path.isEmpty() ? u"The stream has no heartbeat."_s
                                                 : u"The stream %1 has no heartbeat."_s.arg(endpoint.path),
                         u"Add heartbeat: \"15s\"."_s);
    }
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
