#include "dispatch.h"

#include "forms.h"

#include <wire/hostfield.h>
#include <wire/status.h>

namespace swapscope::mock {

namespace {

bool sameName(const QByteArray &a, const char *b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QString text(const QJsonObject &headers, QLatin1StringView name)
{
    return headers.value(name).toString();
}

HtmxFields htmxFields(const QJsonObject &headers)
{
    const auto isTrue = [&](QLatin1StringView name) {
        return text(headers, name) == QLatin1StringView("true");
    };
    HtmxFields fields;
    fields.request = isTrue(QLatin1StringView("hx-request"));
    fields.boosted = isTrue(QLatin1StringView("hx-boosted"));
    fields.currentUrl = text(headers, QLatin1StringView("hx-current-url"));
    fields.target = text(headers, QLatin1StringView("hx-target"));
    fields.trigger = text(headers, QLatin1StringView("hx-trigger"));
    if (fields.trigger.isEmpty())
        fields.trigger = text(headers, QLatin1StringView("hx-source"));
    fields.triggerName = text(headers, QLatin1StringView("hx-trigger-name"));
    return fields;
}

bool csrfHolds(const Request &request)
{
    QString token = text(request.headers, QLatin1StringView("x-csrf-token"));
    if (token.isEmpty())
        token = request.form.value(QLatin1StringView("csrf_token")).toString();
    return !token.isEmpty() && token == request.csrfToken;
}

wire::HttpField allowField(const QList<QByteArray> &methods)
{
    return {"Allow", methods.join(", ")};
}

} // namespace

Answer sentence(int status, const QString &text, std::vector<wire::HttpField> fields)
{
    fields.push_back({"Content-Type", "text/plain; charset=utf-8"});
    return {status, std::move(fields), text.toUtf8() + '\n'};
}

bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

QByteArray encodeAnswer(const Answer &answer, const Answering &how)
{
    wire::HttpHead head;
    head.request = false;
    const bool sound = answer.status >= 200 && answer.status <= 599;
    head.status = sound ? answer.status : 500;
    head.reason = wire::reasonPhrase(head.status);
    head.fields.push_back({"Date", how.date});
    bool hasType = false;
    bool hasCache = false;
    for (const wire::HttpField &field : answer.fields) {
        if (field.name.isEmpty() || sameName(field.name, "Content-Length") ||
            sameName(field.name, "Transfer-Encoding") || sameName(field.name, "Connection") ||
            sameName(field.name, "Date"))
            continue;
        hasType = hasType || sameName(field.name, "Content-Type");
        hasCache = hasCache || sameName(field.name, "Cache-Control");
        head.fields.push_back(field);
    }
    const bool bodiless = hasNoBody(head.status);
    if (!bodiless) {
        if (!hasType)
            head.fields.push_back({"Content-Type", "text/html; charset=utf-8"});
        if (how.pieces == Answering::Pieces::None)
            head.fields.push_back({"Content-Length", QByteArray::number(answer.body.size())});
        else if (how.pieces == Answering::Pieces::Chunked)
            head.fields.push_back({"Transfer-Encoding", "chunked"});
    }
    if (!hasCache)
        head.fields.push_back({"Cache-Control", "no-store"});
    if (!how.setCookie.isEmpty())
        head.fields.push_back({"Set-Cookie", how.setCookie});
    head.fields.push_back({"Connection", how.keepAlive ? "keep-alive" : "close"});
    QByteArray bytes = head.encode();
    if (!bodiless && how.method != "HEAD")
        bytes += answer.body;
    return bytes;
}

std::variant<Request, Answer> readRequest(const wire::HttpHead &head, const QByteArray &body)
{
    if (const QString wrong = wire::wrongHost(head); !wrong.isEmpty())
        return sentence(400, wrong);
    // OPTIONS * asks about the server as a whole (RFC 9112, section 3.2.4).
    const std::optional<Target> target = head.method == "OPTIONS" && head.target == "*"
                                             ? Target{QStringLiteral("*"), {}}
                                             : splitTarget(head.target);
    if (!target)
        return sentence(400, QStringLiteral("The request's target is no path: \"%1\".")
                                 .arg(QString::fromLatin1(head.target.left(200))));
    Request request;
    request.method = head.method;
    request.path = target->path;
    request.body = body;
    for (const wire::HttpField &field : head.fields) {
        const QString name = QString::fromLatin1(field.name).toLower();
        const QString value = QString::fromUtf8(field.value);
        const auto before = request.headers.find(name);
        // RFC 9110, section 5.3; cookies are joined by their own separator (RFC 6265).
        const QString separator =
            name == QLatin1StringView("cookie") ? QStringLiteral("; ") : QStringLiteral(", ");
        request.headers.insert(
            name, before == request.headers.end() ? value : before->toString() + separator + value);
    }
    request.cookies = decodeCookies(text(request.headers, QLatin1StringView("cookie")).toUtf8());
    request.htmx = htmxFields(request.headers);
    const Result<QJsonObject> query = decodeUrlEncoded(target->query);
    if (!query)
        return sentence(400, query.error().message);
    request.query = *query;
    Result<Form> form = decodeForm(head.value("Content-Type"), body);
    if (!form)
        return sentence(400, form.error().message);
    request.form = form->fields;
    request.files = std::move(form->files);
    return request;
}

Answer notFound(const Routes &routes, const Site &site, const QString &path)
{
    QStringList lines = listSite(site) + routes.list();
    lines.removeDuplicates();
    return sentence(404, QStringLiteral("There is nothing at %1. What there is:\n  %2")
                             .arg(path, lines.join(QStringLiteral("\n  "))));
}

Dispatched dispatch(const Routes &routes, const Site &site, Request request)
{
    if (const auto match = routes.http(request.method, request.path)) {
        request.params = match.params;
        if (match.route->csrf && !csrfHolds(request))
            return {sentence(403, QStringLiteral(
                                      "The CSRF token is missing or wrong: send the session's as the field "
                                      "X-CSRF-Token or in the form as csrf_token.")),
                    {}};
        return {match.route->handler ? match.route->handler(request) : Answer{204, {}, {}}, {}};
    }
    const bool reading = request.method == "GET" || request.method == "HEAD";
    std::optional<SiteAnswer> fromSite = answerFromSite(site, request.path);
    if (reading && fromSite)
        return {std::move(fromSite->answer), std::move(fromSite->rewrites)};

    QList<QByteArray> allowed = routes.allowed(request.path);
    if (request.path == QStringLiteral("*"))
        allowed = {"GET", "HEAD"};
    if (fromSite) {
        for (const char *method : {"GET", "HEAD"}) {
            if (!allowed.contains(method))
                allowed += method;
        }
    }
    const bool socket = static_cast<bool>(routes.socket(request.path));
    if (request.method == "OPTIONS" && (!allowed.isEmpty() || socket)) {
        allowed += "OPTIONS";
        return {{204, {allowField(allowed)}, {}}, {}};
    }
    if (allowed.isEmpty() && socket)
        return {sentence(426,
                         QStringLiteral("%1 is a WebSocket: connect with ws://, not with a plain request.")
                             .arg(request.path),
                         {{"Upgrade", "websocket"}}),
                {}};
    if (allowed.isEmpty())
        return {notFound(routes, site, request.path), {}};
    allowed += "OPTIONS";
    return {sentence(405,
                     QStringLiteral("%1 cannot be asked for with %2, only with %3.")
                         .arg(request.path, QString::fromLatin1(request.method),
                              QString::fromLatin1(allowed.join(", "))),
                     {allowField(allowed)}),
            {}};
}

} // namespace swapscope::mock
