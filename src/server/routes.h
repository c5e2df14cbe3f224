#pragma once

#include "channel/channel.h"
#include "channel/message.h"
#include "channel/peer.h"

#include <core/clock.h>
#include <core/result.h>

#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace swapscope {

// What brings a client up to date that was away.
enum class CatchUp {
    None,     // nothing: what was published meanwhile is lost
    Snapshot, // at every open one fragment that covers everything up to then
    Replay    // the updates it has not had, as far as the history reaches
};

// By what a socket's replay knows where to begin. (A stream has Last-Event-ID.)
enum class Cursor {
    // By what was written before to this session, client and channel. Needs nothing of the page. What was on
    // its way
    // when the connection broke counts as had, and is lost; and a page that was loaded anew counts as one
    // that returned.
    Session,
    // By the page's first message, a form with a field "cursor": the last number that is in its DOM. Until it
    // comes
    // nothing live is sent to it; without one in time it is as with Session.
    Page
};

// "/rooms/:id": segments, those with a colon being parameters (letters, digits, _), which match one segment
// that is not empty.
class PathPattern
{
public:
    PathPattern() = default;
    // An error says what is wrong with the pattern.
    static Result<PathPattern> parse(const QString &pattern);

    const QString &text() const { return m_text; }
    // The parameters when the percent-decoded path matches.
    std::optional<QJsonObject> match(const QString &path) const;
    // Whether both match the very same paths.
    bool sameAs(const PathPattern &other) const;
    // How specific it is: of two patterns that match, the one whose literal segments come first wins.
    bool before(const PathPattern &other) const;

private:
    QString m_text;
    QStringList m_segments;
};

using RequestHandler = std::function<Answer(const Request &)>;

// Handlers run on the server's thread and may call everything of MockServer and Peer, restart and close
// included.
struct SocketRoute
{
    QString path;
    QString channel; // empty: none
    CatchUp catchUp = CatchUp::None;
    Cursor cursor = Cursor::Session;
    Nanoseconds heartbeat = 0; // between pings; 0: none. A client that answers none of two is gone (1006).
    QStringList origins; // whose pages may connect besides the server's own ("*": any); others get a 403
    std::function<QByteArray(const Peer &)> snapshot; // for CatchUp::Snapshot; an empty answer sends nothing
    std::function<void(const Peer &, const Request &)>
        open; // after the catch-up, unless that waits for the page
    // A text message: as JSON object without htmx's headers, those headers (both empty when it is no such
    // thing), and as it came, in UTF-8.
    std::function<void(const Peer &, const QJsonObject &form, const QJsonObject &headers,
                       const QByteArray &text)>
        message;
    std::function<void(const Peer &, const QByteArray &data)> binary;
    std::function<void(const Peer &, int code, const QString &reason)> close;
};

struct StreamRoute
{
    QString path;
    QString channel;
    CatchUp catchUp = CatchUp::None;  // by Last-Event-ID
    bool historyForNewcomers = false; // Replay: who comes without one gets the channel's whole history
    std::optional<int> retry;         // milliseconds; sent once at the open
    Nanoseconds heartbeat = 0;        // between comments; 0: none
    std::function<QByteArray(const Peer &)> snapshot;
    std::function<void(const Peer &, const Request &)> open;
    std::function<void(const Peer &)> close;
};

struct HttpRoute
{
    QByteArray method; // "GET", which answers HEAD too, "POST", …
    QString path;
    RequestHandler handler;
    bool csrf = false; // the session's token is demanded: field X-CSRF-Token or form field csrf_token
};

// The whole table as a value. Checked while it is filled, installed at once with MockServer::setRoutes().
class Routes
{
public:
    struct ChannelSpec
    {
        QString name;
        std::optional<int> history; // nothing: Channel::kDefaultHistory
    };
    template<typename Route>
    struct Entry
    {
        PathPattern pattern;
        Route route;
    };
    template<typename Route>
    struct Match
    {
        const Route *route = nullptr; // null: none
        QJsonObject params;
        explicit operator bool() const { return route != nullptr; }
    };

    // An error names a bad path, or one that has a route of this kind (and method) already. A path may have
    // one socket, one stream and HTTP methods beside each other, but not a stream and a GET. A channel that
    // no addChannel() names is made with the default history.
    Result<void> add(SocketRoute route);
    Result<void> add(StreamRoute route);
    Result<void> add(HttpRoute route);
    // A channel of this name exists from the installation on. Named twice: the larger history.
    void addChannel(const QString &name, std::optional<int> history = std::nullopt);

    const std::vector<ChannelSpec> &channels() const { return m_channels; }

    Match<SocketRoute> socket(const QString &path) const;
    Match<StreamRoute> stream(const QString &path) const;
    // HEAD finds a GET.
    Match<HttpRoute> http(const QByteArray &method, const QString &path) const;
    // What a path can be asked for, as in an Allow field: "GET", "HEAD", "POST"; empty when nothing has this
    // path.
    QList<QByteArray> allowed(const QString &path) const;
    // One line a route, "GET    /rooms/:id", in order of the paths.
    QStringList list() const;

private:
    std::vector<ChannelSpec> m_channels;
    std::vector<Entry<SocketRoute>> m_sockets;
    std::vector<Entry<StreamRoute>> m_streams;
    std::vector<Entry<HttpRoute>> m_http;
};

} // namespace swapscope
