#include "routes.h"

#include <algorithm>

namespace swapscope {

namespace {

bool isParameter(const QString &segment)
{
    return segment.startsWith(u':');
}

bool isParameterName(QStringView name)
{
    return !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
}

template<typename Route>
Routes::Match<Route> find(const std::vector<Routes::Entry<Route>> &entries, const QString &path)
{
    for (const auto &entry : entries) {
        if (auto params = entry.pattern.match(path))
            return {&entry.route, *params};
    }
    return {};
}

// Keeps the entries in the order in which they are tried.
template<typename Route>
void insert(std::vector<Routes::Entry<Route>> &entries, PathPattern pattern, Route route)
{
    const auto place = std::find_if(entries.begin(), entries.end(),
                                    [&](const auto &entry) { return pattern.before(entry.pattern); });
    entries.insert(place, {std::move(pattern), std::move(route)});
}

bool isMethod(const QByteArray &method)
{
    static const QList<QByteArray> kMethods = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    return kMethods.contains(method);
}

Error taken(const QString &what, const PathPattern &pattern, const PathPattern &by)
{
    if (pattern.text() == by.text())
        return {QStringLiteral("%1 \"%2\" is there twice.").arg(what, pattern.text())};
    return {QStringLiteral("%1 \"%2\" means the same paths as \"%3\".").arg(what, pattern.text(), by.text())};
}

} // namespace

Result<PathPattern> PathPattern::parse(const QString &pattern)
{
    if (!pattern.startsWith(u'/'))
        return Error{QStringLiteral("A path begins with \"/\": \"%1\" does not.").arg(pattern)};
    if (pattern.contains(u'?') || pattern.contains(u'#'))
        return Error{QStringLiteral("A path has no \"?\" and no \"#\": \"%1\"; the query is in the request.")
                         .arg(pattern)};
    PathPattern parsed;
    parsed.m_text = pattern;
    parsed.m_segments = pattern.mid(1).split(u'/');
    QStringList names;
    for (const QString &segment : std::as_const(parsed.m_segments)) {
        if (!isParameter(segment))
            continue;
        const QString name = segment.mid(1);
        if (!isParameterName(name))
            return Error{QStringLiteral("In the path \"%1\", \":%2\" names no parameter: it takes letters, "
                                        "digits and \"_\".")
                             .arg(pattern, name)};
        if (names.contains(name))
            return Error{QStringLiteral("In the path \"%1\", the parameter \":%2\" is there twice.")
                             .arg(pattern, name)};
        names += name;
    }
    return parsed;
}

std::optional<QJsonObject> PathPattern::match(const QString &path) const
{
    if (!path.startsWith(u'/'))
        return std::nullopt;
    const QList<QStringView> segments = QStringView(path).mid(1).split(u'/');
    if (segments.size() != m_segments.size())
        return std::nullopt;
    QJsonObject params;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        if (isParameter(m_segments[i])) {
            if (segments[i].isEmpty())
                return std::nullopt;
            params.insert(m_segments[i].mid(1), segments[i].toString());
        } else if (segments[i] != m_segments[i]) {
            return std::nullopt;
        }
    }
    return params;
}

bool PathPattern::sameAs(const PathPattern &other) const
{
    return std::equal(
        m_segments.begin(), m_segments.end(), other.m_segments.begin(), other.m_segments.end(),
        [](const QString &a, const QString &b) { return a == b || (isParameter(a) && isParameter(b)); });
}

bool PathPattern::before(const PathPattern &other) const
{
    const qsizetype common = std::min(m_segments.size(), other.m_segments.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (isParameter(m_segments[i]) != isParameter(other.m_segments[i]))
            return !isParameter(m_segments[i]);
    }
    return false;
}

Result<void> Routes::add(SocketRoute route)
{
    auto pattern = PathPattern::parse(route.path);
    if (!pattern)
        return pattern.error();
    for (const auto &entry : m_sockets) {
        if (pattern->sameAs(entry.pattern))
            return taken(QStringLiteral("The WebSocket path"), *pattern, entry.pattern);
    }
    if (!route.channel.isEmpty())
        addChannel(route.channel);
    insert(m_sockets, *pattern, std::move(route));
    return {};
}

Result<void> Routes::add(StreamRoute route)
{
    auto pattern = PathPattern::parse(route.path);
    if (!pattern)
        return pattern.error();
    for (const auto &entry : m_streams) {
        if (pattern->sameAs(entry.pattern))
            return taken(QStringLiteral("The event stream's path"), *pattern, entry.pattern);
    }
    for (const auto &entry : m_http) {
        if (entry.route.method == "GET" && pattern->sameAs(entry.pattern))
            return taken(QStringLiteral("GET"), *pattern, entry.pattern);
    }
    if (!route.channel.isEmpty())
        addChannel(route.channel);
    insert(m_streams, *pattern, std::move(route));
    return {};
}

Result<void> Routes::add(HttpRoute route)
{
    auto pattern = PathPattern::parse(route.path);
    if (!pattern)
        return pattern.error();
    const QString method = QString::fromLatin1(route.method);
    if (!isMethod(route.method))
        return Error{
            QStringLiteral("A route answers GET, POST, PUT, PATCH or DELETE, not \"%1\".").arg(method)};
    for (const auto &entry : m_http) {
        if (entry.route.method == route.method && pattern->sameAs(entry.pattern))
            return taken(method, *pattern, entry.pattern);
    }
    if (route.method == "GET") {
        for (const auto &entry : m_streams) {
            if (pattern->sameAs(entry.pattern))
                return taken(method, *pattern, entry.pattern);
        }
    }
    insert(m_http, *pattern, std::move(route));
    return {};
}

void Routes::addChannel(const QString &name, std::optional<int> history)
{
    for (ChannelSpec &spec : m_channels) {
        if (spec.name == name) {
            spec.history = std::max(spec.history, history);
            return;
        }
    }
    m_channels.push_back({name, history});
}

Routes::Match<SocketRoute> Routes::socket(const QString &path) const
{
    return find(m_sockets, path);
}

Routes::Match<StreamRoute> Routes::stream(const QString &path) const
{
    return find(m_streams, path);
}

Routes::Match<HttpRoute> Routes::http(const QByteArray &method, const QString &path) const
{
    const QByteArray wanted = method == "HEAD" ? QByteArrayLiteral("GET") : method;
    for (const auto &entry : m_http) {
        if (entry.route.method != wanted)
            continue;
        if (auto params = entry.pattern.match(path))
            return {&entry.route, *params};
    }
    return {};
}

QList<QByteArray> Routes::allowed(const QString &path) const
{
    QList<QByteArray> methods;
    const auto note = [&](const QByteArray &method) {
        if (!methods.contains(method))
            methods += method;
    };
    if (stream(path))
        note("GET");
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
        if (!http(method, path))
            continue;
        note(method);
        if (QByteArrayView(method) == "GET")
            note("HEAD");
    }
    return methods;
}

QStringList Routes::list() const
{
    QList<std::pair<QString, QString>> lines; // path, kind
    for (const auto &entry : m_sockets)
        lines.emplace_back(entry.pattern.text(), QStringLiteral("WS"));
    for (const auto &entry : m_streams)
        lines.emplace_back(entry.pattern.text(), QStringLiteral("SSE"));
    for (const auto &entry : m_http)
        lines.emplace_back(entry.pattern.text(), QString::fromLatin1(entry.route.method));
    std::sort(lines.begin(), lines.end());
    QStringList texts;
    for (const auto &[path, kind] : std::as_const(lines))
        texts += kind.leftJustified(7) + path;
    return texts;
}

} // namespace swapscope
