#include "pagestate.h"

#include <algorithm>
#include <cmath>

namespace swapscope {

namespace {

constexpr std::size_t kConnectionLimit = 64;

// The more a connection needs the eye, the higher.
int urgency(const PageConnection &connection)
{
    switch (connection.phase) {
    case PagePhase::Backoff:
        return 5;
    case PagePhase::Connecting:
        return 4;
    case PagePhase::Closed:
        return connection.ended ? 1 : 3;
    case PagePhase::Open:
        return 2;
    case PagePhase::None:
        return 0;
    }
    return 0;
}

PageConnection *find(std::vector<PageConnection> &connections, ConnectionId conn)
{
    const auto it = std::find_if(connections.rbegin(), connections.rend(),
                                 [conn](const PageConnection &one) { return one.conn == conn; });
    return it == connections.rend() ? nullptr : &*it;
}

// The connection that an attempt continues: the one whose back-off brought it about, else one of the same
// address that had come to its end.
PageConnection *continued(std::vector<PageConnection> &connections, const Event &event)
{
    const QString transport = event.data[Field::Transport].toString();
    const QString url = event.data[Field::Url].toString();
    for (PageConnection &one : connections) {
        if (event.cause != 0 && one.backoff == event.cause)
            return &one;
    }
    for (PageConnection &one : connections) {
        if (event.cause == 0 && one.phase == PagePhase::Closed && one.transport == transport &&
            one.url == url)
            return &one;
    }
    return nullptr;
}

// A page that opens and closes without end must not fill the list.
void forgetOldest(std::vector<PageConnection> &connections)
{
    if (connections.size() < kConnectionLimit)
        return;
    const auto it = std::find_if(connections.begin(), connections.end(),
                                 [](const PageConnection &one) { return one.phase == PagePhase::Closed; });
    connections.erase(it == connections.end() ? connections.begin() : it);
}

void connecting(PageState &state, const Event &event)
{
    PageConnection *one = continued(state.connections, event);
    if (!one) {
        forgetOldest(state.connections);
        one = &state.connections.emplace_back();
    }
    *one = {.conn = event.conn,
            .transport = event.data[Field::Transport].toString(),
            .url = event.data[Field::Url].toString(),
            .phase = PagePhase::Connecting,
            .attempt = event.data[Field::Attempt].toInt()};
}

void backoff(PageConnection &one, const Event &event)
{
    const double ms = event.data[Field::DelayMs].toDouble();
    one.phase = PagePhase::Backoff;
    one.attempt = event.data[Field::Attempt].toInt();
    one.planned = event.data[Field::Planned].toBool(true);
    one.delay = std::llround(ms * static_cast<double>(kMillisecond));
    one.due = event.t + one.delay;
    one.backoff = event.id;
}

} // namespace

const PageConnection *PageState::headline() const
{
    const PageConnection *best = nullptr;
    for (const PageConnection &one : connections) {
        if (!best || urgency(one) >= urgency(*best))
            best = &one;
    }
    return best;
}

PagePhase PageState::phase() const
{
    const PageConnection *one = headline();
    return one ? one->phase : PagePhase::None;
}

bool PageState::apply(const Event &event)
{
    PageConnection *one = find(connections, event.conn);
    switch (event.kind) {
    case Kind::PageLoaded:
        loaded = true;
        problem.clear();
        htmx = event.data[Field::Htmx].toString();
        return true;
    case Kind::PageHidden:
    case Kind::PageShown:
        hidden = event.kind == Kind::PageHidden;
        return true;
    case Kind::PageConnecting:
        connecting(*this, event);
        return true;
    case Kind::PageOpen:
        if (one)
            one->phase = PagePhase::Open;
        return one;
    case Kind::PageClosed:
        if (one) {
            one->phase = PagePhase::Closed;
            one->code = event.data[Field::Code].toInt();
            one->ended = one->transport == QLatin1StringView("sse") && event.data[Field::Clean].toBool();
        }
        return one;
    case Kind::PageBackoff:
        if (one)
            backoff(*one, event);
        return one;
    default:
        return false;
    }
}

bool PageState::giveUp(ConnectionId conn)
{
    PageConnection *one = find(connections, conn);
    if (!one || one->phase != PagePhase::Backoff)
        return false;
    one->phase = PagePhase::Closed;
    return true;
}

} // namespace swapscope
