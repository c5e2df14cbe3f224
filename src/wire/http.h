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
    qsizetype head = 64 * 1024;
    qint64 body = 8 * 1024 * 1024; // below 0: without limit (a relay)
};

// Takes one direction of an HTTP/1.1 connection apart (RFC 9112), bytes in, units out; opens nothing, knows
// no time. Heads are parsed by Boost.Beast; message framing (sized, chunked, until close) is decided here.
//
// Every unit carries the bytes it was made of in `raw`; the raws of all units, in order, are the input, to
// the byte. How the input is cut into chunks changes at most how a body is cut into Body units, never
// anything else.
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
        QByteArray data; // decoded; empty for a unit of pure framing (a chunk's size line, a trailer)
        QByteArray raw;
    };
    struct End // of this message; the next one may follow
    {
        bool keepAlive = true; // whether the connection may be used again (RFC 9112, section 9.3)
    };
    struct Switched // 101 was seen, or a CONNECT: what follows is no HTTP; carried as it is
    {
        QByteArray raw;
    };
    struct Failure // the input is not HTTP or over a limit; nothing more is decoded
    {
        int status = 400; // what a server answers: 400, 413, 431, 501, 505
        QString what;
        QByteArray raw; // the rest of the input from where it went wrong
    };
    using Unit = std::variant<Head, Body, End, Switched, Failure>;

    explicit HttpDecoder(Role role, HttpLimits limits = {});
    ~HttpDecoder();
    HttpDecoder(HttpDecoder &&) noexcept;
    HttpDecoder &operator=(HttpDecoder &&) noexcept;

    // What the bytes complete.
    std::vector<Unit> feed(QByteArrayView bytes);
    // The peer has closed: ends a body that lasts until then; an unfinished message is a Failure.
    std::vector<Unit> finish();

    // For Role::Response: the request that the next response answers. HEAD has no body whatever its head
    // says; a 101 to an upgrade switches. Called once per request, in order, before its response arrives.
    void expectResponseTo(QByteArrayView method);

    // True between messages: nothing of a next message has come.
    bool idle() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace swapscope::wire
