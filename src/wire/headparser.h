#pragma once

#include "httphead.h"

#include <QString>

#include <optional>
#include <variant>

namespace swapscope::wire {

// What a head says about the length of its message (RFC 9112 §6.3). For a response, its status and the method
// of the request count as well; HttpDecoder knows those.
struct Framing
{
    bool chunked = false;          // chunked is the last transfer coding
    bool coded = false;            // there is another transfer coding than chunked
    std::optional<quint64> length; // Content-Length
};

struct ParsedHead
{
    HttpHead head;
    Framing framing;
};

struct HeadError
{
    int status = 400; // what a server answers: 400, 501 or 505
    QString what;     // a sentence for the sender
};

// Parses one complete head with Boost.Beast: exactly the bytes from the start line to the empty line that
// ends it. The caller has checked that lines end with CRLF, contain no control character but HTAB, and are
// not folded. A head that allows two readings of the message's length is refused (RFC 9112 §6.1, §6.3,
// §11.2): Content-Length together with Transfer-Encoding, several lengths that differ, a transfer coding in
// HTTP/1.0, or one after chunked. Pure.
std::variant<ParsedHead, HeadError> parseHead(bool request, QByteArrayView bytes);

} // namespace swapscope::wire
