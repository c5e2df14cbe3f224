#pragma once

#include "bound.h"
#include "catalogue.h"
#include "selector.h"

#include <core/random.h>

#include <vector>

namespace swapscope {

// What a fault may ask about a request.
struct RequestTraits
{
    bool live = false; // it is for a WebSocket or a stream
};

// A fault that has been applied to a link and is not over. A plain value.
struct ActiveFault
{
    const Fault *fault = nullptr;
    FaultArguments args;
    Selector selector; // of directions, and of messages where it is on these
    Bound bound;
    FaultActs acts;

    bool inForce(Direction direction, Nanoseconds now) const
    {
        return selector.matches(direction) && bound.inForce(now);
    }
    // True if it is on this request and not only on those for WebSockets and streams.
    bool isMeantFor(const RequestTraits &request) const;
};

// A fault that waits until some time has gone by, and then until so many data messages have left the link.
struct WaitingFault
{
    const Fault *fault = nullptr;
    FaultCommand command; // without the wait
    Selector selector;    // which messages count
    Nanoseconds from = 0;
    qint64 messages = 0; // still to come
    QString phrase;      // "cut after 5 s", "freeze after 10 messages"

    bool due(Nanoseconds now) const { return now >= from && messages <= 0; }
};

// What applying a fault asks of the connections that are open.
struct FaultEffect
{
    std::optional<ConnectionAct> connections; // what is done to them
    double probability = 1;                   // of each one's being among them

    friend bool operator==(const FaultEffect &, const FaultEffect &) = default;
};

// One thing that a link does now, to be shown.
struct FaultInForce
{
    QString phrase;                   // "120 ms ± 40", "loses 5 %", "64 kbit/s", "refuses"
    std::optional<FaultCommand> end;  // the command that ends it; nothing: it ends only with all others
    std::optional<Nanoseconds> until; // when it ends by itself, on the clock of `now`

    friend bool operator==(const FaultInForce &, const FaultInForce &) = default;
};

// All faults of one link, apart from any connection's state, so that they can change while traffic flows. A
// plain value; pure: time and chance are given.
class LinkFaults
{
public:
    // The catalogue must outlive it.
    explicit LinkFaults(const FaultCatalogue &catalogue = FaultCatalogue::standard())
        : m_catalogue(&catalogue)
    {
    }

    // Applies a fault (no preset) at `now`. An error says what is wrong with the command, or that there are
    // too many faults, and nothing has changed. A fault that is in force already is given anew.
    Result<FaultEffect> apply(const FaultCommand &command, Nanoseconds now);

    // What is over is taken out: each fault and the moment when it ended, at most `now`.
    struct Ended
    {
        const Fault *fault = nullptr;
        Nanoseconds at = 0;
    };
    std::vector<Ended> takeEnded(Nanoseconds now);
    // Faults that waited and are to be applied now, before anything else leaves the link.
    std::vector<FaultCommand> takeDue(Nanoseconds now);
    bool anyDue(Nanoseconds now) const;
    // So many data messages have left the link. True when a fault is due by that.
    bool countPassed(Direction direction, int passed, Nanoseconds now);
    // When anything of all this begins or ends by the passing of time; nothing when nothing does.
    std::optional<Nanoseconds> nextChange(Nanoseconds now) const;

    // True if the request is let in, which counts; null is something else than a request. A fault that lets
    // some in is meant for WebSockets and streams alone.
    bool admit(const RequestTraits *request, Random &random, Nanoseconds now);
    // True if it would let in everything new.
    bool admits(Nanoseconds now) const;
    // True if a fault that counts may have decided in admit().
    bool countsRequests() const;
    // What else is done to a request, which counts: in the order in which the faults were applied, up to an
    // answer.
    std::vector<RequestAct> actsOn(const RequestTraits &request, Random &random, Nanoseconds now);
    // What is done to a message, which counts; nothing: it passes as it is. The first fault that acts is the
    // only one that does.
    std::optional<MessageAct> actOn(Direction direction, const MessageTraits &message, Random &random,
                                    Nanoseconds now);
    // True if a fault may change the messages of this direction.
    bool edits(Direction direction, Nanoseconds now) const;
    // What the path does in this direction.
    PathActs path(Direction direction, Nanoseconds now) const;

    bool isInForce(QStringView fault, Nanoseconds now) const;
    // Those in force or still to begin, in the order in which they act.
    const std::vector<ActiveFault> &active() const { return m_active; }
    const std::vector<WaitingFault> &waiting() const { return m_waiting; }
    const FaultCatalogue &catalogue() const { return *m_catalogue; }

    // All that is in force or waits, in words: what keeps connections away, what waits, the path, requests,
    // messages.
    std::vector<FaultInForce> shown(Nanoseconds now) const;

private:
    Result<FaultEffect> begin(const Fault &fault, const FaultCommand &command, FaultActs acts,
                              Nanoseconds now);
    Result<FaultEffect> wait(const Fault &fault, const FaultCommand &command, Nanoseconds now);
    void end(const EndsFaults &which);
    void put(ActiveFault active);

    const FaultCatalogue *m_catalogue;
    std::vector<ActiveFault> m_active;
    std::vector<WaitingFault> m_waiting;
};

} // namespace swapscope
