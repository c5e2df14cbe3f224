#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace swapscope::wire {

// The fields of one event (WHATWG HTML §9.2, "Server-sent events").
struct StreamEvent
{
    QString event;             // empty means "message"
    QString data;              // the lines, joined by LF
    std::optional<QString> id; // an empty one resets the last event ID
    std::optional<int> retry;  // the reconnection time in milliseconds

    friend bool operator==(const StreamEvent &, const StreamEvent &) = default;
};

// Whether an event whose data is empty has a `data:` field. Without one no EventSource dispatches it (WHATWG
// HTML §9.2.6).
enum class DataField {
    IfMeant, // not if it has an id or a retry: then it is there for their sake
    Always,
};
// The bytes of an event, ended by an empty line. Each line of the data becomes a `data:` field; CR, LF and
// CRLF all end a line. Line ends in event and id are removed; an id that contains NUL is left out.
QByteArray encodeEvent(const StreamEvent &event, DataField data = DataField::IfMeant);
// A comment, which every reader ignores: ": text" and an empty line. Line ends in the text become spaces.
QByteArray encodeComment(QByteArrayView text = {});

// One block of a stream: its lines up to and including an empty line.
struct StreamBlock
{
    enum class Kind {
        // It has data, so it is dispatched.
        Event,
        // It has fields but no data. It is not dispatched, but its id and retry count. (htmx 4 does dispatch
        // it if it has an event name.)
        Fields,
        // It has only comments, or is just an empty line.
        Comment
    };
    Kind kind = Kind::Event;
    StreamEvent event;
    QString lastEventId; // the last event ID of the stream after this block
    QByteArray raw;      // the bytes of the block
};

// Decodes an event stream from bytes to blocks (WHATWG HTML §9.2.5, §9.2.6). The bytes may be cut into chunks
// anywhere. The `raw` bytes of all blocks, in order, are exactly the input so far without the unfinished
// block. (The LF of a CRLF that ends a block belongs to that block if it came in the same chunk, else to the
// next.) Bytes that are not UTF-8 become U+FFFD; a retry that does not fit into an int becomes the largest
// int.
//
// If a block is longer than the limit, the stream fails: feed() returns the blocks before it and from then on
// nothing, and failed() is true. One thread at a time.
class EventStreamDecoder
{
public:
    // limit: the longest block, in bytes; negative: any length.
    explicit EventStreamDecoder(qsizetype limit = 4LL * 1024 * 1024);

    std::vector<StreamBlock> feed(QByteArrayView bytes);
    bool failed() const { return m_failed; }
    // The bytes of the unfinished block. After a failure: all bytes from the block that was too long to the
    // end of the chunk that made it so, which a relay can still forward.
    const QByteArray &pending() const { return m_buffer; }
    const QString &lastEventId() const { return m_lastEventId; }

private:
    void readLine(QByteArrayView line);
    StreamBlock finishBlock();

    qsizetype m_limit;
    QByteArray m_buffer; // the unfinished block
    QString m_lastEventId;
    bool m_failed = false;
    bool m_started = false; // the stream is past the place where a BOM may be
    bool m_skipLf = false;  // the last byte was a CR that ended a line, so an LF right after it ends none
    // Offsets into the unfinished block:
    qsizetype m_scanned = 0;
    qsizetype m_lineStart = 0;
    qsizetype m_contentStart = 0; // after a BOM, or after the LF of a CRLF that ended the block before
    // The fields of its lines so far:
    StreamEvent m_event;
    bool m_hasData = false;
    bool m_hasField = false;
};

} // namespace swapscope::wire
