#pragma once

#include "exchanges.h"
#include "hold/holdgate.h"
#include "messagefaults.h"
#include "shaper.h"

#include <core/random.h>
#include <core/recorder.h>

#include <optional>

namespace swapscope {

// One direction of one connection through a link, from what its sender has said to what may leave: a
// half-open path, the faults on messages (MessageFaults), the place where messages stop while the link holds
// (HoldGate), and the pipe. The trace is told what becomes of what is inside. Knows no sockets: what goes in
// is given to it, next() has what may leave, due() says when there may be more, and every call returns what
// it means for others.
class MessageStage
{
public:
    // What a call means for others than this connection; mostly nothing.
    struct Effects
    {
        HoldChanges hold;
        bool faultsUsed = false; // a bounded fault has acted, or one that waited is due

        Effects &operator|=(const Effects &more)
        {
            hold |= more.hold;
            faultsUsed = faultsUsed || more.faultsUsed;
            return *this;
        }
        friend bool operator==(const Effects &, const Effects &) = default;
    };
    // What a link's conduits share; all of it must outlive them.
    struct Means
    {
        LinkFaults &faults;
        HoldQueue &hold;
        Exchanges &exchanges; // of the connection
        Recorder &recorder;
        Random &random;    // of the path
        Random &decisions; // of the faults
        const void *owner; // what the queue knows the connection by
    };

    MessageStage(Direction direction, const Means &means);
    Q_DISABLE_COPY_MOVE(MessageStage)

    // Whether a half-open path takes this, which is lost then, and all that follows with it.
    bool swallows(const WireUnit &unit);
    // True once it has taken something: what is missing is missing for ever, also when the path is whole
    // again.
    bool hasHole() const { return m_hole; }
    // The sender's end was among it.
    bool hasSwallowedEnd() const { return m_endLost; }

    // What the sender has said.
    [[nodiscard]] Effects take(WireUnit unit);
    // A message that nobody said: past what is held, behind a message that has left in part.
    void insert(WireUnit unit);
    // What neither faults on messages nor a hold can touch: straight into the pipe.
    void put(WireUnit unit);
    // One that was held.
    [[nodiscard]] Effects goOn(HoldQueue::Held held);
    // What was late and is due now goes on, and what had no room among what is held tries again.
    [[nodiscard]] Effects advance();
    // Before the link's own end: what is late goes on now, what is held is lost.
    [[nodiscard]] Effects settle();
    // Nothing can leave any more: all that is inside is lost.
    [[nodiscard]] Effects lose(const QString &why);

    // The next unit, or a piece of one, if it may leave now.
    std::optional<Shaper::Passage> next();
    // See Shaper.
    std::optional<Shaper::Passage> finishBegun() { return m_shaper.finishBegun(); }
    // It has left; `by` is the side that said it.
    [[nodiscard]] Effects notePassed(const Shaper::Passage &passage, Side by);

    // When something here is due by the passing of time; nothing when nothing is. `open`: the receiver takes
    // what leaves.
    std::optional<Nanoseconds> due(bool open) const;
    // A limit has been reached: nothing leaves any more.
    bool isSpent() const;
    // Whether more may be read from the sender, of which `waiting` bytes are elsewhere already.
    bool hasRoom(qint64 waiting = 0) const;
    // See Reframer.
    bool ownChunks() const { return m_messageFaults.ownChunks(); }

private:
    Nanoseconds now() const { return m_means.recorder.now(); }
    bool wantsWhole() const { return m_means.hold.wants(m_direction); }
    // What the gate lets through, into the pipe.
    Effects pipe(HoldGate::Result passed);
    PathActs path() const { return m_means.faults.path(m_direction, now()); }

    Direction m_direction;
    Means m_means;
    MessageFaults m_messageFaults;
    HoldGate m_gate;
    Shaper m_shaper;
    bool m_hole = false; // all is lost from here on, the sender's end too
    bool m_endLost = false;
};

} // namespace swapscope
