#include "streamids.h"

#include <QHash>

#include <algorithm>

namespace swapscope {

namespace {

constexpr qsizetype kMostDigits = 15; // so that a JSON number holds it exactly
constexpr int kProof = 2; // after so many ids in a row without a gap the ids are taken for a count
constexpr std::size_t kMostReaders = 64;
constexpr std::size_t kMostContents = 1024;
constexpr std::size_t kMostOver = 1024;

std::optional<qint64> wholeNumber(const QString &id)
{
    if (id.isEmpty() || id.size() > kMostDigits || (id.size() > 1 && id.front() == u'0'))
        return std::nullopt;
    qint64 number = 0;
    for (const QChar digit : id) {
        if (digit < u'0' || digit > u'9')
            return std::nullopt;
        number = number * 10 + (digit.unicode() - u'0');
    }
    return number;
}

QString valueText(const Event &event, Field key)
{
    return event.data.value(key).toVariant().toString();
}

bool isStreamEvent(const Event &event)
{
    return event.kind == Kind::LinkMessage && valueText(event, Field::Dir) == u"down" &&
           valueText(event, Field::Opcode) == u"event";
}

std::size_t contentOf(const Event &event)
{
    // Never 0, because that means "not known".
    return qHash(valueText(event, Field::Text)) | 1U;
}

} // namespace

std::optional<StreamIds::Finding> StreamIds::arrived(const QString &id, std::size_t content, bool lossy)
{
    m_last = id;
    const auto number = wholeNumber(id);
    const auto known = m_contents.find(id);
    if (known != m_contents.end()) {
        if (content == 0 || known->second == 0 || content == known->second)
            return Finding{Finding::What::Duplicated, number.value_or(0), 0};
        startAnew();
    }
    m_contents.emplace(id, content);
    m_order.push_back(id);
    if (m_order.size() > kRemembered) {
        m_contents.erase(m_order.front());
        m_order.pop_front();
    }
    if (number)
        return this->number(*number, lossy);
    m_steps = 0;
    m_highest = -1;
    return std::nullopt;
}

std::optional<StreamIds::Finding> StreamIds::number(qint64 number, bool lossy)
{
    if (fill(number))
        return Finding{Finding::What::Recovered, number, 0};
    const qint64 before = std::exchange(m_highest, std::max(m_highest, number));
    if (before < 0)
        return std::nullopt;
    if (number < before) { // the server has started to count again
        m_highest = number;
        m_steps = 0;
        m_gaps.clear();
        return std::nullopt;
    }
    if (number == before + 1) {
        ++m_steps;
        return std::nullopt;
    }
    if (!lossy)
        m_byOne = false;
    if (!m_byOne || m_steps < kProof) {
        m_steps = 0;
        return std::nullopt;
    }
    if (m_gaps.size() < kMostGaps)
        m_gaps.emplace(before + 1, number - 1);
    return Finding{Finding::What::Missed, before + 1, number - 1};
}

bool StreamIds::fill(qint64 number)
{
    auto gap = m_gaps.upper_bound(number);
    if (gap == m_gaps.begin() || (--gap)->second < number)
        return false;
    const auto [first, last] = *gap;
    m_gaps.erase(gap);
    if (first < number)
        m_gaps.emplace(first, number - 1);
    if (number < last)
        m_gaps.emplace(number + 1, last);
    return true;
}

void StreamIds::startAnew()
{
    m_order.clear();
    m_contents.clear();
    m_gaps.clear();
    m_highest = -1;
    m_steps = 0;
}

void StreamReaders::expectPage(const QString &client)
{
    m_clients[client].page = true;
}

StreamReaders::Counts StreamReaders::counts(const QString &client) const
{
    const auto found = m_clients.find(client);
    return found == m_clients.end() ? Counts() : found->second.counts;
}

std::vector<Event> StreamReaders::consume(const Event &event)
{
    std::vector<Event> derived;
    const auto tell = [&derived](std::optional<Event> told) {
        if (told)
            derived.push_back(std::move(*told));
    };
    if (event.kind == Kind::LinkAccepted && !event.conn.isNone() &&
        valueText(event, Field::Transport) == u"sse") {
        Connection &connection = m_connections[event.conn];
        connection.client = event.client;
        connection.path = valueText(event, Field::Path);
        if (event.data.contains(Field::LastEventId))
            connection.lastEventId = valueText(event, Field::LastEventId);
        return derived;
    }
    if (event.kind == Kind::PageLoaded) {
        Client &client = m_clients[event.client];
        client.page = true;
        client.readers.clear();
        return derived;
    }
    const auto found = m_connections.find(event.conn);
    if (found == m_connections.end())
        return derived;
    Connection &connection = found->second;
    Client &client = m_clients[connection.client];
    if (isStreamEvent(event)) {
        if (!client.page)
            tell(arrived(connection, event, contentOf(event)));
        else if (event.data.contains(Field::Id) && connection.contents.size() < kMostContents)
            connection.contents.emplace(event.n, contentOf(event));
    } else if (event.kind == Kind::PageMessage) {
        client.page = true;
        const auto content = connection.contents.find(event.n);
        const std::size_t hash = content == connection.contents.end() ? 0 : content->second;
        connection.contents.erase(connection.contents.begin(), connection.contents.upper_bound(event.n));
        tell(arrived(connection, event, hash));
    } else if (event.kind == Kind::LinkLost) {
        connection.lossy = true;
    } else if (event.kind == Kind::LinkClosed || event.kind == Kind::LinkCut ||
               event.kind == Kind::PageClosed) {
        ended(event.conn);
    }
    return derived;
}

StreamReaders::Reader &StreamReaders::readerOf(Client &client, Connection &connection)
{
    std::deque<Reader> &readers = client.readers;
    auto own = std::find_if(readers.rbegin(), readers.rend(), [&](const Reader &reader) {
        if (connection.reader != 0)
            return reader.number == connection.reader;
        return !reader.busy && reader.path == connection.path &&
               (client.page || (connection.lastEventId && *connection.lastEventId == reader.ids.last()));
    });
    if (own == readers.rend()) {
        if (readers.size() >= kMostReaders)
            readers.pop_front();
        readers.push_back({++m_lastReader, connection.path, {}, false});
    } else if (own != readers.rbegin()) {
        Reader reader = std::move(*own);
        readers.erase(std::next(own).base());
        readers.push_back(std::move(reader));
    }
    Reader &reader = readers.back();
    connection.reader = reader.number;
    reader.busy = !connection.ended;
    return reader;
}

std::optional<Event> StreamReaders::arrived(Connection &connection, const Event &message, std::size_t content)
{
    const QString id = valueText(message, Field::Id);
    if (id.isEmpty())
        return std::nullopt;
    Client &client = m_clients[connection.client];
    ++client.counts.seen;
    const auto finding =
        readerOf(client, connection).ids.arrived(id, content, std::exchange(connection.lossy, false));
    if (!finding)
        return std::nullopt;
    using What = StreamIds::Finding::What;
    Event event;
    event.t = message.t;
    event.client = connection.client;
    event.conn = message.conn;
    event.n = message.n;
    event.cause = message.id;
    event.update = finding->first;
    event.data = {{Field::Channel, connection.path}};
    switch (finding->what) {
    case What::Missed:
        event.kind = Kind::UpdateMissed;
        event.n = 0;
        client.counts.missed += static_cast<int>(finding->last - finding->first + 1);
        event.data.insert(Field::Why, QStringLiteral("id"));
        event.data.insert(Field::First, finding->first);
        event.data.insert(Field::Last, finding->last);
        break;
    case What::Recovered:
        event.kind = Kind::UpdateRecovered;
        ++client.counts.recovered;
        event.data.insert(Field::By, QStringLiteral("replay"));
        break;
    case What::Duplicated:
        event.kind = Kind::UpdateDuplicated;
        ++client.counts.duplicated;
        event.data.insert(Field::Why, QStringLiteral("id"));
        event.data.insert(Field::Id, id);
        break;
    }
    return event;
}

void StreamReaders::ended(ConnectionId conn)
{
    Connection &connection = m_connections.at(conn);
    if (std::exchange(connection.ended, true))
        return;
    Client &client = m_clients[connection.client];
    for (Reader &reader : client.readers) {
        if (reader.number == connection.reader)
            reader.busy = false;
    }
    m_over.push_back(conn);
    if (m_over.size() > kMostOver) {
        m_connections.erase(m_over.front());
        m_over.pop_front();
    }
}

} // namespace swapscope
