#include "uncaughtgap.h"

#include <algorithm>
#include <cmath>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// A hidden page of htmx 4 has closed its connections by then.
constexpr Nanoseconds kHiding = 2 * kSecond;

// The connection by which this gap ended.
const RunConnection *returned(const Event &closed, const RunModel &model)
{
    const QString channel = text(closed, Field::Channel);
    const RunConnection *last = model.connection(closed.conn);
    if (last && last->served)
        return last;
    for (const auto &[conn, connection] : model.connections()) {
        if (connection.client == closed.client && connection.channel == channel && connection.served)
            last = &connection;
    }
    return last;
}

} // namespace

void UncaughtGaps::observe(const Event &event, const RunModel &model)
{
    if (event.kind != Kind::GapOpened && event.kind != Kind::GapClosed)
        return;
    const QString channel = text(event, Field::Channel);
    const QString key = event.client + u' ' + channel;
    if (event.kind == Kind::GapOpened) {
        m_open[key] = event.id;
        return;
    }
    const EventId opened = m_open[key];
    m_open.erase(key);
    const RunConnection *connection = returned(event, model);
    const int missed = numberOf(event, Field::Missed);
    if (missed == 0 || !connection || connection->catchUp != u"none")
        return;
    const auto length =
        static_cast<Nanoseconds>(event.data[Field::Seconds].toDouble() * static_cast<double>(kSecond));
    const Nanoseconds start = event.t - length;
    const RunClient &client = model.client(event.client);
    if (client.loadedAt > start)
        return;
    // A page's word of being hidden may come after the link's of the end of the connection.
    const bool hiding = client.hiddenAt >= 0 && std::abs(start - client.hiddenAt) < kHiding;
    m_waiting.push_back({event.client, channel, connection->conn, missed, start, event.t, opened, event.id,
                         connection->served.id, hiding});
}

std::vector<UncaughtGap> UncaughtGaps::due(Nanoseconds now, const RunModel &model)
{
    std::vector<UncaughtGap> sure;
    for (const UncaughtGap &gap : m_waiting) {
        const RunConnection *connection = model.connection(gap.conn);
        if (now - gap.end >= m_wait && connection && !connection->spokenFor)
            sure.push_back(gap);
    }
    std::erase_if(m_waiting, [&](const UncaughtGap &gap) { return now - gap.end >= m_wait; });
    return sure;
}

bool UncaughtGaps::caughtUp(const Event &event, const RunModel &model) const
{
    if (event.kind != Kind::GapClosed)
        return false;
    const RunConnection *connection = returned(event, model);
    return connection && connection->served && connection->catchUp != u"none";
}

} // namespace swapscope
