#pragma once

#include "httphead.h"

#include <QString>

#include <optional>
#include <variant>

namespace swapscope::wire {

// How long a message is by its head alone (RFC 9112, section 6.3); who asked for it, and its status, come on
// top.
struct Framing
{
    bool chunked = false;          // chunked is the last transfer coding
    bool coded = false;            // there is a transfer coding other than chunked
    std::optional<quint64> length; // by Content-Length
};

struct ParsedHead
{
    HttpHead head;
    Framing framing;
};

struct HeadError
{
    int status = 400; // 400, 501 or 505
    QString what;
};

// Parses one complete head, from its start line to the empty line that ends it and nothing more, with
// Boost.Beast. The lines end in CRLF and hold no other control character but HTAB, and none is folded: the
// caller has looked. What could be framed in two ways is refused (RFC 9112, sections 6.1, 6.3 and 11.2):
// Content-Length together with Transfer-Encoding, lengths that differ, a transfer coding in HTTP/1.0 or after
// chunked.
std::variant<ParsedHead, HeadError> parseHead(bool request, QByteArrayView bytes);

} // namespace swapscope::wire
