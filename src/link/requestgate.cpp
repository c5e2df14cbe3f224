#include "requestgate.h"

namespace swapscope {

RequestGate admit(LinkFaults &faults, const LinkRequest *request, bool alone, Random &random, Nanoseconds now)
{
    RequestGate admission;
    admission.counted = faults.countsRequests();
    const RequestTraits traits{request && request->isLive()};
    admission.reset = !faults.admit(request ? &traits : nullptr, random, now);
    if (admission.reset || !request || !alone)
        return admission;
    for (const RequestAct &act : faults.actsOn(traits, random, now)) {
        admission.counted = true;
        if (const auto *answer = std::get_if<AnswerRequest>(&act))
            admission.answer = *answer;
        else if (const auto *drop = std::get_if<DropAfterOpening>(&act))
            admission.dropsAfter = drop->time;
        else if (const auto *delay = std::get_if<DelayRequest>(&act))
            admission.hold = delay->time;
    }
    return admission;
}

} // namespace swapscope
