#include "requestgate.h"

#include "gateanswers.h"

namespace swapscope {

RequestGate::Acts RequestGate::ask(LinkFaults &faults, const LinkRequest *request, bool alone, Random &random,
                                   Nanoseconds now)
{
    Acts acts;
    acts.counted = faults.countsRequests();
    const RequestTraits traits{request && request->isLive()};
    acts.reset = !faults.admit(request ? &traits : nullptr, random, now);
    if (acts.reset || !request || !alone)
        return acts;
    for (const RequestAct &act : faults.actsOn(traits, random, now)) {
        acts.counted = true;
        if (const auto *answer = std::get_if<AnswerRequest>(&act))
            acts.answer = *answer;
        else if (const auto *drop = std::get_if<DropAfterOpening>(&act))
            acts.dropsAfter = drop->time;
        else if (const auto *delay = std::get_if<DelayRequest>(&act))
            acts.hold = delay->time;
    }
    return acts;
}

RequestGate::Verdict RequestGate::take(WireUnit &unit, int next, Nanoseconds now)
{
    if (unit.request && !unit.request->wrong.isEmpty())
        return refuse(unit, next, now);
    const bool alone = unit.request && next == unit.exchange;
    const Acts acts = ask(m_faults, unit.request.get(), alone, m_decisions, now);
    Verdict verdict{.faultsUsed = acts.counted};
    if (acts.reset)
        verdict.what = Verdict::What::Reset;
    if (!unit.request)
        return verdict;
    Exchanges::Exchange &exchange = m_exchanges.add(unit.exchange, *unit.request, now);
    exchange.dropsAfter = acts.dropsAfter;
    unit.hold = acts.hold;
    if (acts.answer) {
        m_exchanges.noteRefused(exchange, acts.answer->status);
        verdict.what = Verdict::What::Answer;
        verdict.page = answerOfFault(exchange.request.method, *acts.answer);
    } else if (acts.reset) {
        m_exchanges.noteRefused(exchange);
    } else {
        m_exchanges.noteAdmitted(exchange);
    }
    return verdict;
}

RequestGate::Verdict RequestGate::refuse(const WireUnit &unit, int next, Nanoseconds now)
{
    // Without a next answer nobody can tell what the client would take the link's for.
    const bool answers = next != 0;
    m_exchanges.noteWrong(m_exchanges.add(unit.exchange, *unit.request, now),
                          answers ? unit.request->wrongStatus : 0);
    m_exchanges.remove(unit.exchange);
    m_refused.begin(unit.exchange,
                    refusalOfRequest(unit.request->method, unit.request->wrongStatus, unit.request->wrong));
    return {.what = answers ? Verdict::What::Refuse : Verdict::What::Reset};
}

} // namespace swapscope
