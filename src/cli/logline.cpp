#include "logline.h"

#include <QJsonArray>

namespace swapscope {

namespace {

QString text(const Event &event, const char *key)
{
    return event.data.value(QLatin1StringView(key)).toString();
}

int number(const Event &event, const char *key)
{
    return event.data.value(QLatin1StringView(key)).toInt();
}

QStringList texts(const Event &event, const char *key)
{
    QStringList list;
    for (const auto &value : event.data.value(QLatin1StringView(key)).toArray())
        list << value.toString();
    return list;
}

std::optional<QString> what(const Event &event)
{
    switch (event.kind) {
    case Kind::ServerRequest:
        return QStringLiteral("%1 %2 %3, %4 bytes")
            .arg(text(event, "method"), text(event, "path"))
            .arg(number(event, "status"))
            .arg(number(event, "bytes"));
    case Kind::ServerOpened:
        return QStringLiteral("%1 opened %2 (%3, connection %4)")
            .arg(event.client, text(event, "path"), text(event, "transport"))
            .arg(event.conn);
    case Kind::ServerClosed:
        return QStringLiteral("%1 closed by the %2, code %3 (connection %4)")
            .arg(event.client, text(event, "by"))
            .arg(number(event, "code"))
            .arg(event.conn);
    case Kind::ServerPublished:
        return QStringLiteral("%1 update %2 to %3, %4 bytes")
            .arg(text(event, "channel"))
            .arg(event.update)
            .arg(number(event, "receivers"))
            .arg(number(event, "bytes"));
    case Kind::ServerReceived:
        return QStringLiteral("%1 sent %2").arg(event.client, text(event, "text").left(200).simplified());
    case Kind::ServerRewrote:
        return QStringLiteral("%1: %2 is served as %3")
            .arg(text(event, "path"), text(event, "from"), text(event, "to"));
    case Kind::ScriptLog:
        return QStringLiteral("script: %1").arg(text(event, "text"));
    case Kind::ScriptError:
        return QStringLiteral("%1:%2:%3: %4")
            .arg(text(event, "file"))
            .arg(number(event, "line"))
            .arg(number(event, "column"))
            .arg(text(event, "text"));
    case Kind::LinkAnswered:
        return QStringLiteral("%1 %2 %3 %4")
            .arg(event.client, text(event, "method"), text(event, "path"))
            .arg(number(event, "status"));
    case Kind::LinkAccepted:
        return QStringLiteral("%1 connects to %2 (%3, connection %4)")
            .arg(event.client, text(event, "path"), text(event, "transport"))
            .arg(event.conn);
    case Kind::LinkClosed:
        return QStringLiteral("%1 closed by the %2, code %3 (connection %4)")
            .arg(event.client, text(event, "by"))
            .arg(number(event, "code"))
            .arg(event.conn);
    case Kind::LinkFitted:
        return QStringLiteral("%1 %2: %3")
            .arg(event.client, text(event, "path"), texts(event, "changes").join(QStringLiteral("; ")));
    case Kind::LinkUnreachable:
        return text(event, "text");
    case Kind::UpdateMissed:
        if (text(event, "why") != u"id")
            return std::nullopt;
        return QStringLiteral("%1 %2: ids %3 to %4 never came")
            .arg(event.client, text(event, "channel"))
            .arg(event.data.value(QLatin1StringView("first")).toInteger())
            .arg(event.data.value(QLatin1StringView("last")).toInteger());
    case Kind::UpdateDuplicated:
        if (text(event, "why") != u"id")
            return std::nullopt;
        return QStringLiteral("%1 %2: id %3 came twice")
            .arg(event.client, text(event, "channel"), text(event, "id"));
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<QString> logLine(const Event &event)
{
    const std::optional<QString> news = what(event);
    if (!news)
        return std::nullopt;
    return QString::number(static_cast<double>(event.t) / 1e9, 'f', 3).rightJustified(9) +
           QStringLiteral("  ") + *news;
}

} // namespace swapscope
