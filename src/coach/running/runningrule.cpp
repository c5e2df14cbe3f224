#include "runningrule.h"

#include <QJsonArray>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

void RunningRule::advance(Nanoseconds, const RunModel &, Voice &) {}

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
    event.data = {{Field::Rule, m_rule.name},
                  {Field::About, said.about},
                  {Field::Severity, QString(severityName(m_rule.severity))},
                  {Field::Title, m_rule.title},
                  {Field::Text, said.text},
                  {Field::Why, m_rule.why},
                  {Field::Advice, said.advice},
                  {Field::Versions, QJsonArray::fromStringList(m_rule.versions)},
                  {Field::Events, evidence}};
    if (!said.file.isEmpty()) {
        event.data.insert(Field::File, said.file);
        event.data.insert(Field::Line, said.line);
        if (said.column > 0)
            event.data.insert(Field::Column, said.column);
    }
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
    event.data = {{Field::Rule, m_rule.name}, {Field::About, about}, {Field::Text, why}};
    m_raised.erase(found);
    m_events.push_back(std::move(event));
}

} // namespace swapscope
