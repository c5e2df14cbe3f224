#pragma once

#include "openconnection.h"

#include <wire/websocket.h>

#include <deque>
#include <memory>

namespace swapscope::mock {

// An open WebSocket (RFC 6455), from the answer to its handshake on.
class SocketConnection final : public OpenConnection
{
public:
    // `answer` is the head that switches; it leaves with what the open handler says.
    SocketConnection(ConnectionHost &host, std::unique_ptr<TcpEnd> end, const QByteArray &answer,
                     Origin origin, std::shared_ptr<const Routes> routes, const SocketRoute *route);
    ~SocketConnection() override;

    // `rest` is what came behind the handshake in the same read.
    void open(QByteArrayView rest);

    bool isStream() const override { return false; }
    void sendDirectBinary(const QByteArray &data) override;
    void closeByServer(int code, const QString &reason) override;
    bool bind(const std::shared_ptr<const Routes> &routes) override;

private:
    Broadcast::Form form() const override { return Broadcast::Frame; }
    QByteArray encode(const QByteArray &fragment, const QString &event, const QString &id) const override;
    QByteArray snapshot(const Peer &peer) const override;
    void over(std::optional<int> code, const QString &reason, bool byServer) override;
    void callOpen(const Peer &peer, const Request &request) override;
    void readable() override;
    void beat() override;

    void take(QByteArrayView bytes);
    // Handles what has come, so much of it in a turn.
    void work();
    void handle(wire::FrameDecoder::Unit unit);
    void control(const wire::Frame &frame);
    void fail(const wire::ProtocolError &error);
    void closed(const wire::CloseInfo &said);
    // A text message's bytes; of a binary one nothing but how many they are.
    EventId recordReceived(const char *opcode, qsizetype bytes, std::optional<QByteArrayView> text,
                           std::optional<qint64> cursor = {});
    void receiveText(const QByteArray &payload);
    void receiveBinary(const QByteArray &payload);

    std::shared_ptr<const Routes> m_routes; // keeps m_route
    const SocketRoute *m_route;
    wire::FrameDecoder m_decoder;
    wire::MessageAssembler m_assembler;
    // Come and not yet handled; made when it is needed first, for most connections have none most of the
    // time.
    std::unique_ptr<std::deque<wire::FrameDecoder::Unit>> m_waiting;
    int m_unanswered = 0;      // pings since the last sign of life
    bool m_peerClosed = false; // its close frame has come, or what came was no WebSocket
};

} // namespace swapscope::mock
