#pragma once

#include "../clientdirectory.h"
#include "../http/dispatch.h"
#include "httpconnection.h"
#include "openconnection.h"

#include <core/recorder.h>
#include <wire/ownnames.h>

#include <QTimer>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace swapscope::mock {

class ChannelHub;

// Receives what connects to the server's port: answers plain requests, and opens the WebSockets and streams
// that it then leaves to the switchboard. Records server.request and server.rewrote. For the server's thread.
class Acceptor final : public HttpHost
{
public:
    // All outlive it. names: who asks by another, or from another's page, gets a 403. owner: gets the sockets
    // that belong to nobody else for a time. wallTime: milliseconds since 1970, for the answers' Date.
    Acceptor(QObject &owner, Recorder &recorder, ChannelHub &board, ClientDirectory &visitors,
             const Site &site, const wire::OwnNames &names, const ServerLimits &limits,
             const std::function<qint64()> &wallTime);
    ~Acceptor() override;
    Q_DISABLE_COPY_MOVE(Acceptor)

    // An accepted connection; beyond the limit it is refused with a 503.
    void take(std::unique_ptr<TcpEnd> end);
    // Ends what the switchboard does not have.
    void closeAll();
    // Nothing is here that the switchboard does not have.
    bool isEmpty() const { return m_http.empty(); }
    // Deletes what is over; with every turn of the switchboard, after it.
    void turn();

private:
    const ServerLimits &limits() const override { return m_limits; }
    Nanoseconds now() const override { return m_recorder.now(); }
    bool upgrade(HttpConnection &connection, const wire::HttpHead &head, const QByteArray &rest) override;
    void request(HttpConnection &connection, const wire::HttpHead &head, const QByteArray &body,
                 bool keepAlive) override;
    void broken(HttpConnection &connection, int status, const QString &what) override;
    void goOnLater(HttpConnection &connection) override;
    void gone(HttpConnection &connection) override;

    void checkTimes();
    // For this second.
    const QByteArray &date();
    void wake();
    Visitor identify(HttpConnection &connection, const Request &request, ClientDirectory::Cookie cookie);
    OpenConnection::Origin originOf(const Visitor &visitor, Request request, const QJsonObject &params);
    void openStream(HttpConnection &connection, const Visitor &visitor, Request request, bool chunked,
                    const Routes::Match<StreamRoute> &match, const std::shared_ptr<const Routes> &routes);
    enum class Body { Whole, InPieces };
    // What a request is answered with, as the trace tells it: how long a body in pieces is nobody knows yet.
    EventId recordAnswer(const Visitor &visitor, const QByteArray &method, const QString &path,
                         const Answer &answer, Body body);
    // That the body of an answer with this status stays here. cause: the answer's event.
    void warnOfBody(const Visitor &visitor, const QByteArray &method, const QString &path, int status,
                    EventId cause);
    // The handler's answer comes later, or in pieces.
    void respondLater(HttpConnection &connection, const Visitor &visitor, const wire::HttpHead &head,
                      const QString &path, const std::shared_ptr<LateAnswer> &late, bool keepAlive);
    void respond(HttpConnection &connection, const Visitor &visitor, const QByteArray &method,
                 const QString &path, const Dispatched &dispatched, bool keepAlive);

    QObject &m_owner;
    Recorder &m_recorder;
    ChannelHub &m_board;
    ClientDirectory &m_directory;
    const Site &m_site;
    const wire::OwnNames &m_names;
    const ServerLimits &m_limits;
    const std::function<qint64()> &m_wallTime;
    qint64 m_dateSecond = -1;
    QByteArray m_date;
    QTimer m_tick;
    std::unordered_map<HttpConnection *, std::unique_ptr<HttpConnection>> m_http;
    std::vector<std::unique_ptr<HttpConnection>> m_gone; // deleted when no call of theirs is on the stack
};

} // namespace swapscope::mock
