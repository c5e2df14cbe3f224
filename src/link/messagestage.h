#pragma once

#include "gate/exchanges.h"
#include "hold/holdgate.h"
#include "messagefaults.h"
#include "shaper.h"

#include <core/random.h>
#include <core/recorder.h>

#include <optional>

namespace swapscope {

// One direction of one connection through a link. What its sender has sent goes through four steps: a
// half-open path may swallow it, faults act on messages (MessageFaults), messages stop while the link holds
// (HoldGate), and a queue applies latency and bandwidth (Shaper). What becomes of each message is recorded.
//
// Knows no sockets and calls nobody: take() puts units in, next() gives those that may leave, due() says when
// there may be more, and every call returns what it means for others as Effects.
class MessageStage
{
public:
    // What a call means for the link's other connections; mostly nothing.
    struct Effects
    {
        HoldChanges hold;
        bool faultsUsed = false; // a fault for the next n messages has acted, or one that waited is due

        Effects &operator|=(const Effects &more)
        {
            hold |= more.hold;
            faultsUsed = faultsUsed || more.faultsUsed;
            return *this;
        }
        friend bool operator==(const Effects &, const Effects &) = default;
    };
    // What a link's stages share; all of it must outlive them.
    struct Means
    {
        LinkFaults &faults;
        HoldQueue &hold;
        Exchanges &exchanges; // of the connection
        Recorder &recorder;
        Random &random;    // of the path
        Random &decisions; // of the faults
        const void *owner; // identifies the connection in the hold queue
    };

    MessageStage(Direction direction, const Means &means);
    Q_DISABLE_COPY_MOVE(MessageStage)

    // True if a half-open path swallows this unit: it is lost, and so is everything that follows.
    bool swallows(const WireUnit &unit);
    // True once something was swallowed. It stays so when the path is whole again, because TCP cannot go on
    // behind missing bytes.
    bool hasHole() const { return m_hole; }
    // The end of the sender's direction was swallowed.
    bool hasSwallowedEnd() const { return m_endLost; }

    // The next unit from the sender.
    [[nodiscard]] Effects take(WireUnit unit);
    // A message that the user injects. It overtakes what is held, but waits for the rest of a message that
    // has left in part.
    void insert(WireUnit unit);
    // Puts a unit of the link's own straight into the queue, past faults on messages and the hold.
    void put(WireUnit unit);
    // A held message that the user releases.
    [[nodiscard]] Effects goOn(HoldQueue::Held held);
    // Late messages whose time has come go on; those that found the hold queue full try again.
    [[nodiscard]] Effects advance();
    // Before the link itself ends the direction: late messages go on now, held ones are lost.
    [[nodiscard]] Effects settle();
    // Nothing can leave any more: everything inside is recorded as lost, with `why`.
    [[nodiscard]] Effects lose(const QString &why);

    // The next unit, or a piece of one, if it may leave now. To be written, and then given to notePassed().
    std::optional<Shaper::Passage> next();
    // See Shaper.
    std::optional<Shaper::Passage> finishBegun() { return m_shaper.finishBegun(); }
    // It has left; `by` is the side that sent it.
    [[nodiscard]] Effects notePassed(const Shaper::Passage &passage, Side by);

    // When advance() or next() has something to do because time has passed; nothing: not before something
    // else happens. `open`: the receiver takes what leaves.
    std::optional<Nanoseconds> due(bool open) const;
    // The limit on bytes is reached: nothing leaves any more.
    bool isSpent() const;
    // True if more may be read from the sender. `waiting`: bytes of it that were read and are still
    // elsewhere.
    bool hasRoom(qint64 waiting = 0) const;
    // See Reframer.
    bool ownChunks() const { return m_messageFaults.ownChunks(); }

private:
    Nanoseconds now() const { return m_means.recorder.now(); }
    bool wantsWhole() const { return m_means.hold.wants(m_direction); }
    // Queues what the hold gate lets through.
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
