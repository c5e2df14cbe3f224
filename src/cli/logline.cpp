#include "logline.h"

#include <trace/payload.h>

#include <QJsonArray>
#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <charconv>

namespace swapscope {

namespace {

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

// At most 200 characters of a text, in one line. There is one for every message that comes.
QString excerpt(QByteArrayView utf8)
{
    constexpr qsizetype kMost = 200;
    constexpr qsizetype kMostBytes = kMost * 4;
    const QString begin = QString::fromUtf8(utf8.first(std::min(utf8.size(), kMostBytes))).left(kMost);
    QChar previous = u' ';
    const bool simple = std::all_of(begin.begin(), begin.end(), [&previous](QChar letter) {
        const bool fits = letter == u' ' ? previous != u' ' : !letter.isSpace();
        previous = letter;
        return fits;
    });
    return simple && previous != u' ' ? begin : begin.simplified();
}

// "    1.500  ", and what follows.
QString timed(Nanoseconds t, const QString &news)
{
    const qint64 ms = (std::max<Nanoseconds>(t, 0) + kMillisecond / 2) / kMillisecond;
    std::array<char, 32> text{};
    text.fill(' ');
    char *const begin = text.data() + 5; // up to five blanks before it
    char *end = std::to_chars(begin, text.data() + text.size() - 6, ms / 1000).ptr;
    const qsizetype blanks = std::max<qsizetype>(5 - (end - begin), 0);
    *end++ = '.';
    for (const int unit : {100, 10, 1})
        *end++ = static_cast<char>('0' + ms / unit % 10);
    end += 2;
    return QLatin1StringView(begin - blanks, end - begin + blanks) % news;
}

std::optional<QString> what(const Event &event)
{
    switch (event.kind) {
    case Kind::ServerRequest:
        return QStringLiteral("%1 %2 %3, %4")
            .arg(text(event, Field::Method), text(event, Field::Path))
            .arg(number(event, Field::Status))
            .arg(event.data.contains(Field::Bytes)
                     ? QStringLiteral("%1 bytes").arg(number(event, Field::Bytes))
                     : QStringLiteral("in pieces"));
    case Kind::ServerOpened:
        return QStringLiteral("%1 opened %2 (%3, connection %4)")
            .arg(event.client, text(event, Field::Path), text(event, Field::Transport))
            .arg(event.conn.number());
    case Kind::ServerClosed:
    case Kind::LinkClosed:
        return QStringLiteral("%1 closed by the %2%3 (connection %4)")
            .arg(event.client, text(event, Field::By),
                 event.data.contains(Field::Code) // a stream has none
                     ? QStringLiteral(", code %1").arg(number(event, Field::Code))
                     : QString())
            .arg(event.conn.number());
    case Kind::ServerPublished:
        return QStringLiteral("%1 update %2 to %3, %4 bytes")
            .arg(text(event, Field::Channel))
            .arg(event.update)
            .arg(number(event, Field::Receivers))
            .arg(number(event, Field::Bytes));
    case Kind::ServerReceived:
        return event.client % QLatin1StringView(" sent ") % excerpt(event.data.text(Field::Text));
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
            .arg(event.conn.number());
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
    return timed(event.t, *news);
}

} // namespace swapscope
