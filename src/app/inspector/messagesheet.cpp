// A message at the three points of observation, and an update that never became one.
#include "sheet.h"

#include <timeline/axis.h>
#include <trace/runmodel.h>
#include <trace/trace.h>

#include <algorithm>

namespace swapscope::sheets {

namespace {

QString whyMissed(const QString &why, const QString &client)
{
    if (why == QLatin1StringView("lost"))
        return QStringLiteral("It was sent, and never arrived.");
    if (why == QLatin1StringView("before"))
        return QStringLiteral(
                   "It was published after %1's page was rendered, and before its first connection.")
            .arg(client);
    if (why == QLatin1StringView("undone"))
        return QStringLiteral("It arrived, and an older snapshot behind it took it off the page again.");
    if (why == QLatin1StringView("id"))
        return QStringLiteral("The stream's ids leap over it.");
    return QStringLiteral("Nothing was sent: %1 had no connection.").arg(client);
}

QString whyWords(const QString &why)
{
    if (why == QLatin1StringView("replay"))
        return QStringLiteral("replayed after a return");
    if (why == QLatin1StringView("snapshot"))
        return QStringLiteral("a snapshot of the whole state");
    if (why == QLatin1StringView("direct"))
        return QStringLiteral("sent to this client alone");
    return why;
}

SheetCard intentDown(const EventRef &published, const EventRef &sent)
{
    SheetCard card{QStringLiteral("Intent"), QStringLiteral("in the server"), {}, Role::Ink, {}, {}};
    if (published == nullptr && sent == nullptr) {
        card.note = QStringLiteral("Not seen: the server is not Swapscope's own.");
        return card;
    }
    EventRef first = published != nullptr ? published : sent;
    card.moment = moment(first->t);
    const QString channel = field(published, Field::Channel);
    add(card.rows, "channel", channel.isEmpty() ? field(sent, Field::Channel) : channel);
    const qint64 update = sent != nullptr && sent->update > 0 ? sent->update : first->update;
    if (update > 0)
        add(card.rows, "update", QString::number(update));
    add(card.rows, "why", whyWords(field(sent, Field::Why)));
    if (published != nullptr)
        add(card.rows, "published", moment(published->t));
    if (sent != nullptr)
        add(card.rows, "sent", moment(sent->t));
    add(card.rows, "event", field(first, Field::Event));
    if (sent == nullptr)
        add(card.rows, "receivers", field(published, Field::Receivers));
    return card;
}

SheetCard wireCard(const Trace &trace, const RunModel &model, const EventRef &wire, const EventRef &lost,
                   const EventRef &sent)
{
    SheetCard card{QStringLiteral("Wire"), QStringLiteral("in the link"), {}, Role::Ink, {}, {}};
    EventRef event = wire != nullptr ? wire : lost;
    if (event == nullptr) {
        card.note = sent != nullptr && !sent->conn.isNone()
                        ? QStringLiteral("Not there yet, or it took no link.")
                        : QStringLiteral("Not seen.");
        return card;
    }
    card.moment = moment(event->t);
    add(card.rows, "connection", event->conn.text());
    if (event->n > 0)
        add(card.rows, "message no.", QString::number(event->n));
    const QString direction = field(event, Field::Dir);
    add(card.rows, "direction",
        direction == QLatin1StringView("up") ? QStringLiteral("\u2191 to the server")
                                             : QStringLiteral("\u2193 to the page"));
    add(card.rows, "path", field(event, Field::Path), true);
    const QString opcode = field(event, Field::Opcode);
    const QString name = field(event, Field::Event);
    add(card.rows, "frame", name.isEmpty() ? opcode : QStringLiteral("%1 \u201c%2\u201d").arg(opcode, name));
    add(card.rows, "size",
        field(event, Field::Bytes).isEmpty() ? QString()
                                             : QStringLiteral("%1 bytes").arg(field(event, Field::Bytes)));
    if (event->data.contains(Field::HeldMs))
        add(card.rows, "delay",
            timeline::exactDurationLabel(static_cast<Nanoseconds>(
                std::clamp(event->data.value(Field::HeldMs).toDouble(), 0.0, 1e12) * kMillisecond)));
    // How the connection ended that carried it, when it has.
    if (const EventRef end = trace.find(connectionOf(trace, model, event->conn).linkClosed.id)) {
        const QString code = field(end, Field::Code);
        add(card.rows, "closed later",
            code.isEmpty() ? moment(end->t) : QStringLiteral("%1, code %2").arg(moment(end->t), code));
    }
    if (lost != nullptr) {
        card.role = Role::Lost;
        const QString why = field(lost, Field::Why);
        card.note = why == QLatin1StringView("cut")
                        ? QStringLiteral("Lost: the cut came while it was inside the link.")
                    : why == QLatin1StringView("closed")
                        ? QStringLiteral("Lost: the connection ended while it was inside the link.")
                        : QStringLiteral("Lost: %1.").arg(why);
    }
    return card;
}

SheetCard effectDown(const EventRef &received, const EventRef &swap, std::size_t swaps, bool lost)
{
    SheetCard card{QStringLiteral("Effect"), QStringLiteral("in the page"), {}, Role::Ink, {}, {}};
    if (received == nullptr && swap == nullptr) {
        card.note = lost ? QStringLiteral("It never reached the page.") : QStringLiteral("Nothing yet.");
        return card;
    }
    EventRef first = received != nullptr ? received : swap;
    card.moment = moment(first->t);
    if (received != nullptr)
        add(card.rows, "received", moment(received->t));
    if (swap == nullptr) {
        card.note = QStringLiteral("htmx swapped nothing.");
        return card;
    }
    add(card.rows, "swapped", moment(swap->t));
    add(card.rows, "swap",
        QStringLiteral("%1 \u2192 %2").arg(field(swap, Field::Style), field(swap, Field::Target)), true);
    if (swap->kind == Kind::PageSwapMissed) {
        card.role = Role::Lost;
        card.note = QStringLiteral("The page has no such target: nothing was swapped.");
        return card;
    }
    add(card.rows, "out of band", field(swap, Field::Oob));
    const QString added = field(swap, Field::Added);
    const QString removed = field(swap, Field::Removed);
    add(card.rows, "nodes",
        QStringLiteral("+%1  \u2212%2")
            .arg(added.isEmpty() ? QStringLiteral("0") : added,
                 removed.isEmpty() ? QStringLiteral("0") : removed));
    if (swaps > 1)
        card.note = QStringLiteral("One of %1 swaps of this message.").arg(swaps);
    return card;
}

Sheet up(const Trace &trace, const RunModel &model, const Event &event, const Related &related)
{
    EventRef sent = trace.find(related.sent);
    EventRef wire = trace.find(related.link);
    EventRef lost = trace.find(related.lost);
    EventRef received = trace.find(related.received);
    Sheet sheet;
    sheet.title = QStringLiteral("Sent by %1").arg(who(event));
    sheet.role = lost != nullptr ? Role::Lost : Role::Sent;
    SheetCard intent{QStringLiteral("Intent"), QStringLiteral("in the page"), {}, Role::Ink, {}, {}};
    if (sent != nullptr) {
        intent.moment = moment(sent->t);
        add(intent.rows, "size", QStringLiteral("%1 bytes").arg(field(sent, Field::Bytes)));
        if (sent->data.value(Field::Queued).toBool())
            intent.note = QStringLiteral("It had waited in the queue until the connection was open.");
    } else {
        intent.note = QStringLiteral("Not seen: not a page of Swapscope's.");
    }
    SheetCard effect{QStringLiteral("Effect"), QStringLiteral("in the server"), {}, Role::Ink, {}, {}};
    if (received != nullptr) {
        effect.moment = moment(received->t);
        add(effect.rows, "path", field(received, Field::Path), true);
        const auto published = trace.effectsOf(received->id);
        for (const EventId id : published) {
            if (trace.at(id).kind == Kind::ServerPublished)
                add(effect.rows, "published",
                    QStringLiteral("update %1 on %2")
                        .arg(trace.at(id).update)
                        .arg(field(trace.at(id), Field::Channel)));
        }
    } else {
        effect.note =
            lost != nullptr ? QStringLiteral("It never reached the server.") : QStringLiteral("Nothing yet.");
    }
    sheet.cards = {intent, wireCard(trace, model, wire, lost, sent), effect};
    EventRef first = sent != nullptr ? sent : wire;
    EventRef last = received != nullptr ? received : wire;
    if (first != nullptr && last != nullptr && last->id != first->id)
        sheet.subtitle =
            QStringLiteral("%1 on the way").arg(timeline::exactDurationLabel(last->t - first->t));
    sheet.fragmentCaption = QStringLiteral("Message");
    sheet.fragment = field(sent, Field::Text);
    if (sheet.fragment.isEmpty())
        sheet.fragment = field(received, Field::Text);
    return sheet;
}

} // namespace

Sheet ofMessage(const Trace &trace, const RunModel &model, const Event &event)
{
    const Related related = trace.related(event.id);
    if (event.kind == Kind::ServerReceived || event.kind == Kind::PageSent ||
        field(event, Field::Dir) == QLatin1StringView("up"))
        return up(trace, model, event, related);

    EventRef published = trace.find(related.published);
    EventRef sent = trace.find(related.sent);
    EventRef wire = trace.find(related.link);
    EventRef lost = trace.find(related.lost);
    EventRef received = trace.find(related.received);
    // The swap that was asked for, else the message's first.
    EventRef swap = event.kind == Kind::PageSwap || event.kind == Kind::PageSwapMissed ? EventRef(event)
                    : related.swaps.empty()                                            ? nullptr
                                            : trace.find(related.swaps.front());
    if (published == nullptr && event.kind == Kind::ServerPublished)
        published = event;
    if (sent == nullptr && event.kind == Kind::ServerSent)
        sent = event;
    if (wire == nullptr && event.kind == Kind::LinkMessage)
        wire = event;

    Sheet sheet;
    const qint64 update = event.update > 0 ? event.update : sent != nullptr ? sent->update : 0;
    const QString what = update > 0    ? QStringLiteral("Update %1").arg(update)
                         : event.n > 0 ? QStringLiteral("Message %1").arg(event.n)
                                       : QString(kindName(event.kind));
    sheet.title =
        event.client.isEmpty() && sent == nullptr ? what : QStringLiteral("%1 to %2").arg(what, who(event));
    const QString why = field(sent, Field::Why);
    const bool catchUp = why == QLatin1StringView("replay") || why == QLatin1StringView("snapshot");
    sheet.role = lost != nullptr ? Role::Lost : catchUp ? Role::CatchUp : Role::Live;
    sheet.subtitle = lost != nullptr ? QStringLiteral("lost") : why;
    if (sent != nullptr && received != nullptr)
        sheet.subtitle +=
            QStringLiteral(" \u00b7 %1 on the way").arg(timeline::exactDurationLabel(received->t - sent->t));
    sheet.cards = {intentDown(published, sent), wireCard(trace, model, wire, lost, sent),
                   effectDown(received, swap, related.swaps.size(), lost != nullptr)};

    for (const EventRef &source : {sent, published, wire, lost}) {
        if (sheet.fragment.isEmpty())
            sheet.fragment = field(source, Field::Text);
    }
    if (swap != nullptr && swap->kind == Kind::PageSwap) {
        sheet.swapped = true;
        sheet.swapCaption = field(swap, Field::Target);
        sheet.before = field(swap, Field::Before);
        sheet.after = field(swap, Field::After);
    }
    return sheet;
}

Sheet ofMissed(const Trace &trace, const Event &event)
{
    const QString channel = field(event, Field::Channel);
    EventRef published = nullptr;
    EventRef missed = event.kind == Kind::UpdateMissed ? EventRef(event) : EventRef();
    EventRef recovered = event.kind == Kind::UpdateRecovered ? EventRef(event) : EventRef();
    for (const EventId id : trace.ofUpdate(channel, event.update, event.id)) {
        const Event &other = trace.at(id);
        if (other.kind == Kind::ServerPublished)
            published = other;
        if (other.client != event.client)
            continue;
        if (other.kind == Kind::UpdateMissed && missed == nullptr)
            missed = other;
        if (other.kind == Kind::UpdateRecovered && recovered == nullptr)
            recovered = other;
    }
    Sheet sheet;
    sheet.title = QStringLiteral("Update %1 missed by %2").arg(event.update).arg(who(event));
    sheet.subtitle = recovered != nullptr ? QStringLiteral("recovered by %1").arg(field(recovered, Field::By))
                                          : QStringLiteral("not recovered");
    sheet.role = Role::Lost;
    SheetCard wire{QStringLiteral("Wire"), QStringLiteral("in the link"), {}, Role::Lost, {}, {}};
    wire.note = whyMissed(field(missed, Field::Why), who(event));
    SheetCard effect{QStringLiteral("Effect"), QStringLiteral("in the page"), {}, Role::Lost, {}, {}};
    if (recovered != nullptr) {
        effect.role = Role::CatchUp;
        effect.moment = moment(recovered->t);
        add(effect.rows, "recovered by", field(recovered, Field::By));
        if (missed != nullptr)
            add(effect.rows, "after",
                timeline::exactDurationLabel(recovered->t - (published ? published->t : missed->t)));
    } else {
        effect.note = QStringLiteral("The page does not have it, and does not know.");
    }
    sheet.cards = {intentDown(published, nullptr), wire, effect};
    sheet.fragment = field(published, Field::Text);
    return sheet;
}

} // namespace swapscope::sheets
