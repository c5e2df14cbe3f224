#include "traffic.h"

#include "../upstream/connectionkey.h"

#include <core/connections.h>
#include <wire/hostfield.h>

namespace swapscope {

using wire::HttpDecoder;

namespace {

// A relay takes bodies of any length, and heads up to what it is ready to hold; beyond, it passes bytes on
// unread.
constexpr wire::HttpLimits kHttpLimits{.head = 256 * 1024, .body = -1};

LinkRequest describeRequest(const wire::HttpHead &head, const QByteArray &key)
{
    LinkRequest request;
    request.method = head.method;
    request.key = key;
    const qsizetype question = head.target.indexOf('?');
    request.path = QString::fromUtf8(question < 0 ? head.target : head.target.left(question));
    if (head.has("Last-Event-ID"))
        request.lastEventId = QString::fromUtf8(head.value("Last-Event-ID"));
    const QByteArray accept = head.value("Accept").trimmed().toLower();
    if (head.isWebSocketUpgrade())
        request.wants = LinkRequest::Wants::WebSocket;
    else if (accept == "text/event-stream")
        request.wants = LinkRequest::Wants::Stream;
    else if (accept.contains("text/event-stream")) {
        // Who names an event that it has seen can only mean a stream (WHATWG HTML, 9.2.4); an embedded page's
        // probe says so itself.
        const bool sure = head.has("Last-Event-ID") || key.startsWith(kStreamKeyMark);
        request.wants = sure ? LinkRequest::Wants::Stream : LinkRequest::Wants::MaybeStream;
    }
    return request;
}

bool isEventStream(const wire::HttpHead &head)
{
    const QByteArray type = head.value("Content-Type").split(';').first();
    return head.status == 200 && type.trimmed().toLower() == "text/event-stream";
}

} // namespace

Traffic::Traffic(std::shared_ptr<const HeaderRewriter> fitting, wire::OwnNames names)
    : m_headerRewriter(std::move(fitting)),
      m_names(std::move(names)),
      m_requests(HttpDecoder::Role::Request, kHttpLimits),
      m_responses(HttpDecoder::Role::Response, kHttpLimits)
{
}

std::vector<WireUnit> Traffic::up(QByteArrayView bytes)
{
    if (m_fromClient)
        return m_fromClient->take(bytes);
    std::vector<WireUnit> out;
    if (m_opaqueUp) {
        pass(bytes.toByteArray(), out);
    } else if (!m_waiting.isEmpty()) {
        m_waiting += bytes;
    } else {
        for (HttpDecoder::Unit &unit : m_requests.feed(bytes))
            takeRequest(std::move(unit), out);
    }
    return out;
}

std::vector<WireUnit> Traffic::down(QByteArrayView bytes)
{
    if (m_fromServer)
        return m_fromServer->take(bytes);
    std::vector<WireUnit> out;
    if (m_opaqueDown) {
        pass(bytes.toByteArray(), out);
        return out;
    }
    if (m_headerRewriter && beginsGarbled(bytes)) {
        m_opaqueDown = true;
        decideAsIs();
        out.push_back({.raw = bytes.toByteArray(), .garbled = true});
        return out;
    }
    for (HttpDecoder::Unit &unit : m_responses.feed(bytes))
        takeResponse(std::move(unit), out);
    return out;
}

// Whoever speaks another language may wait for an answer in the middle of what would be a head.
bool Traffic::beginsGarbled(QByteArrayView bytes)
{
    const QByteArray wanted = QByteArrayLiteral("HTTP/");
    if (m_begin.size() >= wanted.size())
        return false;
    m_begin += bytes.first(std::min(bytes.size(), wanted.size() - m_begin.size()));
    return !wanted.startsWith(m_begin);
}

std::vector<WireUnit> Traffic::upEnds(bool reset)
{
    std::vector<WireUnit> out;
    if (m_fromClient) {
        pass(m_fromClient->pending(), out);
    } else if (!m_waiting.isEmpty()) {
        m_opaqueUp = true;
        pass(std::exchange(m_waiting, {}), out);
    } else if (!m_opaqueUp) {
        m_upgrade = 0;
        for (HttpDecoder::Unit &unit : m_requests.finish()) {
            // A request that ends too early is no failure to read it.
            if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit))
                passUnreadUp(std::move(failure->raw), out);
            else
                takeRequest(std::move(unit), out);
        }
    }
    out.push_back({.exchange = live(), .eof = true, .reset = reset});
    return out;
}

std::vector<WireUnit> Traffic::downEnds(bool reset)
{
    std::vector<WireUnit> out;
    if (m_fromServer) {
        pass(m_fromServer->pending(), out);
    } else if (!m_opaqueDown) {
        for (HttpDecoder::Unit &unit : m_responses.finish()) {
            // An answer that ends too early is no failure to read it.
            if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit)) {
                pass(std::move(failure->raw), out);
                if (!out.empty())
                    out.back().garbled = m_headerRewriter && m_answering == 0;
            } else {
                takeResponse(std::move(unit), out);
            }
        }
    }
    decideAsIs();
    m_serverEnded = true;
    out.push_back({.exchange = m_answering, .eof = true, .reset = reset});
    return out;
}

std::vector<WireUnit> Traffic::decided()
{
    return std::exchange(m_decided, {});
}

// There will be no answer to wait for.
void Traffic::decideAsIs()
{
    m_upgrade = 0;
    if (m_waiting.isEmpty())
        return;
    m_opaqueUp = true;
    pass(std::exchange(m_waiting, {}), m_decided);
}

int Traffic::nextAnswer() const
{
    if (m_serverEnded || !readsAnswers())
        return 0;
    if (m_answerBegun)
        return m_answering;
    return m_asked.empty() ? 0 : m_asked.front().exchange;
}

std::optional<QByteArray> Traffic::streamEnd() const
{
    return m_stream ? m_stream->end() : std::nullopt;
}

// Bytes that say nothing by themselves.
void Traffic::pass(QByteArray raw, std::vector<WireUnit> &out) const
{
    if (!raw.isEmpty())
        out.push_back({.raw = std::move(raw), .exchange = live()});
}

void Traffic::takeRequest(HttpDecoder::Unit &&unit, std::vector<WireUnit> &out)
{
    if (auto *head = std::get_if<HttpDecoder::Head>(&unit)) {
        ConnectionKey keyed = takeKey(head->head, head->raw);
        LinkRequest request = describeRequest(head->head, keyed.key);
        if (m_headerRewriter) {
            FittedHead fitted = m_headerRewriter->request(head->head, keyed.raw);
            keyed.raw = std::move(fitted.raw);
            request.fitted = std::move(fitted.changes);
            // Which of two hosts was meant would be lost with the rewriting, and that a page of the web asks
            // by a name of its own. Without it, the server sees for itself.
            request.wrong = wire::wrongHost(head->head);
            if (request.wrong.isEmpty()) {
                request.wrong = wire::foreignHost(head->head, m_names);
                request.wrongStatus = 403;
            }
        }
        m_responses.expectResponseTo(request.method);
        ++m_exchanges;
        m_inRequest = true;
        if (!m_opaqueDown)
            m_asked.push_back({m_exchanges, request, head->head.value("Host")});
        if (request.wants == LinkRequest::Wants::WebSocket && !m_opaqueDown)
            m_upgrade = m_exchanges;
        out.push_back({.raw = std::move(keyed.raw),
                       .exchange = m_exchanges,
                       .request = std::make_shared<const LinkRequest>(std::move(request))});
    } else if (auto *body = std::get_if<HttpDecoder::Body>(&unit)) {
        out.push_back({.raw = std::move(body->raw), .exchange = m_exchanges});
    } else if (std::holds_alternative<HttpDecoder::End>(unit)) {
        m_inRequest = false;
    } else if (auto *switched = std::get_if<HttpDecoder::Switched>(&unit)) {
        m_opaqueUp = true;
        pass(std::move(switched->raw), out);
    } else if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit)) {
        takeGarbledRequest(std::move(*failure), out);
    }
}

void Traffic::takeGarbledRequest(HttpDecoder::Failure &&failure, std::vector<WireUnit> &out)
{
    if (m_upgrade != 0 && !failure.raw.isEmpty()) {
        m_waiting = std::move(failure.raw);
        return;
    }
    const bool wrong = m_headerRewriter && m_exchanges > 0 && !m_inRequest;
    if (!wrong) {
        passUnreadUp(std::move(failure.raw), out);
        return;
    }
    // Behind requests that were fitted an attached server gets none that was not.
    m_opaqueUp = true;
    LinkRequest request;
    request.wrong = failure.what;
    ++m_exchanges;
    if (!m_opaqueDown)
        m_asked.push_back({m_exchanges, request, {}});
    out.push_back({.raw = std::move(failure.raw),
                   .exchange = m_exchanges,
                   .request = std::make_shared<const LinkRequest>(std::move(request))});
}

void Traffic::passUnreadUp(QByteArray raw, std::vector<WireUnit> &out)
{
    m_opaqueUp = true;
    // What does not begin with HTTP is not answered with it.
    m_opaqueDown = m_opaqueDown || m_exchanges == 0;
    pass(std::move(raw), out);
}

void Traffic::beginWebSocket(bool extensions)
{
    m_fromClient.emplace(wire::FrameDecoder::Sender::Client, extensions, m_answering);
    m_fromServer.emplace(wire::FrameDecoder::Sender::Server, extensions, m_answering);
    // What the client has sent already is in the request decoder, unless that has given it back.
    QByteArray early = std::exchange(m_waiting, {});
    if (early.isEmpty()) {
        for (HttpDecoder::Unit &unit : m_requests.finish()) {
            if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit))
                early = std::move(failure->raw);
        }
    }
    if (!early.isEmpty())
        m_decided = m_fromClient->take(early);
}

void Traffic::takeResponseHead(HttpDecoder::Head &&head, std::vector<WireUnit> &out)
{
    LinkResponse response;
    response.status = head.head.status;
    response.interim = response.status < 200 && response.status != 101;
    Asked asked = m_asked.empty() ? Asked() : m_asked.front();
    if (!response.interim) {
        if (!m_asked.empty())
            m_asked.pop_front();
        m_answering = asked.exchange;
        m_answerBegun = true;
        response.switched = response.status == 101 && asked.request.wants == LinkRequest::Wants::WebSocket;
        response.stream = isEventStream(head.head) && asked.request.method != "HEAD";
        if (response.stream)
            m_stream.emplace(head.head);
        if (response.switched)
            beginWebSocket(!head.head.value("Sec-WebSocket-Extensions").trimmed().isEmpty());
        else if (m_upgrade != 0 && asked.exchange == m_upgrade)
            decideAsIs();
    }
    if (m_headerRewriter) {
        FittedHead fitted = m_headerRewriter->response(head.head, head.raw, asked.host);
        head.raw = std::move(fitted.raw);
        response.fitted = std::move(fitted.changes);
    }
    WireUnit unit{.raw = std::move(head.raw), .exchange = asked.exchange, .response = response};
    if (response.stream && m_stream->isCoded())
        unit.messages.push_back(LinkMessage::unread(m_stream->whyUnread(), 0));
    out.push_back(std::move(unit));
}

void Traffic::takeResponse(HttpDecoder::Unit &&unit, std::vector<WireUnit> &out)
{
    if (auto *head = std::get_if<HttpDecoder::Head>(&unit)) {
        takeResponseHead(std::move(*head), out);
    } else if (auto *body = std::get_if<HttpDecoder::Body>(&unit)) {
        WireUnit passed{.raw = std::move(body->raw), .exchange = m_answering};
        if (m_stream)
            m_stream->take(body->data, passed);
        out.push_back(std::move(passed));
    } else if (std::holds_alternative<HttpDecoder::End>(unit)) {
        m_answerBegun = false;
        if (m_stream) {
            m_stream.reset();
            out.push_back({.exchange = m_answering, .streamEnds = true});
        }
    } else if (auto *switched = std::get_if<HttpDecoder::Switched>(&unit)) {
        m_opaqueDown = !isWebSocket();
        m_opaqueUp = !isWebSocket();
        if (!switched->raw.isEmpty()) {
            std::vector<WireUnit> first = down(switched->raw);
            std::move(first.begin(), first.end(), std::back_inserter(out));
        }
    } else if (auto *failure = std::get_if<HttpDecoder::Failure>(&unit)) {
        m_opaqueDown = true;
        decideAsIs();
        const qint64 bytes = failure->raw.size();
        WireUnit passed{.raw = std::move(failure->raw), .exchange = m_answering};
        passed.garbled = m_headerRewriter && m_answering == 0 && bytes > 0;
        if (m_stream)
            passed.messages.push_back(LinkMessage::unread(failure->what, bytes));
        if (m_stream || !passed.raw.isEmpty())
            out.push_back(std::move(passed));
    }
}

} // namespace swapscope
