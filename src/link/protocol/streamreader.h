#pragma once

#include "wireunit.h"

#include <wire/eventstream.h>
#include <wire/http.h>

#include <optional>

namespace swapscope {

// Reads one event stream, the body of an answer: says of each of its pieces what it is in the stream and
// which messages it completes. An event over 4 MiB, and all behind it, is not read; a message of kind Unread
// says so once. Nor is a stream that is coded as a whole. Pure.
class StreamReader
{
public:
    // Of the answer that it is in.
    explicit StreamReader(const wire::HttpHead &head);

    // Its length was promised.
    bool isSized() const { return m_sized; }
    // It comes in chunks.
    bool isChunked() const { return m_chunked; }
    // Compressed, so that its events cannot be read.
    bool isCoded() const { return !m_coding.isEmpty(); }
    // A sentence for one that is coded.
    QString whyUnread() const;

    // A piece of the body: `unit` has its bytes as they came, at most one chunk or a part of one; `data` is
    // what they say without the framing.
    void take(const QByteArray &data, WireUnit &unit);
    // What ends the answer in an orderly way at this moment; nothing when nothing can (its length was
    // promised, it ends with the connection, or a chunk is under way).
    std::optional<QByteArray> end() const;

private:
    wire::EventStreamDecoder m_decoder;
    bool m_chunked;
    bool m_sized;
    QByteArray m_coding; // as the head says it; empty: none
    bool m_insideChunk = false;
    bool m_lastChunk = false;
    bool m_unread = false; // from here on
    int m_events = 0;
};

} // namespace swapscope
