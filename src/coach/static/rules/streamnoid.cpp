#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookStreamNoId(const Subject &subject, Notes &notes)
{
    // All that this stream says goes through send(), and none of it with an id.
    const SendUse &sends = subject.script.sends();
    if (sends.calls == 0 || sends.mayHaveId > 0)
        return;
    for (const ScriptEndpoint &endpoint : subject.script.endpoints()) {
        if (endpoint.way == Way::Stream && endpoint.certain && !endpoint.options.contains("channel"_L1))
            notes.script(subject.script, endpoint.place,
                         endpoint.path.isEmpty()
                             ? u"The stream's events have no ids."_s
                             : u"The events of the stream %1 have no ids."_s.arg(endpoint.path),
                         u"Publish on a channel, which numbers them, or write send(fragment, { id })."_s);
    }
}

} // namespace

StaticRule streamNoId()
{
    return {
        {u"stream.no-id"_s,
         Severity::Warning,
         u"A stream without ids"_s,
         u"Whoever reconnects to a stream says in Last-Event-ID what it had. Without ids it says nothing: what was missed is lost, or everything comes twice."_s,
         {u"2"_s, u"4"_s}},
        lookStreamNoId};
}

} // namespace swapscope
