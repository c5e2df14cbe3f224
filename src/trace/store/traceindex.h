#pragma once

#include "arena.h"
#include "eventlist.h"
#include "growingarray.h"

#include <core/bynumber.h>
#include <core/event.h>
#include <core/messagekey.h>

#include <QByteArray>
#include <QHash>
#include <QString>

#include <array>
#include <deque>
#include <shared_mutex>
#include <vector>

namespace swapscope {

// Finds events by client, connection, kind, update, message and cause. It takes some thirty bytes an event,
// in the arena of the store, which must outlive it.
//
// One thread calls epochOf() and add(), any thread the others. Readers take a shared lock for one look-up;
// the writer takes the exclusive one only when a client, connection or channel is new.
class TraceIndex
{
public:
    explicit TraceIndex(Arena &arena) : m_arena(arena) {}

    // The ids of one message's events at the points of observation; 0: it was not seen there.
    struct Message
    {
        quint32 sent = 0;
        quint32 link = 0;
        quint32 lost = 0;
        quint32 received = 0;
    };

    // How often the channel that the event names had begun to number its updates anew; 0: it names none. To
    // be called before the event is kept.
    struct Cause // what is known of an event's cause, if both are of the same update
    {
        QByteArrayView channel;
        quint32 epoch = 0;
        bool known = false;
    };
    quint32 epochOf(const Event &event, const Cause &cause);
    // Adds an event that is kept and has its id. `client`: the number of its client, from 1 without a gap; 0:
    // it has none. False: the arena is full.
    bool add(const Event &event, quint32 epoch, quint32 client);

    const EventList &ofClient(const QString &client) const;
    const EventList &ofConnection(ConnectionId conn) const;
    const EventList &ofKind(Kind kind) const { return m_kinds[static_cast<std::size_t>(kind)]; }
    // Nothing for `epoch`: the channel's latest.
    std::vector<EventId> ofUpdate(QByteArrayView channel, qint64 update, std::optional<quint32> epoch) const;
    // Its server.published; 0: there is none.
    EventId publishedOf(QByteArrayView channel, qint64 update, std::optional<quint32> epoch) const;
    std::vector<ConnectionId> connectionsOf(const QString &client) const;
    std::vector<QString> clients() const;
    Message message(const MessageKey &key) const;
    std::vector<EventId> effectsOf(EventId id) const;

private:
    struct Client
    {
        EventList events;
        std::vector<ConnectionId> connections; // ascending
    };
    struct Connection
    {
        EventList events;
        std::array<GrowingArray<Message>, 2> messages; // by way, by n − 1
        quint32 client = 0;                            // whose events it was last counted among
    };
    struct Update
    {
        quint32 latest = 0;    // the last event of it
        quint32 published = 0; // its server.published
    };
    // Updates of a channel between two beginnings of its numbers.
    struct Numbers
    {
        qint64 first = 0; // the update of the first place
        GrowingArray<Update> updates;
    };
    struct Channel
    {
        QByteArray name;
        quint32 epoch = 0;
        qint64 last = 0;
        QHash<quint32, Numbers *> numbers; // by epoch
        std::pair<quint32, Numbers *> lastNumbers{0, nullptr};
    };
    struct Links
    {
        quint32 firstEffect;
        quint32 nextEffect;
        quint32 beforeOfUpdate; // the event before of the same update
    };

    Client &clientOf(const QString &name, quint32 number);
    Connection &connectionOf(ConnectionId conn);
    const Connection *knownConnection(ConnectionId conn) const;
    Channel &channelOf(QByteArrayView name);
    bool addMessage(const Event &event, Connection &connection);
    bool addUpdate(const Event &event, QByteArrayView channel, quint32 epoch, Links &links);
    Update *updateOf(QByteArrayView channel, quint32 epoch, qint64 update);
    Update findUpdate(QByteArrayView channel, qint64 update, std::optional<quint32> epoch) const;

    Arena &m_arena;
    mutable std::shared_mutex m_mutex; // of all that follows up to the arrays

    QHash<QString, quint32> m_clientNumbers; // from 1
    std::deque<Client> m_clients;
    std::vector<QString> m_clientNames;
    ByNumber<Connection *, ConnectionId> m_connections;
    std::deque<Connection> m_connectionRoom;
    QHash<QByteArray, Channel *> m_channels;
    std::deque<Channel> m_channelRoom;
    std::deque<Numbers> m_numbersRoom;
    // Messages and updates whose numbers do not follow one another, as only a file can have them.
    QHash<MessageKey, Message> m_strayMessages;
    struct UpdateKey
    {
        QByteArray channel;
        quint32 epoch;
        qint64 update;
        friend bool operator==(const UpdateKey &, const UpdateKey &) = default;
        friend size_t qHash(const UpdateKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.channel, key.epoch, key.update);
        }
    };
    QHash<UpdateKey, Update> m_strayUpdates;

    std::array<EventList, kEventKinds> m_kinds;
    GrowingArray<Links> m_links;

    // What the last event was of, which the next one mostly is as well. The writer's.
    Channel *m_lastChannel = nullptr;
};

} // namespace swapscope
