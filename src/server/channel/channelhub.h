#pragma once

#include "../connection/openconnection.h"
#include "../sessions.h"

#include <core/recorder.h>

#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace swapscope::mock {

// Channels, and the open connections that are on them: who is sent what. Opens no socket.
class ChannelHub final : public ConnectionHost
{
public:
    // wake: asks for a call of turn() in the next turn of the event loop; asked again only after that.
    // tellGone: is told of each connection whose socket is gone; it may be empty.
    ChannelHub(Recorder &recorder, const ServerLimits &limits, std::function<void()> wake,
               std::function<void(const OpenConnection &)> tellGone = {});
    ~ChannelHub() override;

    // As MockServer says of each.
    void setRoutes(Routes routes, bool keepChannels);
    const std::shared_ptr<const Routes> &routes() const { return m_routes; }
    Channel &channel(const QString &name, int history);
    qint64 publish(const QString &channel, const std::function<QByteArray(qint64)> &fragment,
                   const QString &event, EventId cause);
    std::vector<Peer> peers() const;

    // A connection that is about to open; knownCursor() and updates are for it from now on.
    void adopt(std::shared_ptr<OpenConnection> connection);
    std::optional<qint64> knownCursor(const Cursors::Key &key) const;
    void closeAll(int code, const QString &reason);
    std::size_t size() const { return m_open.size(); }

    // Deferred handlers, then what is to be sent.
    void turn();

    const ServerLimits &limits() const override { return m_limits; }
    EventId record(Event event) override { return m_recorder.record(std::move(event)); }
    EventId cause() const override { return m_cause; }
    void later(std::function<void()> work) override;
    Channel &channelOf(const QString &name) override;
    std::optional<qint64> knownCursor(const OpenConnection &connection) const override;
    void flushSoon(OpenConnection &connection) override;
    Nanoseconds now() const override { return m_recorder.now(); }
    void wakeAt(OpenConnection &connection, Nanoseconds time) override;
    void closed(OpenConnection &connection) override;
    void gone(OpenConnection &connection) override;

private:
    EventId exchangeCause(EventId cause) override { return std::exchange(m_cause, cause); }
    static Cursors::Key keyOf(const OpenConnection &connection);
    std::vector<std::shared_ptr<OpenConnection>> all() const;
    void subscribe(OpenConnection &connection);
    void runDeferred();
    void wake();
    void startAlarm();
    void alarm();

    Recorder &m_recorder;
    const ServerLimits &m_limits;
    std::function<void()> m_wake;
    std::function<void(const OpenConnection &)> m_tellGone;
    bool m_woken = false;
    std::shared_ptr<const Routes> m_routes = std::make_shared<const Routes>();
    std::map<QString, std::unique_ptr<Channel>> m_channels;
    Cursors m_cursors;
    std::unordered_map<OpenConnection *, std::shared_ptr<OpenConnection>> m_open; // until the socket is gone
    QHash<QString, std::vector<OpenConnection *>> m_subscribers;                  // by channel
    std::vector<OpenConnection *> m_unflushed;      // none is deleted before its flush
    std::vector<OpenConnection *> m_spareUnflushed; // for its memory
    // One timer for all: when who is to be woken.
    std::multimap<Nanoseconds, std::weak_ptr<OpenConnection>> m_alarms;
    QTimer m_alarm;
    std::vector<std::shared_ptr<OpenConnection>> m_gone; // deleted when no call of theirs is on the stack
    std::vector<std::function<void()>> m_deferred;
    QStringList m_publishing;
    EventId m_cause = 0;
};

} // namespace swapscope::mock
