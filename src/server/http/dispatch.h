#pragma once

#include "../routes.h"
#include "../site.h"

#include <wire/http.h>

#include <QByteArray>

#include <variant>
#include <vector>

namespace swapscope::mock {

// A sentence as text/plain.
Answer sentence(int status, const QString &text, std::vector<wire::HttpField> fields = {});

// What an answer is encoded for.
struct Answering
{
    QByteArray method;      // of the request
    bool keepAlive = true;  // the connection goes on after it
    QByteArray date;        // of now (wire::httpDate())
    QByteArray setCookie{}; // empty: none
    // The body comes in pieces after these bytes: chunked, or (HTTP/1.0) until the connection closes.
    enum class Pieces { None, Chunked, UntilClose } pieces = Pieces::None;
};

// An answer of this status has no body, whatever its handler gives it (RFC 9110, sections 15.3.5 and 15.4.5).
bool hasNoBody(int status);

// The answer's bytes (RFC 9112): the server's own fields are set, those of the answer by the same names
// dropped, and a HEAD, 204 or 304 goes without its body. A status outside 200 to 599 becomes 500.
QByteArray encodeAnswer(const Answer &answer, const Answering &how);

// The request in a head and its body, without session, client and route parameters; or a 400 that says what
// is wrong.
std::variant<Request, Answer> readRequest(const wire::HttpHead &head, const QByteArray &body);

struct Dispatched
{
    Answer answer;
    std::vector<Rewrite> rewrites; // when it is the page
};

// Finds who answers a request and lets him: a route, then the site; OPTIONS, 403, 404, 405 and 426 are its
// own. A path that only WebSockets or another method can have says so.
Dispatched dispatch(const Routes &routes, const Site &site, Request request);

// The 404 that lists what there is.
Answer notFound(const Routes &routes, const Site &site, const QString &path);

} // namespace swapscope::mock
