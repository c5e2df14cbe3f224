#pragma once

#include <core/event.h>

#include <QHash>
#include <QString>

#include <utility>
#include <vector>

namespace swapscope {

// Which version of htmx each client's page runs, as its document said when it was loaded (page.loaded). Of a
// page that has not said so it is the version with which the server was started (server.started). A plain
// value; events in the order of their ids.
class HtmxVersions
{
public:
    static constexpr std::size_t kChanges = 64; // that are remembered of a page; beyond, the oldest are not

    void push(const Event &event);

    // "2.0.11"; empty if it is not known.
    QString of(const QString &client) const;
    // As it was known when the event of this number had been noted, for readers who are behind.
    QString of(const QString &client, EventId upTo) const;

private:
    using Changes = std::vector<std::pair<EventId, QString>>; // from this event on, this version

    static void note(Changes &changes, const Event &event);

    Changes m_server;
    QHash<QString, Changes> m_pages; // by client
};

// "2" of "2.0.11"; empty for an empty one.
QString htmxMajor(const QString &version);

} // namespace swapscope
