#include "heartbeats.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

void noteWithoutHeartbeat(const Subject &subject, Notes &notes, Way way)
{
    const QString what = way == Way::Socket ? u"socket"_s : u"stream"_s;
    for (const ScriptEndpoint &endpoint : subject.script.endpoints()) {
        if (endpoint.way == way && endpoint.certain && !endpoint.options.contains("heartbeat"_L1))
            notes.script(subject.script, endpoint.place,
                         endpoint.path.isEmpty() ? u"The %1 has no heartbeat."_s.arg(what)
                                                 : u"The %1 %2 has no heartbeat."_s.arg(what, endpoint.path),
                         u"Add heartbeat: \"15s\"."_s);
    }
}

} // namespace swapscope
