#pragma once

#include <core/clock.h>
#include <core/direction.h>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace swapscope {

// A message that a unit completes: what the trace says of it.
struct LinkMessage
{
    enum class Kind : quint8 {
        Text,
        Binary,
        Ping,
        Pong,
        Close,
        Event,
        Fields,
        Comment,
        Unread // from here on this direction passes unread; text says why
    };

    Kind kind = Kind::Text;
    int n = 0;     // ordinal of a data message in its connection and direction, from 1; 0: no data message
    QString event; // of an Event or Fields: its name; "message" when it has none
    std::optional<QString> id; // of an Event or Fields
    std::optional<int> retry;  // of an Event or Fields, in milliseconds
    QByteArray text;           // its content, at most kMaxText bytes; empty where an extension has coded it
    qint64 bytes = 0; // on the wire: of a message with its frames' heads, of an event without the chunks'
    int code = 0;     // of a Close: 1005 when it carries none
    QString reason;   // of a Close
    bool corrupted = false; // a fault has changed its content
    QByteArray stray;       // of an Event or Fields: its first line that is no field, if there is one
    bool edited = false;    // somebody has
    bool injected = false;  // somebody wrote it, no sender: it has no n
    bool copy = false;      // of a message that is in the link, or has left it, besides

    // Whether it has a place among the receiver's data messages.
    bool isData() const { return n > 0 || injected; }

    // That of Kind::Unread, with the bytes that could not be read.
    static LinkMessage unread(const QString &why, qint64 bytes)
    {
        LinkMessage message;
        message.kind = Kind::Unread;
        message.text = why.toUtf8();
        message.bytes = bytes;
        return message;
    }

    static constexpr qsizetype kMaxText = 64 * 1024;
};

// What a request asks for, as far as a link wants to know.
struct LinkRequest
{
    enum class Wants : quint8 {
        Page,        // an answer, and that is all
        MaybeStream, // a stream would be welcome: the answer tells
        Stream,      // an event stream and nothing else
        WebSocket
    };

    QByteArray method;
    QString path;   // without the query
    QByteArray key; // of an embedded page's connection; empty: none
    Wants wants = Wants::Page;
    std::optional<QString> lastEventId; // what a stream's reader has read last, as it says
    QStringList fitted;                 // what was changed for an attached server
    QString wrong; // why the link itself answers instead of the server, in a sentence; empty: it does not
    int wrongStatus = 400; // of that answer

    // Whether it begins a connection, as the design uses the word, or tries to.
    bool isAttempt() const { return wants == Wants::Stream || wants == Wants::WebSocket; }
    // Whether a fault on new connections is meant for it: htmx 4 says of every GET of a page with streams
    // that one would be welcome.
    bool isLive() const { return isAttempt() || (wants == Wants::MaybeStream && method == "GET"); }
};

struct LinkResponse
{
    int status = 0;
    bool stream = false;   // an event stream begins
    bool switched = false; // a WebSocket begins
    bool interim = false;  // the answer itself is still to come
    QStringList fitted;    // what was changed of an attached server's
};

// What the bytes of a unit are within an event stream's answer.
struct StreamPart
{
    QByteArray data;    // of the stream, without the framing
    bool sized = false; // its length was promised: nothing can be added or left out
    bool chunked = false;
    bool insideBefore = false; // chunked: a chunk has begun before it
    bool insideAfter = false;  // chunked: one is unfinished behind it
    bool last = false;         // chunked: of the last chunk or the trailer
};

// What passes through a link as one: it waits, leaves and is lost as a whole. The bytes of all units of a
// direction, in order, are what the sender wrote.
struct WireUnit
{
    QByteArray raw;
    // The request that it is part of or answers, or that began the WebSocket: counted on this TCP connection
    // from 1; 0: none.
    int exchange = 0;
    std::vector<LinkMessage> messages;          // that end with these bytes; most often none or one
    std::shared_ptr<const LinkRequest> request; // that begins with these bytes; none: nullptr
    std::optional<LinkResponse> response;
    std::shared_ptr<const StreamPart> stream; // of an event stream's answer; else nullptr
    bool frame = false;                       // a WebSocket frame, or all frames of a message
    bool whole = false; // a whole message and nothing else: it can be left out or sent twice
    bool fixed =
        false; // a whole event and nothing else, of a stream whose length was promised: it can do neither
    Nanoseconds hold = 0;    // to wait in the pipe, besides the latency
    Nanoseconds waited = 0;  // already, in the link
    bool streamEnds = false; // the last of an event stream's answer
    bool eof = false;        // the sender has closed; raw is empty
    bool reset = false;      // with eof: it was no orderly end
    bool byLink = false;     // no sender wrote this: the link put it in
    bool garbled = false;    // an attached server's first answer, and it is no HTTP

    // Whether it completes a message of this kind.
    bool has(LinkMessage::Kind kind) const
    {
        return std::any_of(messages.begin(), messages.end(),
                           [kind](const LinkMessage &message) { return message.kind == kind; });
    }
};

} // namespace swapscope
