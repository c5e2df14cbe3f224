#include "itemtext.h"

#include <timeline/axis.h>
#include <trace/trace.h>

#include <QStringList>

namespace swapscope {

using namespace timeline;

namespace {

QString moment(Nanoseconds t)
{
    return momentLabel(t, kMillisecond);
}

QString field(const Trace &trace, EventId id, Field key)
{
    const EventRef event = trace.find(id);
    return event == nullptr ? QString() : event->data.value(key).toVariant().toString();
}

QString who(const Lane &lane)
{
    return lane.client.isEmpty() ? QStringLiteral("the visitor") : lane.client;
}

QStringList messageText(const Lane &lane, const MessageItem &message, const Trace &trace, Nanoseconds now)
{
    QStringList lines;
    QString what = QStringLiteral("Message %1").arg(message.n);
    if (message.update > 0)
        what = QStringLiteral("Update %1").arg(message.update);
    const QString why = field(trace, message.intent, Field::Why);
    if (message.up())
        what = QStringLiteral("Sent by %1").arg(who(lane));
    else
        what += QStringLiteral(" to %1").arg(who(lane));
    if (!why.isEmpty() && why != QLatin1StringView("live"))
        what += QStringLiteral(", ") + why;
    lines << what;
    switch (message.fate) {
    case Fate::Delivered:
        lines << QStringLiteral("%1, %2 on the way")
                     .arg(moment(message.start), exactDurationLabel(message.end - message.start));
        break;
    case Fate::Lost:
        lines << QStringLiteral("%1, lost at %2").arg(moment(message.start), moment(message.end));
        break;
    case Fate::InFlight:
        lines << QStringLiteral("%1, on the way for %2")
                     .arg(moment(message.start), durationLabel(now - message.start));
        break;
    }
    if (message.held)
        lines << QStringLiteral("held in the link since %1, for %2")
                     .arg(moment(message.heldAt), durationLabel(now - message.heldAt));
    else if (message.heldAt > 0)
        lines << QStringLiteral("held in the link for %1")
                     .arg(durationLabel(message.heldUntil - message.heldAt));
    const QString bytes = field(trace, message.wire, Field::Bytes);
    if (!bytes.isEmpty())
        lines << QStringLiteral("%1 bytes on the wire").arg(bytes);
    return lines;
}

QStringList segmentText(const Lane &lane, const Segment &segment, const Range &span)
{
    const QString lasted = durationLabel(span.span());
    const QString client = who(lane);
    QStringList lines;
    switch (segment.state) {
    case BandState::Connecting:
        lines << QStringLiteral("%1 is connecting").arg(client);
        break;
    case BandState::Failed:
        lines << QStringLiteral("%1 tried to connect, in vain").arg(client);
        break;
    case BandState::Open:
        lines << QStringLiteral("%1 is connected to %2").arg(client, lane.path);
        break;
    case BandState::Frozen:
        lines << QStringLiteral("%1's link is frozen").arg(client);
        break;
    case BandState::Closed:
        lines << QStringLiteral("%1 is not connected").arg(client);
        break;
    case BandState::Backoff:
        lines << QStringLiteral("%1 waits before attempt %2").arg(client).arg(segment.attempt);
        lines << (segment.plannedKnown ? QStringLiteral("%1 planned") : QStringLiteral("about %1"))
                     .arg(durationLabel(segment.planned));
        break;
    }
    lines << QStringLiteral("from %1, for %2").arg(moment(span.from), lasted);
    return lines;
}

QStringList missedText(const Lane &lane, const Missed &missed, const Trace &trace)
{
    QStringList lines{QStringLiteral("Update %1 missed: %2 was away").arg(missed.update).arg(who(lane)),
                      QStringLiteral("published at %1").arg(moment(missed.start))};
    if (const EventRef recovered = trace.find(missed.recovered))
        lines << QStringLiteral("recovered by %1 at %2")
                     .arg(recovered->data.value(Field::By).toString(), moment(recovered->t));
    return lines;
}

QStringList swapText(const Swap &swap, const Trace &trace)
{
    const QString style = field(trace, swap.event, Field::Style);
    const QString target = field(trace, swap.event, Field::Target);
    const QString words = style.isEmpty() ? target : QStringLiteral("%1 \u2192 %2").arg(style, target);
    if (swap.look == SwapLook::Missed)
        return {QStringLiteral("Swap missed its target"), words, moment(swap.t)};
    return {QStringLiteral("Swap %1").arg(words),
            QStringLiteral("%1 nodes added, %2 removed")
                .arg(field(trace, swap.event, Field::Added), field(trace, swap.event, Field::Removed)),
            moment(swap.t)};
}

QString several(const ItemRef &item, int count)
{
    const char *const what = item.type == ItemType::Segment   ? "states"
                             : item.type == ItemType::Swap    ? "swaps"
                             : item.type == ItemType::Missed  ? "missed updates"
                             : item.type == ItemType::Closing ? "closings"
                                                              : "messages";
    return QStringLiteral("%1 %2 here: zoom in to tell them apart").arg(count).arg(QLatin1StringView(what));
}

} // namespace

QString itemText(const Lanes &lanes, const Trace &trace, const Hit &hit, Nanoseconds now)
{
    const ItemRef &item = hit.item;
    if (lanes.eventOf(item) == 0)
        return {};
    if (hit.count > 1)
        return several(item, hit.count);
    const Lane &lane = lanes.lanes()[static_cast<std::size_t>(item.lane)];
    const auto index = static_cast<std::size_t>(item.index);
    QStringList lines;
    switch (item.type) {
    case ItemType::Message:
        lines = messageText(lane, lane.messages[index], trace, now);
        break;
    case ItemType::Missed:
        lines = missedText(lane, lane.missed[index], trace);
        break;
    case ItemType::Swap:
        lines = swapText(lane.swaps[index], trace);
        break;
    case ItemType::Segment:
        lines = segmentText(lane, lane.segments[index], lanes.spanOf(item, now));
        break;
    case ItemType::Closing:
        lines = {QStringLiteral("Connection %1 of %2: %3")
                     .arg(lane.closings[index].conn.text(), who(lane), closingText(lane.closings[index])),
                 moment(lane.closings[index].t)};
        break;
    case ItemType::Gap:
        lines = {gapText(lane, lane.gaps[index], now),
                 QStringLiteral("since %1").arg(moment(lane.gaps[index].start))};
        break;
    case ItemType::None:
        break;
    }
    return lines.join(u'\n');
}

} // namespace swapscope
