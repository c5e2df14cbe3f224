#pragma once

#include "serverlimits.h"

#include <wire/http.h>

#include <QObject>
#include <QTcpSocket>

#include <memory>

namespace swapscope::mock {

class HttpConnection;

// Who answers what comes over HTTP connections.
class HttpHost
{
public:
    virtual ~HttpHost();

    virtual const ServerLimits &limits() const = 0;
    virtual Nanoseconds now() const = 0;
    // Whether a request for a WebSocket is one for the WebSocket side. If so, the connection has given its
    // socket away (takeSocket()) when this returns.
    virtual bool upgrade(HttpConnection &connection, const wire::HttpHead &head) = 0;
    // Must answer(), or take the socket.
    virtual void request(HttpConnection &connection, const wire::HttpHead &head, const QByteArray &body,
                         bool keepAlive) = 0;
    // The input is no HTTP, or beyond a limit; must answer().
    virtual void broken(HttpConnection &connection, int status, const QString &what) = 0;
    // Its socket is gone or given away: nothing more will come of it.
    virtual void gone(HttpConnection &connection) = 0;
};

// One accepted TCP connection as long as it speaks plain HTTP: takes requests apart, one after the other, and
// writes their answers in that order. A request to switch to WebSocket is only looked at, so that its bytes
// are still in the socket for whoever takes it.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    // Takes the socket over. The host must outlive it.
    HttpConnection(std::unique_ptr<QTcpSocket> socket, HttpHost &host);
    ~HttpConnection() override;

    QTcpSocket &socket() { return *m_socket; }
    // Whole bytes of an answer. Unless keepAlive the connection is closed when the peer has had time to read
    // it.
    void answer(const QByteArray &bytes, bool keepAlive);
    // Gives the socket away with all signals disconnected; gone() follows.
    std::unique_ptr<QTcpSocket> takeSocket();
    // Ends it, with a moment for the last answer to be sent.
    void close();
    // Ends what has waited beyond its time.
    void checkTime();

private:
    void read();
    bool readHead();
    void take(std::vector<wire::HttpDecoder::Unit> units);
    void fail(int status, const QString &what);
    void linger();
    void setDeadline(Nanoseconds after);

    std::unique_ptr<QTcpSocket> m_socket;
    HttpHost &m_host;
    wire::HttpDecoder m_decoder;
    wire::HttpHead m_head;
    QByteArray m_body;
    Nanoseconds m_deadline = 0;
    bool m_inRequest = false; // a first byte has come
    bool m_lingering = false; // the last answer is written; what comes is thrown away
    bool m_reading = false;
};

} // namespace swapscope::mock
