#include "logline.h"

#include <QJsonArray>

namespace swapscope {

namespace {

QString text(const Event &event, Field key)
{
    return event.data.value(key).toString();
}

int number(const Event &event, Field key)
{
    return event.data.value(key).toInt();
}

QStringList texts(const Event &event, Field key)
{
    QStringList list;
    for (const auto &value : event.data.value(key).toArray())
        list << value.toString();
    return list;
}

std::optional<QString> what(const Event &event)
{
    switch (event.kind) {
    case Kind::ServerRequest:
        return QStringLiteral("%1 %2 %3, %4 bytes")
            .arg(text(event, Field::Method), text(event, Field::Path))
            .arg(number(event, Field::Status))
            .arg(number(event, Field::Bytes));
    case Kind::ServerOpened:
        return QStringLiteral("%1 opened %2 (%3, connection %4)")
            .arg(event.client, text(event, Field::Path), text(event, Field::Transport))
            .arg(event.conn);
    case Kind::ServerClosed:
        return QStringLiteral("%1 closed by the %2, code %3 (connection %4)")
            .arg(event.client, text(event, Field::By))
            .arg(number(event, Field::Code))
            .arg(event.conn);
    case Kind::ServerPublished:
        return QStringLiteral("%1 update %2 to %3, %4 bytes")
            .arg(text(event, Field::Channel))
            .arg(event.update)
            .arg(number(event, Field::Receivers))
            .arg(number(event, Field::Bytes));
    case Kind::ServerReceived:
        return QStringLiteral("%1 sent %2")
            .arg(event.client, text(event, Field::Text).left(200).simplified());
    case Kind::ServerRewrote:
        return QStringLiteral("%1: %2 is served as %3")
            .arg(text(event, Field::Path), text(event, Field::From), text(event, Field::To));
    case Kind::ScriptLog:
        return QStringLiteral("script: %1").arg(text(event, Field::Text));
    case Kind::ScriptError:
        return QStringLiteral("%1:%2:%3: %4")
            .arg(text(event, Field::File))
            .arg(number(event, Field::Line))
            .arg(number(event, Field::Column))
            .arg(text(event, Field::Text));
    case Kind::LinkAnswered:
        return QStringLiteral("%1 %2 %3 %4")
            .arg(event.client, text(event, Field::Method), text(event, Field::Path))
            .arg(number(event, Field::Status));
    case Kind::LinkAccepted:
        return QStringLiteral("%1 connects to %2 (%3, connection %4)")
            .arg(event.client, text(event, Field::Path), text(event, Field::Transport))
            .arg(event.conn);
    case Kind::LinkClosed:
        return QStringLiteral("%1 closed by the %2, code %3 (connection %4)")
            .arg(event.client, text(event, Field::By))
            .arg(number(event, Field::Code))
            .arg(event.conn);
    case Kind::LinkFitted:
        return QStringLiteral("%1 %2: %3")
            .arg(event.client, text(event, Field::Path),
                 texts(event, Field::Changes).join(QStringLiteral("; ")));
    case Kind::LinkUnreachable:
        return text(event, Field::Text);
    case Kind::UpdateMissed:
        if (text(event, Field::Why) != u"id")
            return std::nullopt;
        return QStringLiteral("%1 %2: ids %3 to %4 never came")
            .arg(event.client, text(event, Field::Channel))
            .arg(event.data.value(Field::First).toInteger())
            .arg(event.data.value(Field::Last).toInteger());
    case Kind::UpdateDuplicated:
        if (text(event, Field::Why) != u"id")
            return std::nullopt;
        return QStringLiteral("%1 %2: id %3 came twice")
            .arg(event.client, text(event, Field::Channel), text(event, Field::Id));
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
