#pragma once

#include "httphead.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <variant>
#include <vector>

namespace swapscope::wire {

struct HttpLimits
{
    qsizetype head = 64LL * 1024;    // bytes of a head, and of a trailer section
    qint64 body = 8LL * 1024 * 1024; // decoded bytes; below 0: without limit (a relay)
};

// Takes one direction of an HTTP/1.1 connection apart (RFC 9112), bytes in, units out; opens nothing, knows
// no time. Heads are parsed by Boost.Beast; message framing (sized, chunked, until close) is decided here.
// A message is Head, Body*, End; an interim response (1xx) is a message of its own: Head, End.
//
// Every unit carries the bytes it was made of in `raw`; the raws of all units, in order, are the input up to
// a failure, to the byte. (An empty line before a request belongs to the request's head; if none follows, to
// nothing.) How the input is cut into chunks changes at most how a body, or what follows a switch, is cut
// into units, and how much of the input a failure still has at hand; never anything else.
class HttpDecoder
{
public:
    enum class Role { Request, Response };

    struct Head
    {
        HttpHead head;
        QByteArray raw;
    };
    struct Body
    {
        QByteArray data; // decoded; empty for a unit of pure framing (the last chunk, a trailer)
        QByteArray raw;  // of a chunk that came whole: its size line, data and line end
    };
    struct End // of this message; the next one may follow
    {
        bool keepAlive = true; // whether the connection may be used again (RFC 9112, section 9.3)
    };
    // A 101, or a CONNECT (agreed to): no HTTP follows. Comes at once after the Head, even without bytes;
    // then with whatever comes. There is no End.
    struct Switched
    {
        QByteArray raw;
    };
    // The input is not HTTP, could be framed in two ways, or is over a limit. Nothing more is decoded or
    // given. A sized body over the limit fails right after its Head, a chunked one at the chunk that goes
    // over.
    struct Failure
    {
        int status = 400; // what a server answers: 400, 413, 431, 501, 505
        QString what;     // a sentence for whoever sent it
        QByteArray raw;   // the rest of the input from the head, line or byte where it went wrong
    };
    using Unit = std::variant<Head, Body, End, Switched, Failure>;

    explicit HttpDecoder(Role role, HttpLimits limits = {});
    ~HttpDecoder();
    HttpDecoder(HttpDecoder &&) noexcept;
    HttpDecoder &operator=(HttpDecoder &&) noexcept;

    // For Role::Request: from now on a request to switch to WebSocket that has no body is a switch like a
    // CONNECT: Head, then Switched. If it is not agreed to, what follows is HTTP for a new decoder.
    void takeUpgrades();

    // What the bytes complete.
    std::vector<Unit> feed(QByteArrayView bytes);
    // The peer has closed: ends a body that lasts until then; an unfinished message is a Failure. The last
    // call.
    std::vector<Unit> finish();

    // For Role::Response: the request that the next response answers. HEAD has no body whatever its head
    // says; a 2xx to a CONNECT switches, as a 101 to anything does. Called once per request, in order, before
    // its response arrives; interim responses use none up. A response to no request is taken as one to a GET.
    void expectResponseTo(QByteArrayView method);

    // True between messages: nothing of a next message has come. False after a switch or a failure.
    bool idle() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace swapscope::wire
