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
    qsizetype head = 64LL * 1024;    // bytes of a head; the same again for a trailer section
    qint64 body = 8LL * 1024 * 1024; // bytes of a decoded body; below 0: no limit, as a relay wants it
};

// Decodes one direction of an HTTP/1.1 connection (RFC 9112) into units. No I/O, no time. Boost.Beast parses
// the heads; how a message is framed (by length, chunked, until close) is decided here.
//
// A message is Head, any number of Body, End. An interim response (1xx) is a message of its own: Head, End.
//
// Every unit has the bytes that it was made of in `raw`: put one after the other they are exactly what was
// fed, up to a failure. (Empty lines before a request belong to its head; RFC 9112, section 2.2.) How the
// input is cut into pieces affects only how a body, or what follows a switch, is cut into units, and how much
// input Failure::raw has.
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
        QByteArray data; // decoded; empty if the unit is framing alone (the last chunk, trailers)
        QByteArray raw;  // for a chunk that came in one piece: its size line, data and line end
    };
    struct End // the message is complete; another may follow
    {
        bool keepAlive = true; // the connection may be used again (RFC 9112, section 9.3)
    };
    // No HTTP follows any more, after a 101 or an accepted CONNECT. Comes directly after the Head, without
    // bytes if there are none yet, and again with all bytes that follow. There is no End.
    struct Switched
    {
        QByteArray raw;
    };
    // The input is not HTTP, its framing is ambiguous (RFC 9112, section 6.3), or it exceeds a limit. It is
    // the last unit. A body that is too long fails directly after its Head if it has a length, and else at
    // the chunk that exceeds the limit.
    struct Failure
    {
        int status = 400; // with which a server answers: 400, 413, 431, 501 or 505
        QString what;     // what is wrong, as a sentence for the sender
        QByteArray raw;   // the rest of the input, from the head, line or byte that is wrong
    };
    using Unit = std::variant<Head, Body, End, Switched, Failure>;

    explicit HttpDecoder(Role role, HttpLimits limits = {});
    ~HttpDecoder();
    HttpDecoder(HttpDecoder &&) noexcept;
    HttpDecoder &operator=(HttpDecoder &&) noexcept;

    // For Role::Request: a request for a WebSocket, if it has no body, gives Head and then Switched, because
    // what follows it may be frames. If the server does not accept it, the caller feeds those bytes to a new
    // decoder. Without this call only CONNECT switches.
    void takeUpgrades();

    // The units that these bytes complete, in order.
    std::vector<Unit> feed(QByteArrayView bytes);
    // The peer has closed the connection. That ends a body that lasts until then; any other unfinished
    // message is a Failure. The last call.
    std::vector<Unit> finish();

    // For Role::Response: the method of the next request to be answered. Called once for each request, in
    // order, before its response arrives. A response to HEAD has no body whatever its head says, and a 2xx to
    // CONNECT switches (RFC 9112, section 6.3). Without a call a response is decoded as one to GET.
    void expectResponseTo(QByteArrayView method);

    // True between messages, when nothing of the next one has come. False after a switch or a failure.
    bool idle() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace swapscope::wire
