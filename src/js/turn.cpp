// A turn of a context: a call with the promise reactions that follow it, how it is stopped, and what becomes
// of what waited behind it.
#include "contextprivate.h"
#include "convert.h"
#include "thrown.h"

namespace swapscope::js {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t kMaxReactions = 1'000'000; // that wait for their turn
constexpr size_t kMaxLater = 20;            // errors of one turn that are told
constexpr size_t kMaxLeft = 1000;           // more behind one that was stopped are a storm of its own
constexpr int kMaxVainTurns = 3;
constexpr int kMaxNowhere = 200;
constexpr int kMaxSameNowhere = 3;

QString secondsText(std::chrono::milliseconds time)
{
    if (time.count() == 1000)
        return u"a second"_s;
    return time.count() % 1000 == 0 ? u"%1 seconds"_s.arg(time.count() / 1000) : u"%1 ms"_s.arg(time.count());
}

} // namespace

// Not for long: and a regular expression that is told several times to go on fails by itself.
bool Context::Private::mayComeElsewhere(const Place &top)
{
    sameNowhere = std::exchange(nowhereAt, top) == top ? sameNowhere + 1 : 0;
    return ++nowhere < kMaxNowhere && sameNowhere < kMaxSameNowhere;
}

bool Context::Private::stopped(StopReason why)
{
    if (reason != StopReason::None)
        return true;
    const JSAutoRealm realm(cx, global);
    Place top;
    stoppedAt = currentPlace(cx, file, &top);
    if (why == StopReason::Time && stoppedAt.line == 0 && mayComeElsewhere(top))
        return false; // its own text comes in a moment, and that is the place to name
    reason = why;
    if (why == StopReason::Asked || (tokens.reachable().empty() && topLevelToken.reachable().empty()))
        return true;
    if (why != StopReason::Memory)
        JS_GC(cx); // with too much memory it has just been done
    noteTokens();
    return true;
}

void Context::Private::rejected(JS::HandleObject promise)
{
    if (rejections.length() < kMaxLater && !rejections.append(promise.get()))
        JS_ReportOutOfMemory(cx);
}

void Context::Private::handled(JS::HandleObject promise)
{
    for (size_t i = 0; i < rejections.length(); ++i) {
        if (rejections[i] == promise.get()) {
            rejections.erase(rejections.begin() + static_cast<ptrdiff_t>(i));
            return;
        }
    }
}

bool Context::Private::enqueue(JS::HandleObject job)
{
    if (jobs.length() >= kMaxReactions) {
        jobs.erase(jobs.begin(), jobs.begin() + static_cast<ptrdiff_t>(nextJob));
        nextJob = 0;
        if (jobs.length() >= kMaxReactions / 2) {
            JS_ReportErrorASCII(cx, "more than half a million promise reactions wait for their turn");
            return false;
        }
    }
    if (jobs.append(job.get()))
        return true;
    JS_ReportOutOfMemory(cx);
    return false;
}

void Context::Private::drain(Outcome *outcome, const Place &fallback)
{
    JS::RootedValue ignored(cx);
    JS::RootedValue function(cx);
    while (!isIdle() && reason == StopReason::None) {
        function.setObject(*jobs[nextJob]);
        jobs[nextJob].set(nullptr); // what it holds may go when it has run
        if (++nextJob == jobs.length()) {
            jobs.clear();
            nextJob = 0;
        }
        if (JS::Call(cx, JS::UndefinedHandleValue, function, JS::HandleValueArray::empty(), &ignored) ||
            reason != StopReason::None)
            continue;
        if (!JS_IsExceptionPending(cx))
            reason = StopReason::Memory; // it ended without a word: there was no memory for one
        else if (outcome->later.size() < kMaxLater)
            outcome->later.push_back(takeException(cx, file, fallback));
        JS_ClearPendingException(cx);
    }
}

void Context::Private::tellRejections(Outcome *outcome, const Place &fallback)
{
    for (size_t i = 0; i < rejections.length() && reason == StopReason::None; ++i) {
        const JS::RootedObject promise(cx, rejections[i]);
        const JS::RootedValue thrown(cx, JS::GetPromiseResult(promise));
        JS::RootedObject site(cx, JS::GetPromiseResolutionSite(promise));
        if (placeInStack(cx, site, file).line == 0)
            site = JS::GetPromiseAllocationSite(promise);
        const Error error = describeThrown(cx, thrown, site, file, fallback);
        if (promise == topLevel && !outcome->error)
            outcome->error = error;
        else
            outcome->later.push_back(error);
    }
    rejections.clear();
}

Error Context::Private::whyStopped(const CallSite &site) const
{
    const Place &place = stoppedAt.line > 0 ? stoppedAt : site.place;
    const QString what = !inReactions || site.reactionsToo ? site.label
                         : stoppedAt.line > 0              ? u"what went on here"_s
                                                           : u"what went on after "_s + site.label;
    QString text;
    switch (reason) {
    case StopReason::Memory:
        text = u"%1 was stopped: the script holds more than %2 MiB of memory"_s.arg(what).arg(limits.memory /
                                                                                              (1024 * 1024));
        break;
    case StopReason::Asked:
        text = u"%1 was stopped: the run ends"_s.arg(what);
        break;
    case StopReason::None:
    case StopReason::Time:
        text = u"%1 ran for longer than %2 and was stopped"_s.arg(what, secondsText(limits.time));
        break;
    }
    return Error{text, file, place.line, place.column};
}

void Context::Private::tellStall(std::chrono::nanoseconds time, bool over) const
{
    if (stallTold)
        stallTold({*turnSite, file, time, over});
}

Outcome Context::Private::turn(const CallSite &site, const std::function<bool(JS::MutableHandleValue)> &run)
{
    Running *before = runtime->running();
    const bool outermost = before != this;
    Outcome outcome;
    if (outermost) {
        if (justStopped)
            collectLost();
        justStopped = false;
        stop = std::make_shared<Error>();
        inReactions = false;
        reason = StopReason::None;
        stoppedAt = {};
        nowhere = 0;
        nowhereAt = {};
        turnSite = &site;
        runtime->run(this, limits.time);
    }
    {
        const JSAutoRealm realm(cx, global);
        JS::RootedValue result(cx);
        if (stopper->isStopped()) {
            reason = StopReason::Asked;
        } else if (run(&result)) {
            outcome.value = valueOf(cx, result);
        } else if (reason == StopReason::None) {
            if (JS_IsExceptionPending(cx))
                outcome.error = takeException(cx, file, site.place);
            else
                reason = StopReason::Memory;
        }
        if (outermost) {
            inReactions = reason == StopReason::None;
            drain(&outcome, site.place);
            tellRejections(&outcome, site.place);
        }
        JS_ClearPendingException(cx);
    }
    if (reason != StopReason::None) {
        outcome.stopped = true;
        outcome.error = whyStopped(site);
    }
    if (!outermost)
        return outcome;
    const StopReason why = std::exchange(reason, StopReason::None);
    runtime->run(before, limits.time);
    turnSite = nullptr;
    if (outcome.stopped) {
        *stop = *outcome.error;
        justStopped = true;
        leave(why);
    }
    if (why == StopReason::Memory) {
        noteTokens(); // there may have been no memory to ask for the stop
        JS_GC(cx);
    }
    return outcome;
}

void Context::Private::noteTokens()
{
    topLevelHeld = topLevelHeld || !topLevelToken.reachable().empty();
    for (const int id : tokens.reachable())
        heldWhenStopped.try_emplace(id, Held{stop, stop}).first->second.last = stop;
}

void Context::Private::collectLost(bool dropped)
{
    if (heldWhenStopped.empty() && !topLevelHeld)
        return;
    JS_GC(cx);
    if (topLevelHeld && topLevelToken.reachable().empty()) {
        topLevelHeld = false;
        topLevelLost = true;
    }
    for (auto each = heldWhenStopped.begin(); each != heldWhenStopped.end();) {
        const auto &[id, held] = *each;
        if (tokens.reachable().contains(id)) {
            ++each;
            continue;
        }
        LostToken gone{id, Error{u"what was waited for here was stopped"_s, file}};
        if (justStopped && held.last == stop) {
            gone.why = *stop;
            if (dropped)
                gone.why.message += u", and what waited behind it was dropped"_s;
        } else if (held.first == held.last) {
            gone.why = *held.first;
        }
        lost.push_back(std::move(gone));
        each = heldWhenStopped.erase(each);
    }
}

void Context::Private::leave(StopReason why)
{
    rejections.clear();
    bool goesOn = why == StopReason::Time && vainTurns < kMaxVainTurns &&
                  left.length() + jobs.length() - nextJob <= kMaxLeft;
    for (; goesOn && nextJob < jobs.length(); ++nextJob)
        goesOn = left.append(jobs[nextJob].get());
    const bool drops = why == StopReason::Time && !goesOn;
    if (drops)
        collectLost();
    if (!goesOn) {
        left.clear();
        vainTurns = 0;
    }
    jobs.clear();
    nextJob = 0;
    if (drops)
        collectLost(true);
}

} // namespace swapscope::js
