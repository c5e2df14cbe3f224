#include "holdqueue.h"

#include "rewrite.h"

#include <algorithm>

namespace swapscope {

namespace {

bool isHeartbeat(LinkMessage::Kind kind)
{
    using Kind = LinkMessage::Kind;
    return kind == Kind::Ping || kind == Kind::Pong || kind == Kind::Comment || kind == Kind::Close;
}

bool goes(Breakpoint::Way way, Direction direction)
{
    return way == Breakpoint::Way::Both || (way == Breakpoint::Way::Up) == (direction == Direction::Up);
}

// Both are the same message of its sender.
bool sameMessage(const HoldQueue::Held &a, const HoldQueue::Held &b)
{
    return a.shown.n > 0 && a.shown.n == b.shown.n && a.owner == b.owner && a.shown.conn == b.shown.conn &&
           a.shown.direction == b.shown.direction;
}

void show(HoldQueue::Held &held)
{
    const LinkMessage &message = held.unit.messages.front();
    held.shown.kind = message.kind;
    held.shown.n = message.n;
    held.shown.event = message.event;
    held.shown.content = message.text;
    held.shown.bytes = message.bytes;
    held.shown.edited = message.edited;
    held.shown.notEditable = whyNotEditable(held.unit);
}

} // namespace

Result<void> HoldQueue::setBreakpoints(const std::vector<Breakpoint> &breakpoints)
{
    if (breakpoints.size() > kMostBreakpoints)
        return Error{QStringLiteral("%1 breakpoints are too many; at most %2 are taken")
                         .arg(breakpoints.size())
                         .arg(kMostBreakpoints)};
    std::vector<Matcher> matchers;
    for (const Breakpoint &each : breakpoints) {
        if (const Result<void> checked = each.check(); !checked)
            return checked;
        matchers.push_back({each, *TextPattern::read(each.text)});
    }
    m_matchers = std::move(matchers);
    return {};
}

std::vector<EventId> HoldQueue::ids() const
{
    std::vector<EventId> all;
    all.reserve(m_held.size());
    for (const Held &held : m_held)
        all.push_back(held.shown.id);
    return all;
}

bool HoldQueue::wants(Direction direction) const
{
    if (!m_on)
        return false;
    return m_matchers.empty() || std::any_of(m_matchers.begin(), m_matchers.end(), [&](const Matcher &each) {
               return goes(each.breakpoint.direction, direction) &&
                      (each.breakpoint.client.isEmpty() || each.breakpoint.client == m_client);
           });
}

bool HoldQueue::stops(const LinkConnection &connection, Direction direction, const LinkMessage &message) const
{
    if (!m_on || message.kind == LinkMessage::Kind::Unread)
        return false;
    const bool heartbeat = isHeartbeat(message.kind);
    if (m_matchers.empty())
        return !heartbeat;
    return std::any_of(m_matchers.begin(), m_matchers.end(), [&](const Matcher &each) {
        const Breakpoint &at = each.breakpoint;
        if (heartbeat && !at.heartbeats)
            return false;
        if (!at.client.isEmpty() && at.client != m_client)
            return false;
        if (!goes(at.direction, direction) || !matchesPath(at.path, connection.path))
            return false;
        if (!at.event.isEmpty() && at.event != message.event)
            return false;
        return each.text.matches(message.text);
    });
}

void HoldQueue::add(EventId id, const LinkConnection &connection, Direction direction, WireUnit unit,
                    const void *owner, Nanoseconds now)
{
    Held held{.shown = {}, .unit = std::move(unit), .owner = owner};
    held.shown.id = id;
    held.shown.client = connection.client;
    held.shown.conn = connection.conn;
    held.shown.transport = connection.transport;
    held.shown.path = connection.path;
    held.shown.direction = direction;
    held.shown.since = now;
    show(held);
    m_hasCopies = m_hasCopies || held.unit.messages.front().copy;
    m_bytes += held.unit.raw.size();
    m_held.push_back(std::move(held));
}

HoldQueue::Place HoldQueue::place(EventId id)
{
    return std::find_if(m_held.begin(), m_held.end(), [id](const Held &held) { return held.shown.id == id; });
}

HoldQueue::Place HoldQueue::firstOf(const void *owner, Direction direction)
{
    return std::find_if(m_held.begin(), m_held.end(), [&](const Held &held) {
        return held.owner == owner && held.shown.direction == direction;
    });
}

const HoldQueue::Held *HoldQueue::find(EventId id) const
{
    const auto found =
        std::find_if(m_held.begin(), m_held.end(), [id](const Held &held) { return held.shown.id == id; });
    return found == m_held.end() ? nullptr : &*found;
}

HoldQueue::Held HoldQueue::remove(const Place &which, bool goesOn)
{
    Held taken = std::move(*which);
    m_held.erase(which);
    m_bytes -= taken.unit.raw.size();
    m_hasCopies = m_hasCopies && !m_held.empty();
    if (!m_hasCopies)
        return taken;
    LinkMessage &message = taken.unit.messages.front();
    for (Held &other : m_held) {
        if (!sameMessage(taken, other))
            continue;
        LinkMessage &otherMessage = other.unit.messages.front();
        if (goesOn ? message.copy && !otherMessage.copy : !message.copy && otherMessage.copy) {
            std::swap(message.copy, otherMessage.copy);
            break;
        }
    }
    return taken;
}

std::optional<HoldQueue::Held> HoldQueue::release(EventId id)
{
    const Place found = place(id);
    return found == m_held.end() ? std::nullopt : std::optional(remove(found, true));
}

std::optional<HoldQueue::Held> HoldQueue::releaseFirst()
{
    return m_held.empty() ? std::nullopt : std::optional(remove(m_held.begin(), true));
}

std::optional<HoldQueue::Held> HoldQueue::discard(EventId id)
{
    const Place found = place(id);
    return found == m_held.end() ? std::nullopt : std::optional(remove(found, false));
}

std::optional<HoldQueue::Held> HoldQueue::releaseOf(const void *owner, Direction direction)
{
    const Place found = firstOf(owner, direction);
    return found == m_held.end() ? std::nullopt : std::optional(remove(found, true));
}

std::optional<HoldQueue::Held> HoldQueue::discardOf(const void *owner, Direction direction)
{
    const Place found = firstOf(owner, direction);
    return found == m_held.end() ? std::nullopt : std::optional(remove(found, false));
}

Error HoldQueue::unknown(EventId id) const
{
    return Error{QStringLiteral("No message with the number %1 is held; it has gone on already").arg(id)};
}

Result<void> HoldQueue::edit(EventId id, const QString &text, quint32 mask)
{
    const Place found = place(id);
    if (found == m_held.end())
        return unknown(id);
    WireUnit unit = found->unit;
    if (const Result<void> done = rewrite(unit, found->shown.direction, text, mask); !done)
        return done;
    m_bytes += unit.raw.size() - found->unit.raw.size();
    found->unit = std::move(unit);
    show(*found);
    return {};
}

Result<void> HoldQueue::mayDuplicate(EventId id) const
{
    const Held *held = find(id);
    if (!held)
        return unknown(id);
    if (held->unit.fixed)
        return Error{
            QStringLiteral("This stream's length was promised in its head (Content-Length), so no event "
                           "can be sent twice")};
    if (held->shown.kind == LinkMessage::Kind::Close)
        return Error{QStringLiteral("A close frame is the last one; it cannot be sent twice")};
    if (isFull())
        return Error{QStringLiteral("%1 messages are held, no more are taken").arg(total())};
    return {};
}

Result<void> HoldQueue::mayDiscard(EventId id) const
{
    const Held *held = find(id);
    if (!held)
        return unknown(id);
    if (held->unit.fixed)
        return Error{
            QStringLiteral("This stream's length was promised in its head (Content-Length), so no event "
                           "can be left out")};
    return {};
}

Result<void> HoldQueue::duplicate(EventId id, EventId copy, Nanoseconds now)
{
    if (const Result<void> may = mayDuplicate(id); !may)
        return may;
    const Place found = place(id);
    Held second = *found;
    second.shown.id = copy;
    second.shown.since = now;
    second.shown.duplicate = true;
    second.unit.messages.front().copy = true;
    m_hasCopies = true;
    second.unit.waited += now - found->shown.since;
    m_bytes += second.unit.raw.size();
    m_held.insert(std::next(found), std::move(second));
    return {};
}

Result<void> HoldQueue::move(EventId id, int position)
{
    const Place found = place(id);
    if (found == m_held.end())
        return unknown(id);
    const qsizetype from = std::distance(m_held.begin(), found);
    const qsizetype to = std::clamp<qsizetype>(position, 0, total() - 1);
    if (from < to)
        std::rotate(found, std::next(found), m_held.begin() + to + 1);
    else
        std::rotate(m_held.begin() + to, found, std::next(found));
    return {};
}

HoldStatus HoldQueue::status() const
{
    HoldStatus status;
    status.on = m_on;
    for (const Matcher &each : m_matchers)
        status.breakpoints.push_back(each.breakpoint);
    for (const Held &held : m_held) {
        if (status.messages.size() == static_cast<std::size_t>(kHeldShown))
            break;
        status.messages.push_back(held.shown);
    }
    status.total = total();
    status.bytes = m_bytes;
    status.full = isFull();
    return status;
}

} // namespace swapscope
