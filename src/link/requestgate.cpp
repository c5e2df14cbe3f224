#include "requestgate.h"

namespace swapscope {

RequestGate admit(LinkFaults &faults, const LinkRequest *request, bool alone, Random &random, Nanoseconds now)
{
    RequestGate admission;
    admission.counted = faults.cutBound.chooses() || faults.refusalBound.chooses();
    admission.reset = !faults.admit(request, random, now);
    if (admission.reset || !request || !alone)
        return admission;
    for (AttemptFault &fault : faults.attempts) {
        if (!fault.matches(*request) || !fault.bound.acts(random.uniform(), now))
            continue;
        admission.counted = true;
        switch (fault.what) {
        case AttemptFault::What::Answer:
            admission.answer = fault.answer;
            return admission;
        case AttemptFault::What::Flap:
            admission.dropsAfter = fault.by;
            break;
        case AttemptFault::What::Slow:
            admission.hold = fault.by;
            break;
        }
    }
    return admission;
}

} // namespace swapscope
