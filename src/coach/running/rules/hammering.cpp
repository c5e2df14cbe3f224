#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kOpenings = 5;
constexpr Nanoseconds kShort = 2 * kSecond;         // a connection that lived no longer
constexpr Nanoseconds kEach = 2'500 * kMillisecond; // no more than that from one opening to the next
constexpr Nanoseconds kSteady = 10 * kSecond;       // open for so long: it has settled

class Hammering final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind == Kind::PageLoaded) {
            std::erase_if(m_lines, [&](const auto &entry) { return entry.second.client == event.client; });
            return;
        }
        if (event.kind != Kind::PageClosed)
            return;
        const RunConnection *connection = model.connection(event.conn);
        if (!connection)
            return;
        const QString about = event.client + u' ' + connection->path;
        Line &line = m_lines[about];
        line.client = event.client;
        const bool flapped = connection->opened.t >= 0 && event.t - connection->opened.t < kShort &&
                             connection->endedBy != u"client" && !model.client(event.client).hidden;
        if (!flapped) { // an attempt that fails makes the next wait longer
            line.opened.clear();
            return;
        }
        line.opened.push_back({connection->opened.t, connection->opened.id});
        if (line.opened.size() > kOpenings)
            line.opened.erase(line.opened.begin());
        const Nanoseconds took = event.t - line.opened.front().first;
        if (static_cast<int>(line.opened.size()) < kOpenings || took > kOpenings * kEach)
            return;
        std::vector<EventId> evidence;
        for (const auto &[t, id] : line.opened)
            evidence.push_back(id);
        evidence.push_back(event.id);
        voice.raise(
            {about, event.client, event.conn,
             u"%1 opened %2 %3 times in %4, and was dropped at once each time."_s
                 .arg(event.client, connection->path)
                 .arg(kOpenings)
                 .arg(secondsText(took)),
             u"Let the server refuse with an error answer while it cannot serve, so that the waits grow; or "
             "let the page count connections that do not last."_s,
             evidence});
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        if (voice.silentSoFar())
            return;
        for (const auto &[conn, connection] : model.connections()) {
            if (connection.open() && now - connection.opened.t >= kSteady)
                voice.clear(connection.client + u' ' + connection.path, u"The connection has held since."_s,
                            connection.opened.id);
        }
    }

private:
    struct Line
    {
        QString client;
        std::vector<std::pair<Nanoseconds, EventId>> opened;
    };

    std::map<QString, Line> m_lines;
};

} // namespace

RunningRuleEntry hammering()
{
    return {{u"retries.hammering"_s,
             Severity::Warning,
             u"Opened, dropped, opened at the base delay for ever"_s,
             u"Both versions begin to count anew whenever a connection opens. A server that accepts and "
             u"drops is asked "
             "again at once, by every client, and never gets air."_s,
             {u"2"_s, u"4"_s}},
            makeRule<Hammering>};
}

} // namespace swapscope
