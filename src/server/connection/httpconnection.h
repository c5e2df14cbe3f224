#pragma once

#include "../http/lateanswer.h"
#include "../serverlimits.h"

#include <net/tcpend.h>
#include <wire/http.h>

#include <deque>
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
    // Whether a request for a WebSocket is agreed to. If so, the connection has given its socket away
    // (takeEnd()) when this returns; `rest` is what came behind the head.
    virtual bool upgrade(HttpConnection &connection, const wire::HttpHead &head, const QByteArray &rest) = 0;
    // Must answer(), or take the socket.
    virtual void request(HttpConnection &connection, const wire::HttpHead &head, const QByteArray &body,
                         bool keepAlive) = 0;
    // The input is no HTTP, or beyond a limit; must answer().
    virtual void broken(HttpConnection &connection, int status, const QString &what) = 0;
    // It has more to do than one turn is for: goOn() in the next one.
    virtual void goOnLater(HttpConnection &connection) = 0;
    // Its socket is gone or given away: nothing more will come of it.
    virtual void gone(HttpConnection &connection) = 0;
};

// One accepted TCP connection as long as it speaks plain HTTP: takes requests apart, one after the other, and
// writes their answers in that order. A peer that does not read its answers is not read either.
class HttpConnection
{
public:
    // Takes the connected end over. The host must outlive it.
    HttpConnection(std::unique_ptr<TcpEnd> end, HttpHost &host);
    ~HttpConnection();
    Q_DISABLE_COPY_MOVE(HttpConnection)

    const QHostAddress &peerAddress() const { return m_peerAddress; }
    quint16 peerPort() const { return m_peerPort; }
    // Whole bytes of an answer. Unless keepAlive the connection is closed when the peer has had time to read
    // it.
    void answer(const QByteArray &bytes, bool keepAlive);
    // The answer comes later, whole with answer(), or in pieces: push() its head and each of them, then
    // answer() with the last bytes. Requests behind it wait. The connection tells `late` when nobody reads
    // any more.
    void wait(std::shared_ptr<LateAnswer> late);
    void push(const QByteArray &bytes);
    // The answer is cut off, and the peer can tell: the connection is reset.
    void breakOff();
    // Gives the socket away with all signals disconnected; gone() follows.
    std::unique_ptr<TcpEnd> takeEnd();
    // Ends it, with a moment for the last answer to be sent.
    void close();
    // Ends what has waited beyond its time.
    void checkTime();
    // Works through what has come, as far as a turn goes and the peer takes the answers.
    void goOn();

private:
    void read();
    void take(wire::HttpDecoder::Unit unit);
    void takeHead(wire::HttpHead head);
    void takeUpgrade(const QByteArray &rest);
    void fail(int status, const QString &what);
    void peerEnded();
    void finish();
    void linger();
    void setDeadline(Nanoseconds after);
    wire::HttpDecoder makeDecoder() const;

    std::unique_ptr<TcpEnd> m_end; // null: given away
    HttpHost &m_host;
    QHostAddress m_peerAddress;
    quint16 m_peerPort;
    wire::HttpDecoder m_decoder;
    std::deque<wire::HttpDecoder::Unit> m_units; // come and not yet worked through
    wire::HttpHead m_head;
    QByteArray m_body;
    std::shared_ptr<LateAnswer> m_late; // the request before is not answered yet
    Nanoseconds m_deadline = 0;
    bool m_inRequest = false; // a first byte has come
    bool m_lingering = false; // the last answer is written; what comes is thrown away
    bool m_working = false;
    bool m_peerEnded = false; // its direction
    bool m_finished = false;
};

} // namespace swapscope::mock
