#pragma once

#include "wireunit.h"

#include <vector>

namespace swapscope {

// Cuts what passes in one direction of a connection anew, so that each message is a unit of its own: the
// frames of a WebSocket message are joined, the events of a stream get chunks of their own. Only while that
// is wanted; otherwise units pass as they are. It can be switched at any time, and loses and repeats nothing:
// what has left in part leaves as it came, and a stream's framing changes only between two of its chunks. Of
// a stream whose length was promised the events are units of their own, but `fixed`. Pure.
class Reframer
{
public:
    // What may go on. Units that are a message and nothing else are marked whole.
    std::vector<WireUnit> take(WireUnit unit, bool wanted);
    // What waits for the rest of its message; it cannot be whole any more.
    std::vector<WireUnit> release();

    // Of a stream in chunks: whether they are the link's own, so that one can begin or the last come now.
    bool ownChunks() const { return m_ownChunks; }
    // Whether a message of its own can go on now: none has gone on in part.
    bool between() const { return m_begun == 0 && !m_insideChunk; }

private:
    void takeFrame(WireUnit unit, bool wanted, std::vector<WireUnit> &out);
    void takeStream(WireUnit unit, bool wanted, std::vector<WireUnit> &out);
    WireUnit framed(const QByteArray &data) const;
    void flush(std::vector<WireUnit> &out);

    int m_exchange = 0;
    QByteArray m_pending;  // frames, or a stream's data, of an unfinished message
    qint64 m_begun = 0;    // bytes of the unfinished message that have gone on
    bool m_frames = false; // what m_pending is
    bool m_ownChunks = false;
    bool m_insideChunk = false; // of the sender's, which has gone on
    bool m_chunked = false;
    bool m_sized = false;
    bool m_recutting = false;
    bool m_unread = false;
};

} // namespace swapscope
