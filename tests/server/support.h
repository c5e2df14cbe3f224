#pragma once

#include "net/ends.h"
#include "net/loop.h"

#include <core/clock.h>
#include <core/connections.h>
#include <core/recorder.h>
#include <server/mockserver.h>
#include <wire/eventstream.h>
#include <wire/http.h>
#include <wire/websocket.h>

#include <QDir>
#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

// A server with all that it needs, and what it recorded.
class Bench
{
public:
    Bench()
    {
        swapscopeSite.title = QStringLiteral("bench");
        server.answerTo({{}, {"test"}}); // the Host that the tests ask at
    }

    // Listens on a free port with these routes.
    void start(swapscope::Routes routes)
    {
        server.setSeed(1);
        server.setSite(swapscopeSite);
        server.setRoutes(std::move(routes));
        const auto port = server.listen(QHostAddress(QHostAddress::LocalHost), 0);
        if (!port)
            qFatal("%s", qPrintable(port.error().message));
    }

    const std::vector<swapscope::Event> &events()
    {
        for (swapscope::Event &event : recorder.take())
            taken.push_back(std::move(event));
        return taken;
    }
    std::vector<swapscope::Event> all(swapscope::Kind kind)
    {
        std::vector<swapscope::Event> found;
        for (const swapscope::Event &event : events()) {
            if (event.kind == kind)
                found.push_back(event);
        }
        return found;
    }
    qsizetype count(swapscope::Kind kind) { return static_cast<qsizetype>(all(kind).size()); }

    swapscope::Site swapscopeSite;
    std::shared_ptr<swapscope::MonotonicClock> clock = std::make_shared<swapscope::MonotonicClock>();
    swapscope::Recorder recorder{clock};
    swapscope::ConnectionRegistry registry;
    std::vector<swapscope::Event> taken;
    swapscope::MockServer server{recorder, registry};
};

// A client that speaks bytes.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] {
            if (reads)
                received += socket.readAll();
        });
    }
    bool connected()
    {
        return QTest::qWaitFor([&] { return isUp(); }, swapscope::testrunner::kPatienceMs);
    }
    bool isUp() const { return socket.state() == QAbstractSocket::ConnectedState; }
    bool ended() const { return socket.state() == QAbstractSocket::UnconnectedState; }
    void send(const QByteArray &bytes)
    {
        connected();
        socket.write(bytes);
    }

    QTcpSocket socket;
    QByteArray received;
    bool reads = true;
};

struct Reply
{
    swapscope::wire::HttpHead head;
    QByteArray body;
    bool complete = false;
};

// The replies in these bytes, to requests with these methods.
inline std::vector<Reply> repliesIn(const QByteArray &bytes, const QList<QByteArray> &methods,
                                    bool closed = false)
{
    using swapscope::wire::HttpDecoder;
    HttpDecoder decoder(HttpDecoder::Role::Response, {64 * 1024, -1});
    for (const QByteArray &method : methods)
        decoder.expectResponseTo(method);
    std::vector<Reply> replies;
    auto units = decoder.feed(bytes);
    if (closed) {
        for (auto &unit : decoder.finish())
            units.push_back(std::move(unit));
    }
    for (auto &unit : units) {
        if (auto *head = std::get_if<HttpDecoder::Head>(&unit))
            replies.push_back({head->head, {}, false});
        else if (auto *body = std::get_if<HttpDecoder::Body>(&unit))
            replies.back().body += body->data;
        else if (std::holds_alternative<HttpDecoder::End>(unit))
            replies.back().complete = true;
    }
    return replies;
}

// Sends one request on a connection of its own and waits for the reply.
inline Reply ask(const Bench &bench, const QByteArray &request)
{
    RawClient client(bench.server.port());
    client.send(request);
    const QByteArray method = request.left(request.indexOf(' '));
    const auto done = [&] {
        const auto replies = repliesIn(client.received, {method}, client.ended());
        return !replies.empty() && replies.back().complete && replies.back().head.status >= 200;
    };
    if (!QTest::qWaitFor(done, swapscope::testrunner::kPatienceMs))
        return {};
    return repliesIn(client.received, {method}, client.ended()).back();
}

inline QByteArray get(const QByteArray &path, const QByteArray &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + fields + "\r\n";
}

// A WebSocket client that tells what was on the wire.
class WsClient
{
public:
    WsClient(const Bench &bench, const QByteArray &path, const QByteArray &fields = {})
        : raw(bench.server.port())
    {
        raw.send("GET " + path +
                 " HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
                 fields + "\r\n");
    }
    // Text and binary messages so far, in order.
    QList<QByteArray> messages()
    {
        read();
        return texts;
    }
    int pings()
    {
        read();
        return pingCount;
    }
    std::optional<swapscope::wire::CloseInfo> closed()
    {
        read();
        return close;
    }
    bool open()
    {
        read();
        return upgraded;
    }
    bool waitOpen()
    {
        return QTest::qWaitFor([&] { return open(); }, swapscope::testrunner::kPatienceMs);
    }
    void frame(swapscope::wire::Opcode opcode, const QByteArray &payload)
    {
        waitOpen(); // RFC 6455, section 4.1: nothing before the answer
        raw.send(swapscope::wire::encodeFrame(opcode, payload, true, 0x12345678U));
    }
    void text(const QByteArray &payload) { frame(swapscope::wire::Opcode::Text, payload); }

    RawClient raw;

private:
    void read()
    {
        using namespace swapscope;
        QByteArray bytes = std::exchange(raw.received, {});
        if (!upgraded) {
            const qsizetype end = bytes.indexOf("\r\n\r\n");
            if (end < 0 || !bytes.startsWith("HTTP/1.1 101")) {
                raw.received = bytes;
                return;
            }
            upgraded = true;
            bytes = bytes.mid(end + 4);
        }
        for (auto &unit : decoder.feed(bytes)) {
            const auto *got = std::get_if<wire::Frame>(&unit);
            if (!got)
                qFatal("the server broke the protocol");
            if (got->opcode == wire::Opcode::Ping)
                ++pingCount;
            else if (got->opcode == wire::Opcode::Close)
                close = wire::decodeClose(got->payload);
            else if (auto message = assembler.feed(*got))
                texts += message->payload;
        }
    }

    swapscope::wire::FrameDecoder decoder{swapscope::wire::FrameDecoder::Sender::Server, {-1, -1}};
    swapscope::wire::MessageAssembler assembler;
    bool upgraded = false;
    int pingCount = 0;
    QList<QByteArray> texts;
    std::optional<swapscope::wire::CloseInfo> close;
};

// An event-stream reader.
class StreamClient
{
public:
    StreamClient(const Bench &bench, const QByteArray &path, const QByteArray &fields = {},
                 const QByteArray &version = "HTTP/1.1")
        : raw(bench.server.port())
    {
        raw.send("GET " + path + ' ' + version + "\r\nHost: test\r\n" + fields + "\r\n");
    }
    swapscope::wire::HttpHead head() { return reply().head; }
    bool complete() { return reply().complete; }
    std::vector<swapscope::wire::StreamBlock>
    blocks(swapscope::wire::StreamBlock::Kind kind = swapscope::wire::StreamBlock::Kind::Event)
    {
        swapscope::wire::EventStreamDecoder decoder;
        std::vector<swapscope::wire::StreamBlock> found;
        for (auto &block : decoder.feed(reply().body)) {
            if (block.kind == kind)
                found.push_back(block);
        }
        return found;
    }
    QStringList texts()
    {
        QStringList found;
        for (const auto &block : blocks())
            found += block.event.data;
        return found;
    }

    RawClient raw;

private:
    Reply reply()
    {
        auto replies = repliesIn(raw.received, {"GET"}, raw.ended());
        return replies.empty() ? Reply{} : replies.front();
    }
};

inline void writeFile(const QString &name, const QByteArray &content)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s", qPrintable(file.errorString()));
    file.write(content);
}

// What is not fine in a routes table is a mistake of the test.
template<typename Route>
void must(swapscope::Routes &routes, Route route)
{
    const auto added = routes.add(std::move(route));
    if (!added)
        qFatal("%s", qPrintable(added.error().message));
}
