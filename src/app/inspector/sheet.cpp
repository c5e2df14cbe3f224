#include "sheet.h"

#include <timeline/axis.h>
#include <trace/trace.h>

#include <algorithm>

namespace swapscope {

namespace sheets {

QString moment(Nanoseconds t)
{
    return timeline::momentLabel(t, kMillisecond);
}

QString field(const EventRef &event, Field key)
{
    if (event == nullptr)
        return {};
    const FieldValue value = event->data.value(key);
    if (value.isBool())
        return value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    if (value.isArray() || value.isObject())
        return QString::fromUtf8(value.written());
    return value.toVariant().toString();
}

void add(std::vector<SheetRow> &rows, const char *name, const QString &value, bool mono)
{
    if (!value.isEmpty())
        rows.push_back({QString::fromLatin1(name), value, mono});
}

QString who(const Event &event)
{
    return event.client.isEmpty() ? QStringLiteral("the visitor") : event.client;
}

namespace {

constexpr qsizetype kLongestValue = 400;

Sheet ofGap(const Trace &trace, const Event &event, Nanoseconds now)
{
    const QString channel = field(event, Field::Channel);
    const auto sameGap = [&](const EventRef &other) {
        return other != nullptr && other->client == event.client && field(other, Field::Channel) == channel;
    };
    EventRef opened = event.kind == Kind::GapOpened ? EventRef(event) : EventRef();
    EventRef closed = event.kind == Kind::GapClosed ? EventRef(event) : EventRef();
    // A client's gaps of a channel follow one another: the ends belong to the nearest.
    if (opened == nullptr) {
        for (const EventId id : trace.ofKind(Kind::GapOpened)) {
            if (id < event.id && sameGap(trace.at(id)))
                opened = trace.at(id);
        }
    }
    if (closed == nullptr) {
        const auto &ends = trace.ofKind(Kind::GapClosed);
        const auto found = std::find_if(ends.begin(), ends.end(),
                                        [&](EventId id) { return id > event.id && sameGap(trace.at(id)); });
        if (found != ends.end())
            closed = trace.at(*found);
    }
    int missed = 0;
    for (const EventId id : trace.ofKind(Kind::UpdateMissed)) {
        if (opened != nullptr && id > opened->id && (closed == nullptr || id < closed->id) &&
            sameGap(trace.at(id)))
            ++missed;
    }
    Sheet sheet;
    sheet.title = QStringLiteral("Gap of %1").arg(who(event));
    sheet.subtitle = closed == nullptr ? QStringLiteral("still open") : QStringLiteral("closed");
    sheet.role = Role::Lost;
    SheetCard card;
    card.caption = QStringLiteral("Gap");
    card.where = QStringLiteral("in the ledger");
    card.role = Role::Lost;
    if (opened != nullptr)
        card.moment = moment(opened->t);
    add(card.rows, "channel", channel);
    if (opened != nullptr) {
        add(card.rows, "from", moment(opened->t));
        add(card.rows, "to", closed != nullptr ? moment(closed->t) : QStringLiteral("not over yet"));
        add(card.rows, "lasted",
            timeline::exactDurationLabel((closed != nullptr ? closed->t : now) - opened->t));
    }
    add(card.rows, "missed", QString::number(missed));
    card.note = missed > 0
                    ? QStringLiteral("What was published meanwhile did not reach the page, and the page "
                                     "cannot know it.")
                    : QStringLiteral("Nothing was published meanwhile.");
    sheet.cards.push_back(card);
    return sheet;
}

Sheet ofAnything(const Event &event)
{
    Sheet sheet;
    sheet.title = kindName(event.kind);
    sheet.subtitle = event.client.isEmpty() ? QString() : QStringLiteral("client %1").arg(event.client);
    SheetCard card;
    card.caption = QStringLiteral("Event %1").arg(event.id);
    card.moment = moment(event.t);
    if (!event.conn.isNone())
        add(card.rows, "connection", event.conn.text());
    if (event.update > 0)
        add(card.rows, "update", QString::number(event.update));
    for (const Field key : event.data.fields()) {
        const QLatin1StringView name = key == Field::Undeclared ? QLatin1StringView("more") : fieldName(key);
        add(card.rows, name.data(), field(event, key).left(kLongestValue), true);
    }
    sheet.cards.push_back(card);
    return sheet;
}

} // namespace

} // namespace sheets

Sheet sheetOf(const Trace &trace, const RunModel &model, EventId id, Nanoseconds now)
{
    EventRef event = trace.find(id);
    if (event == nullptr)
        return {};
    switch (event->kind) {
    case Kind::ServerSent:
    case Kind::ServerReceived:
    case Kind::LinkMessage:
    case Kind::LinkLost:
    case Kind::LinkDelayed:
    case Kind::LinkHeld:
    case Kind::LinkReleased:
    case Kind::PageMessage:
    case Kind::PageSent:
    case Kind::PageSwap:
    case Kind::PageSwapMissed:
    case Kind::ServerPublished:
        return sheets::ofMessage(trace, model, *event);
    case Kind::UpdateMissed:
    case Kind::UpdateRecovered:
        return sheets::ofMissed(trace, *event);
    case Kind::PageBackoff:
        return sheets::ofBackoff(trace, model, *event, now);
    case Kind::GapOpened:
    case Kind::GapClosed:
        return sheets::ofGap(trace, *event, now);
    default:
        return !event->conn.isNone() ? sheets::ofConnection(trace, model, *event, now)
                                     : sheets::ofAnything(*event);
    }
}

} // namespace swapscope
