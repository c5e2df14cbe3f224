#pragma once

#include <core/event.h>
#include <trace/join.h>
#include <trace/ledger/ledger.h>

#include <QDebug>
#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <cmath>
#include <vector>

// Events as short lines, so that a test reads as a story:
//   "server.sent A conn=1 n=2 update=5 channel=room why=live"
// A word without '=' is the client; t=1.5 is in seconds; numbers and true/false are such, [a,b]
// is a list of texts, all else is text.
namespace swapscope::story {

inline Field field(const QString &name)
{
    const std::optional<Field> found = fieldFromName(name);
    if (!found)
        qFatal("no such field: %s", qPrintable(name));
    return *found;
}

inline Event event(const QString &line)
{
    Event event;
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    const std::optional<Kind> kind = kindFromName(words.value(0));
    if (!kind)
        qFatal("no such kind: %s", qPrintable(line));
    event.kind = *kind;
    for (qsizetype i = 1; i < words.size(); ++i) {
        const qsizetype sign = words[i].indexOf(u'=');
        if (sign < 0) {
            event.client = words[i];
            continue;
        }
        const QString key = words[i].left(sign);
        const QString value = words[i].mid(sign + 1);
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (key == QLatin1StringView("t"))
            event.t = std::llround(number * 1e9);
        else if (key == QLatin1StringView("conn"))
            event.conn = ConnectionId(static_cast<int>(number));
        else if (key == QLatin1StringView("n"))
            event.n = static_cast<int>(number);
        else if (key == QLatin1StringView("update"))
            event.update = static_cast<qint64>(number);
        else if (key == QLatin1StringView("cause"))
            event.cause = static_cast<EventId>(number);
        else if (value == QLatin1StringView("true") || value == QLatin1StringView("false"))
            event.data.insert(field(key), value == QLatin1StringView("true"));
        else if (value.startsWith(u'[') && value.endsWith(u']'))
            event.data.insert(field(key), value.mid(1).chopped(1).split(u','));
        else if (isNumber && key != QLatin1StringView("id"))
            event.data.insert(field(key), number);
        else
            event.data.insert(field(key), value);
    }
    return event;
}

inline std::vector<Event> events(const QStringList &lines)
{
    std::vector<Event> events;
    for (const QString &line : lines) {
        events.push_back(event(line));
        events.back().id = events.size();
        if (events.back().t < 0)
            events.back().t = static_cast<Nanoseconds>(events.size()) * kMillisecond;
    }
    return events;
}

// The event as such a line, without t.
inline QString line(const Event &event)
{
    QStringList words{kindName(event.kind)};
    if (!event.client.isEmpty())
        words += event.client;
    const auto number = [&](const char *name, qint64 value) {
        if (value != 0)
            words += QStringLiteral("%1=%2").arg(QLatin1StringView(name)).arg(value);
    };
    number("conn", event.conn.number());
    number("n", event.n);
    number("update", event.update);
    number("cause", static_cast<qint64>(event.cause));
    for (const Field field : event.data.fields())
        words += fieldName(field) + u'=' + event.data[field].toVariant().toString();
    return words.join(u' ');
}

inline QStringList lines(const std::vector<Event> &events)
{
    QStringList lines;
    for (const Event &event : events)
        lines += line(event);
    return lines;
}

// The story's events, each joined with what came before.
inline std::vector<Event> joined(const QStringList &story)
{
    Join join;
    std::vector<Event> joinedEvents = events(story);
    for (Event &event : joinedEvents)
        join.enrich(event);
    return joinedEvents;
}

// What the ledger derives from the story, in order.
inline QStringList derived(Ledger &ledger, const std::vector<Event> &story)
{
    QStringList told;
    for (const Event &event : story)
        told += lines(ledger.consume(event));
    return told;
}

// A ledger that expects the pages A, B and C.
inline Ledger pages()
{
    Ledger ledger;
    for (const char *name : {"A", "B", "C"})
        ledger.expectPage(QLatin1StringView(name));
    return ledger;
}

} // namespace swapscope::story

namespace swapscope {

// For QCOMPARE of accounts.
inline char *toString(const LedgerSummary &sum)
{
    return qstrdup(qPrintable(
        QStringLiteral(
            "connections %1 published %2 delivered %3 missed %4 replay %5 snapshot %6 duplicated %7 "
            "inFlight %8 behind %9 ")
            .arg(sum.connections)
            .arg(sum.published)
            .arg(sum.delivered)
            .arg(sum.missed)
            .arg(sum.recoveredByReplay)
            .arg(sum.recoveredBySnapshot)
            .arg(sum.duplicated)
            .arg(sum.inFlight)
            .arg(sum.behind) +
        QStringLiteral("gap %1 since %2 stale %3 since %4 for %5")
            .arg(sum.inGap)
            .arg(sum.gapSince)
            .arg(sum.stale)
            .arg(sum.staleSince)
            .arg(sum.staleFor)));
}

} // namespace swapscope
