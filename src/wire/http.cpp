#include "http.h"

#include "headparser.h"

#include <deque>
#include <utility>

namespace swapscope::wire {

namespace {

constexpr qsizetype kChunkLine =
    4096; // the longest line with the size and the extensions of a chunk, in bytes

bool isToken(QByteArrayView text)
{
    static constexpr QByteArrayView kMarks = "!#$%&'*+-.^_`|~";
    if (text.isEmpty())
        return false;
    for (const char c : text) {
        const bool fine =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kMarks.contains(c);
        if (!fine)
            return false;
    }
    return true;
}

// The method of the request that a response answers, as far as the response's length depends on it (RFC 9112
// §6.3).
enum class Asked { Head, Connect, Other };

} // namespace

class HttpDecoder::Private
{
public:
    enum class State { Head, Sized, ChunkSize, ChunkData, ChunkEnd, Trailer, UntilClose, Switched, Over };
    // The result of searching for the end of a line or of a section.
    enum class Scan { More, Found, Failed };

    Private(Role r, HttpLimits l) : role(r), limits(l) {}

    Role role;
    HttpLimits limits;
    State state = State::Head;
    std::deque<Asked> asked;

    QByteArray buffer; // an unfinished head or line; empty inside a body
    // Offsets into the bytes that are not consumed yet, so that a search goes on where it stopped:
    qsizetype scanned = 0;
    qsizetype lineStart = 0;
    qsizetype headStart = 0; // after the empty lines before a request

    quint64 remaining = 0; // bytes that are missing of a sized body or a chunk
    quint64 bodySize = 0;
    bool keepAlive = true;
    bool upgrades = false; // requests for a WebSocket are switches

    // Used during one call of feed():
    QByteArrayView data;
    qsizetype pos = 0;
    std::vector<Unit> units;
    Body body; // the unit of the present chunk, with its framing

    void run(QByteArrayView bytes);
    bool step();
    bool stepHead();
    bool begin(ParsedHead parsed);
    bool stepSized();
    bool stepChunkSize();
    bool stepChunkEnd();
    bool stepTrailer();
    void fail(int status, const QString &what);
    void end();
    void flush();

    QByteArrayView rest() const { return data.sliced(pos); }
    void consume(qsizetype size);
    bool bodyFits(quint64 more) const
    {
        return limits.body < 0 || more <= static_cast<quint64>(limits.body) - bodySize;
    }
    QString bodyTooLarge() const
    {
        return QStringLiteral("The body is larger than %1 bytes, the most that is taken.").arg(limits.body);
    }
    bool checkByte(qsizetype at);
    Scan scanSection(qsizetype limit, bool skipEmptyLines);
    Scan scanLine(qsizetype limit);
};

void HttpDecoder::Private::run(QByteArrayView bytes)
{
    const bool buffered = !buffer.isEmpty();
    if (buffered)
        buffer.append(bytes);
    data = buffered ? QByteArrayView(buffer) : bytes;
    pos = 0;
    while (step()) {
    }
    flush();
    if (buffered)
        buffer.remove(0, pos);
    else
        buffer = rest().toByteArray();
    data = {};
}

// Decodes the next part of the input. Returns false if more input is needed.
bool HttpDecoder::Private::step()
{
    switch (state) {
    case State::Head:
        return stepHead();
    case State::Sized:
    case State::ChunkData:
    case State::UntilClose:
        return stepSized();
    case State::ChunkSize:
        return stepChunkSize();
    case State::ChunkEnd:
        return stepChunkEnd();
    case State::Trailer:
        return stepTrailer();
    case State::Switched:
        if (pos < data.size())
            units.emplace_back(Switched{rest().toByteArray()});
        pos = data.size();
        return false;
    case State::Over:
        pos = data.size();
        return false;
    }
    return false;
}

void HttpDecoder::Private::consume(qsizetype size)
{
    pos += size;
    scanned = lineStart = headStart = 0;
}

void HttpDecoder::Private::flush()
{
    if (!body.raw.isEmpty())
        units.emplace_back(std::exchange(body, {}));
}

void HttpDecoder::Private::fail(int status, const QString &what)
{
    flush();
    units.emplace_back(Failure{status, what, rest().toByteArray()});
    consume(data.size() - pos);
    state = State::Over;
}

void HttpDecoder::Private::end()
{
    flush();
    units.emplace_back(End{keepAlive});
    state = State::Head;
}

// Checks one byte of a head or of a chunk's framing: no control character but HTAB, and CR only before LF, LF
// only after CR (RFC 9112 §2.2).
bool HttpDecoder::Private::checkByte(qsizetype at)
{
    const char c = data[pos + at];
    const bool afterCr = at > lineStart && data[pos + at - 1] == '\r';
    if (afterCr != (c == '\n')) {
        fail(400, afterCr ? QStringLiteral("A CR stands without its LF.")
                          : QStringLiteral("An LF stands without its CR."));
        return false;
    }
    if ((static_cast<quint8>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f) {
        fail(400, QStringLiteral("This is not HTTP: a control character (%1) stands where text should be.")
                      .arg(static_cast<quint8>(c)));
        return false;
    }
    return true;
}

// Searches for the empty line that ends a head or a trailer section. If found, `scanned` is the length of the
// section.
HttpDecoder::Private::Scan HttpDecoder::Private::scanSection(qsizetype limit, bool skipEmptyLines)
{
    const qsizetype size = data.size() - pos;
    for (; scanned < size; ++scanned) {
        if (scanned >= limit) {
            fail(431, QStringLiteral("The head is larger than %1 bytes, the most that is taken.").arg(limit));
            return Scan::Failed;
        }
        if (!checkByte(scanned))
            return Scan::Failed;
        const char c = data[pos + scanned];
        if (scanned == lineStart && lineStart > headStart && (c == ' ' || c == '\t')) {
            fail(400, QStringLiteral("A field is folded over several lines, which HTTP no longer allows."));
            return Scan::Failed;
        }
        if (c != '\n')
            continue;
        const bool empty = scanned - lineStart == 1;
        const bool first = lineStart == headStart;
        lineStart = scanned + 1;
        if (empty && first && skipEmptyLines) {
            headStart = lineStart;
        } else if (empty) {
            ++scanned;
            return Scan::Found;
        }
    }
    return Scan::More;
}

// Searches for the end of a line. If found, `scanned` is its length, with CRLF.
HttpDecoder::Private::Scan HttpDecoder::Private::scanLine(qsizetype limit)
{
    const qsizetype size = data.size() - pos;
    for (; scanned < size; ++scanned) {
        if (scanned >= limit) {
            fail(400, QStringLiteral("A chunk's size line is longer than %1 bytes.").arg(limit));
            return Scan::Failed;
        }
        if (!checkByte(scanned))
            return Scan::Failed;
        if (data[pos + scanned] == '\n') {
            ++scanned;
            return Scan::Found;
        }
    }
    return Scan::More;
}

bool HttpDecoder::Private::stepHead()
{
    // A server ignores empty lines before a request (RFC 9112 §2.2).
    if (scanSection(limits.head, role == Role::Request) != Scan::Found)
        return false;
    const QByteArrayView raw = rest().first(scanned);
    auto parsed = parseHead(role == Role::Request, raw.sliced(headStart));
    if (const auto *error = std::get_if<HeadError>(&parsed)) {
        fail(error->status, error->what);
        return false;
    }
    return begin(std::get<ParsedHead>(std::move(parsed)));
}

// Decides from a complete head how its message goes on (RFC 9112 §6.3).
bool HttpDecoder::Private::begin(ParsedHead parsed)
{
    HttpHead &head = parsed.head;
    const Framing &framing = parsed.framing;
    keepAlive = head.version >= 11
                    ? !head.hasToken("Connection", "close")
                    : head.hasToken("Connection", "keep-alive") && !head.hasToken("Connection", "close");
    bodySize = 0;
    remaining = framing.length.value_or(0);

    bool switched = false;
    bool bodyless = false;
    bool untilClose = false;
    if (head.request) {
        switched = head.method == QByteArrayView("CONNECT") ||
                   (upgrades && !framing.chunked && remaining == 0 && head.isWebSocketUpgrade());
    } else {
        const int status = head.status;
        const bool interim = status < 200 && status != 101;
        Asked question = asked.empty() ? Asked::Other : asked.front();
        if (interim)
            keepAlive = true; // the final response follows
        else if (!asked.empty())
            asked.pop_front();
        switched = status == 101 || (question == Asked::Connect && status >= 200 && status < 300);
        bodyless = interim || question == Asked::Head || status == 204 || status == 304;
        untilClose = !framing.chunked && !framing.length;
    }

    units.emplace_back(Head{std::move(head), rest().first(scanned).toByteArray()});
    consume(scanned);
    if (switched) {
        state = State::Switched;
        // A Switched is due even if no bytes follow yet.
        units.emplace_back(Switched{rest().toByteArray()});
        pos = data.size();
        return false;
    }
    if (bodyless || (!framing.chunked && !untilClose && remaining == 0)) {
        end();
    } else if (framing.chunked) {
        state = State::ChunkSize;
    } else if (untilClose) {
        keepAlive = false;
        state = State::UntilClose;
    } else if (!bodyFits(remaining)) {
        fail(413, bodyTooLarge());
        return false;
    } else {
        state = State::Sized;
    }
    return true;
}

// Bytes of a body: of a sized one, of a chunk, or everything until the connection closes.
bool HttpDecoder::Private::stepSized()
{
    if (pos == data.size())
        return false;
    quint64 size = static_cast<quint64>(data.size() - pos);
    if (state == State::UntilClose) {
        if (limits.body >= 0)
            size = qMin(size, static_cast<quint64>(limits.body) - bodySize);
        if (size == 0) {
            fail(413, bodyTooLarge());
            return false;
        }
    } else {
        size = qMin(size, remaining);
        remaining -= size;
    }
    bodySize += size;
    QByteArray piece = rest().first(static_cast<qsizetype>(size)).toByteArray();
    consume(piece.size());
    body.data = piece;
    body.raw = body.raw.isEmpty() ? std::move(piece) : body.raw + piece;
    if (state == State::ChunkData) {
        if (remaining == 0)
            state = State::ChunkEnd;
        return true;
    }
    if (state == State::Sized && remaining == 0)
        end();
    else
        flush();
    return true;
}

// chunk-size [ chunk-ext ] CRLF (RFC 9112 §7.1)
bool HttpDecoder::Private::stepChunkSize()
{
    if (scanLine(kChunkLine) != Scan::Found)
        return false;
    const QByteArrayView line = rest().first(scanned - 2);
    qsizetype digits = 0;
    quint64 size = 0;
    for (; digits < line.size(); ++digits) {
        const char c = line[digits];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            break;
        if (size >> 60 != 0) {
            fail(400, QStringLiteral("A chunk's size is too large a number."));
            return false;
        }
        size = size * 16 + static_cast<quint64>(digit);
    }
    const QByteArrayView extension = line.sliced(digits);
    if (digits == 0 || (!extension.isEmpty() && !extension.trimmed().startsWith(';'))) {
        fail(400, QStringLiteral("A chunk does not begin with its size."));
        return false;
    }
    if (!bodyFits(size)) {
        fail(413, bodyTooLarge());
        return false;
    }
    body.raw.append(rest().first(scanned));
    consume(scanned);
    remaining = size;
    state = size == 0 ? State::Trailer : State::ChunkData;
    return true;
}

// The CRLF after the data of a chunk, which completes a Body unit.
bool HttpDecoder::Private::stepChunkEnd()
{
    const QByteArrayView have = rest().first(qMin<qsizetype>(2, data.size() - pos));
    if (!QByteArrayView("\r\n").startsWith(have)) {
        fail(400, QStringLiteral("A chunk is longer than its size says."));
        return false;
    }
    if (have.size() < 2)
        return false;
    body.raw.append(have);
    consume(2);
    flush();
    state = State::ChunkSize;
    return true;
}

bool HttpDecoder::Private::stepTrailer()
{
    if (scanSection(limits.head, false) != Scan::Found)
        return false;
    const QByteArrayView section = rest().first(scanned);
    for (qsizetype at = 0; at < section.size() - 2;) {
        const qsizetype next = section.indexOf('\n', at) + 1;
        const QByteArrayView line = section.sliced(at, next - at);
        if (!isToken(line.first(qMax<qsizetype>(0, line.indexOf(':'))))) {
            fail(400, QStringLiteral("A line after the last chunk is no field."));
            return false;
        }
        at = next;
    }
    body.raw.append(section);
    consume(scanned);
    end();
    return true;
}

HttpDecoder::HttpDecoder(Role role, HttpLimits limits) : d(std::make_unique<Private>(role, limits)) {}
HttpDecoder::~HttpDecoder() = default;
HttpDecoder::HttpDecoder(HttpDecoder &&) noexcept = default;
HttpDecoder &HttpDecoder::operator=(HttpDecoder &&) noexcept = default;

std::vector<HttpDecoder::Unit> HttpDecoder::feed(QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        d->run(bytes);
    return std::exchange(d->units, {});
}

std::vector<HttpDecoder::Unit> HttpDecoder::finish()
{
    d->data = d->buffer;
    d->pos = 0;
    if (d->state == Private::State::UntilClose) {
        d->end();
    } else if (d->state != Private::State::Switched && d->state != Private::State::Over && !idle()) {
        d->fail(400, QStringLiteral("The connection ended in the middle of a message."));
    }
    d->state = Private::State::Over;
    d->data = {};
    d->buffer.clear();
    return std::exchange(d->units, {});
}

void HttpDecoder::expectResponseTo(QByteArrayView method)
{
    d->asked.push_back(method == QByteArrayView("HEAD")      ? Asked::Head
                       : method == QByteArrayView("CONNECT") ? Asked::Connect
                                                             : Asked::Other);
}

void HttpDecoder::takeUpgrades()
{
    d->upgrades = true;
}

bool HttpDecoder::idle() const
{
    return d->state == Private::State::Head && d->headStart == d->buffer.size();
}

} // namespace swapscope::wire
