#pragma once

#include "context.h"
#include "runtime.h"
#include "stopper.h"
#include "tokens.h"

#include <deque>
#include <map>

namespace swapscope::js {

struct NativeEntry
{
    Context::Private *owner;
    Native native;
};

// For this folder: a context as its runtime sees it.
class Context::Private final : public Running
{
public:
    using Objects = JS::StackGCVector<JSObject *, ::js::SystemAllocPolicy>;

    explicit Private(const Limits &limits);
    ~Private() override;

    // Runs something as the outermost call of its turn, with what follows it, or within the turn that runs.
    Outcome turn(const CallSite &site, const std::function<bool(JS::MutableHandleValue)> &run);

    qint64 used() const; // the caller is in the realm

    bool isStopped() const override { return stopper->isStopped(); }
    bool hasTooMuchMemory() override;
    bool stopped(StopReason why) override;
    void stalled(std::chrono::nanoseconds already) override { tellStall(already, false); }
    void resumed(std::chrono::nanoseconds inAll) override { tellStall(inAll, true); }
    void rejected(JS::HandleObject promise) override;
    void handled(JS::HandleObject promise) override;
    bool enqueue(JS::HandleObject job) override;
    bool isIdle() const override { return nextJob >= jobs.length(); }

    const Limits limits;
    const std::shared_ptr<Runtime> runtime;
    JSContext *const cx;
    const std::shared_ptr<Stopper> stopper = std::make_shared<Stopper>();
    QString file; // of the script
    JS::PersistentRootedObject global;
    JS::PersistentRootedObject memoryInfo; // what the engine says of this context's memory
    JS::PersistentRootedObject topLevel;   // the promise of the module's end
    JS::PersistentRooted<Objects> jobs;
    size_t nextJob = 0;
    JS::PersistentRooted<Objects> left;       // reactions behind one that was stopped
    int vainTurns = 0;                        // of those that were left, one after the other
    JS::PersistentRooted<Objects> rejections; // of this turn, that nobody has handled
    std::deque<NativeEntry> natives;
    Tokens tokens;
    // A token that the script could reach when turns were stopped: the first of these stops, and the last.
    struct Held
    {
        std::shared_ptr<const Error> first;
        std::shared_ptr<const Error> last;
    };
    std::map<int, Held> heldWhenStopped;
    std::shared_ptr<Error> stop = std::make_shared<Error>(); // of this turn, or of the last, if it is stopped
    bool justStopped = false;                                // nothing has run since
    std::vector<LostToken> lost;
    // Finds what has been lost by now. With `dropped`: what was left behind the stopped turn is so no more.
    void collectLost(bool dropped = false);
    Tokens topLevelToken;                 // is reachable while the module's top level may go on
    bool topLevelHeld = false;            // it was so when a turn was stopped
    bool topLevelLost = false;            // and is not any more
    bool inReactions = false;             // the turn's call has come to its end
    StopReason reason = StopReason::None; // why this turn is stopped
    Place stoppedAt;
    int nowhere = 0;     // how often this turn was to be stopped where none of the script's own text runs
    int sameNowhere = 0; // of these, how often at the same place
    Place nowhereAt;
    const CallSite *turnSite = nullptr; // of the turn that runs
    std::function<void(const Stall &)> stallTold;

private:
    bool mayComeElsewhere(const Place &top);
    void drain(Outcome *outcome, const Place &fallback);
    void tellRejections(Outcome *outcome, const Place &fallback);
    Error whyStopped(const CallSite &site) const;
    // What becomes of the reactions behind the one that was stopped.
    void leave(StopReason why);
    void noteTokens();
    void tellStall(std::chrono::nanoseconds time, bool over) const;
};

} // namespace swapscope::js
