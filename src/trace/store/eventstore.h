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

// The part of an event that every kind has, as it is kept: 48 bytes. `payload` points to the packed fields.
struct EventHead
{
    Nanoseconds t;
    qint64 update;
    const unsigned char *payload; // packed fields
    quint32 cause;
    ConnectionId conn;
    qint32 n;
    quint32 client; // see EventStore::clientName(); 0: none
    quint32 epoch;  // how often the channel that it names had begun to number its updates anew
    Kind kind;
    quint8 fields; // number of fields in `payload`
};

// Keeps events by their ids, packed: a head of fixed size, the fields in some ten to forty bytes, and every
// text once, however many events have it. All of that is in an arena, most of which is on disk.
//
// One thread appends; any thread reads events up to size(). An Event that it gives shares the store's texts
// and keeps the store alive, so it is made by std::make_shared.
class EventStore : public std::enable_shared_from_this<EventStore>
{
public:
    explicit EventStore(const QString &folder);

    // The event's id; 0 if there is no room, and arena().error() says why.
    EventId append(const Event &event, quint32 epoch);

    std::size_t size() const { return m_heads.size(); }
    // For 1 ≤ id ≤ size().
    const EventHead &head(EventId id) const { return m_heads[static_cast<quint32>(id - 1)]; }
    Event at(EventId id) const;
    Payload payload(const EventHead &head) const;
    // One text of an event without unpacking the others; empty if the field is not a text.
    QByteArrayView text(const EventHead &head, Field field) const;

    const QString &clientName(quint32 client) const { return *m_clients[client]; }
    quint32 clientNumber(const QString &name); // a new number for a new name; for the writing thread

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

    // The payloads that were packed last, by the address of their fields: events of an update's many
    // receivers share one payload. Keeping a copy makes sure that the address is not used for another one.
    static constexpr std::size_t kRecent = 8;
    std::array<const Payload::Entry *, kRecent> m_recentFields{};
    std::array<const unsigned char *, kRecent> m_recentPacked{};
    std::array<Payload, kRecent> m_recent;
    std::size_t m_nextRecent = 0;
    // The same for texts that several events share, and for clients.
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
