#pragma once

#include "arena.h"
#include "growingarray.h"
#include "textpool.h"

#include <core/event.h>

#include <QHash>
#include <QString>

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <vector>

namespace swapscope {

// What every event has, as it is kept: 48 bytes. Its own fields lie elsewhere.
struct EventHead
{
    Nanoseconds t;
    qint64 update;
    const unsigned char *payload; // packed fields
    quint32 cause;
    qint32 conn;
    qint32 n;
    quint32 client; // its number in EventStore::clientName(); 0: nobody's
    quint32 epoch;  // how often the channel that it names had begun to number anew
    Kind kind;
    quint8 fields; // how many
};

// Events in the order of their numbers, packed: a fixed head each, fields in some ten to forty bytes, and
// every text once. All of it lies in an arena, so the most of it on disk.
//
// One thread appends; any thread reads events up to size(). What it gave stays valid as long as it is kept
// alive: an Event holds on to the store that it came from.
class EventStore : public std::enable_shared_from_this<EventStore>
{
public:
    explicit EventStore(const QString &folder);

    // The event's number; 0 when there is no room, see arena().error().
    EventId append(const Event &event, quint32 epoch);

    std::size_t size() const { return m_heads.size(); }
    // Only for 1 ≤ id ≤ size().
    const EventHead &head(EventId id) const { return m_heads[static_cast<quint32>(id - 1)]; }
    Event at(EventId id) const;
    Payload payload(const EventHead &head) const;
    // One text of an event without unpacking the rest; empty when the field is no text.
    QByteArrayView text(const EventHead &head, Field field) const;

    const QString &clientName(quint32 client) const { return *m_clients[client]; }
    quint32 clientNumber(const QString &name); // the writer's; a new one when nobody is called so

    Arena &arena() { return m_arena; }
    const Arena &arena() const { return m_arena; }

private:
    const unsigned char *pack(const Payload &payload);
    const unsigned char *packed(const Payload &payload);
    quint32 textNumber(SharedText::Block *text);
    quint32 knownClient(const QString &name);

    Arena m_arena;
    GrowingArray<EventHead> m_heads;
    TextPool m_texts;

    GrowingArray<const QString *> m_clients;
    std::deque<QString> m_names;
    QHash<QString, quint32> m_numbers;

    // Payloads that were packed last, by where their fields lie: the many receivers of one update say the
    // same. Holding on to them keeps the addresses from meaning anything else.
    static constexpr std::size_t kRecent = 8;
    std::array<const Payload::Entry *, kRecent> m_recentFields{};
    std::array<const unsigned char *, kRecent> m_recentPacked{};
    std::array<Payload, kRecent> m_recent;
    std::size_t m_nextRecent = 0;
    // Texts that are shared by several events likewise, and clients.
    struct KnownText
    {
        SharedText text;
        quint32 number = 0;
    };
    struct KnownClient
    {
        QString name;
        quint32 number = 0;
    };
    std::array<KnownText, 64> m_recentTexts;
    std::array<KnownClient, 256> m_recentClients;
    std::vector<unsigned char> m_buffer;
    struct Known
    {
        const unsigned char *at = nullptr;
        std::size_t size = 0;
    };
    std::vector<Known> m_known; // packed bytes by a hash of them
    unsigned char *m_free = nullptr;
    std::size_t m_left = 0;
};

} // namespace swapscope
