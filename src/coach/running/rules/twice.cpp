#include "../runningrules.h"

#include <QSet>

#include <deque>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kUpdatesKept = 2000; // updates of a client on a path
constexpr std::size_t kLooked = 6;         // arrivals that are looked at together
constexpr int kRepeated = 3;               // of them: so many updates had come before
constexpr int kFresh = 20;                 // arrivals in a row that are new: it is over

class Twice final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind == Kind::PageLoaded) {
            std::erase_if(m_lines, [&](const auto &entry) { return entry.second.client == event.client; });
        } else if (event.kind == Kind::ServerPublished) {
            qint64 &last = m_published[text(event, Field::Channel)];
            if (event.update <= last) // it numbers anew
                m_lines.clear();
            last = event.update;
        } else if (event.kind == Kind::PageMessage && event.update > 0) {
            arrived(event, model, voice);
        }
    }

private:
    struct Arrival
    {
        EventId id;
        qint64 update;
        EventId before; // 0: it is the first of its update
    };
    struct Line
    {
        QString client;
        QHash<qint64, EventId> first;
        std::deque<qint64> order;
        std::deque<Arrival> last;
        int fresh = 0;
    };

    void arrived(const Event &event, const RunModel &model, Voice &voice)
    {
        const RunConnection *connection = model.connection(event.conn);
        const RunMessage *message = model.message(event.conn, event.n);
        if (!connection || (message && message->why == Word::Snapshot))
            return;
        const QString channel = text(event, Field::Channel);
        const QString about = event.client + u' ' + connection->path;
        Line &line = m_lines[about + u' ' + channel];
        line.client = event.client;
        const EventId before = line.first.value(event.update);
        if (before == 0)
            remember(line, event);
        line.last.push_back({event.id, event.update, before});
        if (line.last.size() > kLooked)
            line.last.pop_front();
        line.fresh = before == 0 ? line.fresh + 1 : 0;
        if (line.fresh >= kFresh)
            voice.clear(about, u"The last %1 updates came once."_s.arg(kFresh), event.id);
        say(line, about, connection->path, event, voice);
    }

    static void remember(Line &line, const Event &event)
    {
        line.first.insert(event.update, event.id);
        line.order.push_back(event.update);
        if (line.order.size() > kUpdatesKept) {
            line.first.remove(line.order.front());
            line.order.pop_front();
        }
    }

    static void say(const Line &line, const QString &about, const QString &path, const Event &event,
                    Voice &voice)
    {
        QStringList numbers;
        std::vector<EventId> evidence;
        for (const Arrival &arrival : line.last) {
            const QString number = u"#%1"_s.arg(arrival.update);
            if (arrival.before == 0 || numbers.contains(number))
                continue;
            numbers << number;
            evidence.insert(evidence.end(), {arrival.before, arrival.id});
        }
        if (numbers.size() < kRepeated)
            return;
        voice.raise(
            {about, event.client, event.conn,
             u"The updates %1 of %2 reached the page of %3 twice."_s.arg(numbers.join(u", "_s), path,
                                                                         event.client),
             u"Let every fragment replace what it is about by its id, so that a second copy does no harm; "
             u"and "
             "let the server know what the page has: with a stream by the id of its events, with a socket by "
             "a cursor."_s,
             evidence});
    }

    std::map<QString, Line> m_lines;
    std::map<QString, qint64> m_published;
};

} // namespace

RunningRuleEntry twice()
{
    return {{u"update.twice"_s,
             Severity::Warning,
             u"Everything arrives twice"_s,
             u"What is appended stands on the page twice. A retry that does not say what the page has gets "
             u"it all "
             "again; htmx 2 opens a stream anew after an error answer, without Last-Event-ID."_s,
             {u"2"_s, u"4"_s}},
            makeRule<Twice>};
}

} // namespace swapscope
