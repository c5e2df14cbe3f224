#include "runningrule.h"

#include <QJsonArray>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

void RunningRule::advance(Nanoseconds, const Scene &, Voice &) {}

void Voice::raise(Said said)
{
    if (raised(said.about) || m_raised.size() >= kMost)
        return;
    m_raised.emplace(said.about, Standing{said.client, said.conn});
    QJsonArray evidence;
    for (const EventId id : said.events) {
        if (id != 0)
            evidence.append(static_cast<qint64>(id));
    }
    Event event;
    event.t = m_now;
    event.kind = Kind::FindingRaised;
    event.client = said.client;
    event.conn = said.conn;
    event.cause = said.events.empty() ? 0 : said.events.back();
    event.data = {{u"rule"_s, m_rule.name},
                  {u"about"_s, said.about},
                  {u"severity"_s, QString(severityName(m_rule.severity))},
                  {u"title"_s, m_rule.title},
                  {u"text"_s, said.text},
                  {u"why"_s, m_rule.why},
                  {u"advice"_s, said.advice},
                  {u"versions"_s, QJsonArray::fromStringList(m_rule.versions)},
                  {u"events"_s, evidence}};
    m_events.push_back(std::move(event));
}

void Voice::clear(const QString &about, const QString &why, EventId cause)
{
    const auto found = m_raised.find(about);
    if (found == m_raised.end())
        return;
    Event event;
    event.t = m_now;
    event.kind = Kind::FindingCleared;
    event.client = found->second.client;
    event.conn = found->second.conn;
    event.cause = cause;
    event.data = {{u"rule"_s, m_rule.name}, {u"about"_s, about}, {u"text"_s, why}};
    m_raised.erase(found);
    m_events.push_back(std::move(event));
}

} // namespace swapscope
