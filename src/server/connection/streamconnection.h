#pragma once

#include "openconnection.h"

#include <memory>

namespace swapscope::mock {

// An open event stream (WHATWG HTML, section 9.2): the answer to a GET that does not end.
class StreamConnection final : public OpenConnection
{
public:
    struct Answering
    {
        bool chunked = true; // HTTP/1.1; else the stream lasts until the connection closes
        QByteArray setCookie;
        QByteArray date; // of the answer's Date
    };

    StreamConnection(ConnectionHost &host, std::unique_ptr<TcpEnd> end, Origin origin, Answering answering,
                     std::shared_ptr<const Routes> routes, const StreamRoute *route);
    ~StreamConnection() override;

    void open();
    // The head of the answer.
    static QByteArray head(const Answering &answering);

    bool isStream() const override { return true; }
    void sendDirectBinary(const QByteArray &data) override;
    void closeByServer(int code, const QString &reason) override;
    bool bind(const std::shared_ptr<const Routes> &routes) override;

private:
    Broadcast::Form form() const override
    {
        return m_answering.chunked ? Broadcast::ChunkedEvent : Broadcast::PlainEvent;
    }
    QByteArray encode(const QByteArray &fragment, const QString &event, const QString &id) const override;
    QByteArray snapshot(const Peer &peer) const override;
    void over(std::optional<int> code, const QString &reason, bool byServer) override;
    void callOpen(const Peer &peer, const Request &request) override;
    QByteArray preamble() override;
    void readable() override;
    void beat() override;

    // The bytes of a block, or of a part of one, as they are sent.
    QByteArray framed(const QByteArray &block) const;

    Answering m_answering;
    std::shared_ptr<const Routes> m_routes; // keeps m_route
    const StreamRoute *m_route;
    bool m_retrySaid = false;
};

} // namespace swapscope::mock
