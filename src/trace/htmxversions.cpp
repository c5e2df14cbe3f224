#include "htmxversions.h"

#include "payload.h"

#include <algorithm>
#include <limits>

namespace swapscope {

namespace {

QString at(const std::vector<std::pair<EventId, QString>> &changes, EventId upTo)
{
    const auto found = std::find_if(changes.rbegin(), changes.rend(),
                                    [upTo](const auto &change) { return change.first <= upTo; });
    return found == changes.rend() ? QString() : found->second;
}

} // namespace

void HtmxVersions::push(const Event &event)
{
    if (event.kind == Kind::ServerStarted)
        note(m_server, event);
    else if (event.kind == Kind::PageLoaded)
        note(m_pages[event.client], event);
}

void HtmxVersions::note(Changes &changes, const Event &event)
{
    const QString version = text(event, Field::Htmx);
    if ((changes.empty() && version.isEmpty()) || (!changes.empty() && changes.back().second == version))
        return;
    if (changes.size() >= kChanges)
        changes.erase(changes.begin());
    changes.emplace_back(event.id, version);
}

QString HtmxVersions::of(const QString &client) const
{
    return of(client, std::numeric_limits<EventId>::max());
}

QString HtmxVersions::of(const QString &client, EventId upTo) const
{
    const auto page = m_pages.constFind(client);
    const QString own = page == m_pages.cend() ? QString() : at(*page, upTo);
    return own.isEmpty() ? at(m_server, upTo) : own;
}

QString htmxMajor(const QString &version)
{
    return version.left(version.indexOf(u'.') < 0 ? version.size() : version.indexOf(u'.'));
}

} // namespace swapscope
