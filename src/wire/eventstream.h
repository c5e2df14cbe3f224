#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace swapscope::wire {

// WHATWG HTML, section 9.2 "Server-sent events".
struct StreamEvent
{
    QString event;             // "" stands for "message"
    QString data;              // lines joined by LF
    std::optional<QString> id; // if this block has one; an empty one resets the last event id
    std::optional<int> retry;  // milliseconds, if this block has one

    friend bool operator==(const StreamEvent &, const StreamEvent &) = default;
};

// The bytes of an event, ended by an empty line: every line of the data gets a data: field of its own. CR, LF
// and CRLF in the data all end a line. Line ends in event and id are dropped, as is an id with NUL. An event
// without data but with id or retry is encoded without data; any other has a data: field, so that it is
// dispatched. Always: it has one in any case, since without one no EventSource dispatches it (WHATWG HTML,
// clause 9.2.6), whatever name it has.
enum class DataField { IfMeant, Always };
QByteArray encodeEvent(const StreamEvent &event, DataField data = DataField::IfMeant);
// ": text" and an empty line; line ends in the text become spaces.
QByteArray encodeComment(QByteArrayView text = {});

// One block of a stream, from after the last empty line up to and with the next one.
struct StreamBlock
{
    enum class Kind {
        // It has data: dispatched.
        Event,
        // Fields, but no data: not dispatched, though an id or a retry takes effect. (htmx 4 does
        // dispatch one that has an event name.)
        Fields,
        // Comment lines alone, or nothing at all: a lone empty line.
        Comment
    };
    Kind kind = Kind::Event;
    StreamEvent event;
    QString lastEventId; // the stream's last event id after this block
    QByteArray raw;      // its bytes
};

// Takes an event stream apart, bytes in, blocks out (WHATWG HTML, 9.2.5 and 9.2.6): BOM at the start, CR, LF
// and CRLF (also with CR and LF in different chunks), comments, id with NUL ignored, retry of digits only,
// several data lines. The raws, in order, are the input but for an unfinished block. The LF of a CRLF that
// ends a block belongs to that block if it came with the same chunk, else to the next one. Bytes that are no
// UTF-8 become U+FFFD; a retry beyond an int is its maximum. A block over the limit fails the stream: feed()
// gives the blocks before it and then nothing more, and failed() is true.
class EventStreamDecoder
{
public:
    // The limit in bytes of a block; below 0: without.
    explicit EventStreamDecoder(qsizetype limit = 4LL * 1024 * 1024);

    std::vector<StreamBlock> feed(QByteArrayView bytes);
    bool failed() const { return m_failed; }
    // The bytes of a block that has begun and is not complete. After a failure all that came from the failing
    // block on, up to and with the chunk that told of it: a relay can still forward it.
    const QByteArray &pending() const { return m_buffer; }
    const QString &lastEventId() const { return m_lastEventId; }

private:
    void takeLine(QByteArrayView line);
    StreamBlock takeBlock();

    qsizetype m_limit;
    QByteArray m_buffer; // the unfinished block
    QString m_lastEventId;
    bool m_failed = false;
    bool m_started = false; // the BOM has been looked for
    bool m_skipLf = false;  // the input so far ends in a CR that ended a line: its LF may follow
    // Into the unfinished block:
    qsizetype m_scanned = 0;
    qsizetype m_lineStart = 0;
    qsizetype m_contentStart = 0; // after a BOM, or the LF of the block before
    // What its lines say so far:
    StreamEvent m_event;
    bool m_hasData = false;
    bool m_hasField = false;
};

} // namespace swapscope::wire
