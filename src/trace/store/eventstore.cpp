#include "eventstore.h"

#include <QHashFunctions>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>

namespace swapscope {

namespace {

using Type = FieldValue::Type;

constexpr std::size_t kPieces = 64 * 1024; // bytes that are taken from the arena at once for packed fields
constexpr std::size_t kKnown = 4096;
constexpr std::size_t kReleaseEvery = std::size_t(1) << 17; // after so many events memory is released

// Writes a number with seven bits in each byte, the lowest first; the high bit means that more bytes follow
// (LEB128).
void putNumber(std::vector<unsigned char> &out, quint64 number)
{
    while (number >= 0x80) {
        out.push_back(static_cast<unsigned char>(number | 0x80));
        number >>= 7;
    }
    out.push_back(static_cast<unsigned char>(number));
}

quint64 takeNumber(const unsigned char *&at)
{
    quint64 number = 0;
    for (int shift = 0;; shift += 7) {
        const unsigned char byte = *at++;
        number |= quint64(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
}

// Maps a signed number to an unsigned one so that numbers near zero stay small (zigzag encoding).
quint64 zigzag(qint64 number)
{
    return (static_cast<quint64>(number) << 1) ^ static_cast<quint64>(number >> 63);
}

qint64 unzigzag(quint64 number)
{
    return static_cast<qint64>(number >> 1) ^ -static_cast<qint64>(number & 1);
}

} // namespace

EventStore::EventStore(const QString &folder) : m_arena(folder), m_known(kKnown)
{
    clientNumber({}); // the number 0 stands for no client
}

EventId EventStore::append(const Event &event, quint32 epoch)
{
    const quint32 index = m_heads.size();
    const unsigned char *payload = pack(event.data);
    EventHead *head = payload == nullptr ? nullptr : m_heads.reserve(m_arena, index);
    if (head == nullptr)
        return 0;
    const bool fits = event.cause <= std::numeric_limits<quint32>::max();
    *head = {.t = event.t,
             .update = event.update,
             .payload = payload,
             .cause = fits ? static_cast<quint32>(event.cause) : 0,
             .conn = event.conn,
             .n = event.n,
             .client = event.client.isEmpty() ? 0 : knownClient(event.client),
             .epoch = epoch,
             .kind = event.kind,
             .fields = static_cast<quint8>(event.data.size())};
    m_heads.publish(index + 1);
    if ((index + 1) % kReleaseEvery == 0)
        m_arena.release();
    return index + 1;
}

quint32 EventStore::clientNumber(const QString &name)
{
    const auto found = m_numbers.constFind(name);
    if (found != m_numbers.cend())
        return *found;
    m_names.push_back(name);
    const quint32 number = m_clients.size();
    if (!m_clients.append(m_arena, &m_names.back()))
        return 0;
    m_numbers.insert(name, number);
    return number;
}

quint32 EventStore::knownClient(const QString &name)
{
    const auto address = reinterpret_cast<std::uintptr_t>(name.constData());
    KnownClient &known = m_recentClients[(address >> 4 ^ address >> 12) % m_recentClients.size()];
    if (known.name.constData() != name.constData() || known.name.size() != name.size())
        known = {name, clientNumber(name)};
    return known.number;
}

quint32 EventStore::textNumber(SharedText::Block *text)
{
    if (text == nullptr)
        return m_texts.put(m_arena, {});
    const QByteArrayView bytes(text->text(), text->size);
    // A text that no other payload shares will not be seen again at this address.
    if (text->copies.load(std::memory_order_relaxed) <= 1)
        return m_texts.put(m_arena, bytes);
    const auto address = reinterpret_cast<std::uintptr_t>(text);
    KnownText &known = m_recentTexts[(address >> 4 ^ address >> 12) % m_recentTexts.size()];
    if (known.text.block() != text) {
        known.number = m_texts.put(m_arena, bytes);
        SharedText entrys = SharedText::adopt(text);
        known.text = entrys;
        entrys.take(); // the reference still belongs to the payload
    }
    return known.number;
}

const unsigned char *EventStore::pack(const Payload &payload)
{
    const Payload::Entry *const fields = payload.begin();
    for (std::size_t i = 0; i < kRecent; ++i) {
        if (fields != nullptr && m_recentFields[i] == fields)
            return m_recentPacked[i];
    }
    const unsigned char *at = packed(payload);
    if (at != nullptr && fields != nullptr) {
        const std::size_t place = m_nextRecent++ % kRecent;
        m_recent[place] = payload;
        m_recentFields[place] = fields;
        m_recentPacked[place] = at;
    }
    return at;
}

const unsigned char *EventStore::packed(const Payload &payload)
{
    m_buffer.clear();
    for (const Payload::Entry &entry : payload) {
        m_buffer.push_back(static_cast<unsigned char>(entry.field));
        m_buffer.push_back(static_cast<unsigned char>(entry.type));
        switch (entry.type) {
        case Type::Text:
        case Type::Json: {
            const quint32 number = textNumber(entry.text);
            if (number == TextPool::kNoRoom)
                return nullptr;
            putNumber(m_buffer, number);
            break;
        }
        case Type::Word:
            m_buffer.push_back(static_cast<unsigned char>(entry.word));
            break;
        case Type::Integer:
            putNumber(m_buffer, zigzag(entry.integer));
            break;
        case Type::Truth:
            m_buffer.push_back(entry.integer != 0 ? 1 : 0);
            break;
        case Type::Real: {
            unsigned char bytes[sizeof(double)];
            std::memcpy(bytes, &entry.real, sizeof bytes);
            m_buffer.insert(m_buffer.end(), std::begin(bytes), std::end(bytes));
            break;
        }
        case Type::Undefined:
            break;
        }
    }
    Known &known = m_known[qHashBits(m_buffer.data(), m_buffer.size()) % kKnown];
    const bool again = known.at != nullptr && known.size == m_buffer.size() &&
                       std::equal(m_buffer.begin(), m_buffer.end(), known.at);
    if (!again) {
        if (m_buffer.size() > m_left || m_free == nullptr) {
            m_left = std::max(m_buffer.size(), kPieces);
            m_free = m_arena.allocate<unsigned char>(m_left);
            if (m_free == nullptr) {
                m_left = 0;
                return nullptr;
            }
        }
        std::copy(m_buffer.begin(), m_buffer.end(), m_free);
        known = {m_free, m_buffer.size()};
        m_free += m_buffer.size();
        m_left -= m_buffer.size();
    }
    return known.at;
}

QByteArrayView EventStore::text(const EventHead &head, Field field) const
{
    const unsigned char *at = head.payload;
    for (std::size_t i = 0; i < head.fields; ++i) {
        const auto which = static_cast<Field>(*at++);
        const auto type = static_cast<Type>(*at++);
        if (which > field)
            break;
        switch (type) {
        case Type::Text:
        case Type::Json: {
            const SharedText::Block *text = m_texts.at(static_cast<quint32>(takeNumber(at)));
            if (which == field && type == Type::Text)
                return {text->text(), text->size};
            break;
        }
        case Type::Word:
            if (which == field)
                return wordText(static_cast<Word>(*at));
            ++at;
            break;
        case Type::Integer:
            takeNumber(at);
            break;
        case Type::Truth:
            ++at;
            break;
        case Type::Real:
            at += sizeof(double);
            break;
        case Type::Undefined:
            break;
        }
    }
    return {};
}

Payload EventStore::payload(const EventHead &head) const
{
    std::array<Payload::Entry, kFields> entries;
    const unsigned char *at = head.payload;
    for (std::size_t i = 0; i < head.fields; ++i) {
        Payload::Entry &entry = entries[i];
        entry.field = static_cast<Field>(*at++);
        entry.type = static_cast<Type>(*at++);
        entry.word = Word::None;
        entry.integer = 0;
        switch (entry.type) {
        case Type::Text:
        case Type::Json: {
            const SharedText::Block *text = m_texts.at(static_cast<quint32>(takeNumber(at)));
            entry.text = text->size == 0 ? nullptr : const_cast<SharedText::Block *>(text);
            break;
        }
        case Type::Word:
            entry.word = static_cast<Word>(*at++);
            break;
        case Type::Integer:
            entry.integer = unzigzag(takeNumber(at));
            break;
        case Type::Truth:
            entry.integer = *at++;
            break;
        case Type::Real:
            std::memcpy(&entry.real, at, sizeof(double));
            at += sizeof(double);
            break;
        case Type::Undefined:
            break;
        }
    }
    return Payload::ofForeign(entries.data(), head.fields, shared_from_this());
}

Event EventStore::at(EventId id) const
{
    const EventHead &kept = head(id);
    return {.id = id,
            .t = kept.t,
            .kind = kept.kind,
            .client = clientName(kept.client),
            .conn = kept.conn,
            .n = kept.n,
            .update = kept.update,
            .cause = kept.cause,
            .data = payload(kept)};
}

} // namespace swapscope
