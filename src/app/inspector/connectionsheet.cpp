// A connection from attempt to end, and the wait between two.
#include "sheet.h"

#include <client/reconnect.h>
#include <timeline/axis.h>
#include <trace/runmodel.h>
#include <trace/trace.h>

#include <QUrl>

#include <algorithm>
#include <cmath>

namespace swapscope {

using timeline::exactDurationLabel;

QString backoffFormula(const QString &policy)
{
    if (policy == QLatin1StringView("htmx2-ws"))
        return QStringLiteral("random \u00d7 1 s \u00b7 2^min(attempt \u2212 1, 6)");
    if (policy == QLatin1StringView("htmx4-ws") || policy == QLatin1StringView("htmx4-sse"))
        return QStringLiteral("min(0.5 s \u00b7 2^(attempt \u2212 1), 60 s) \u00b1 30 %");
    if (policy == QLatin1StringView("htmx2-sse"))
        return QStringLiteral("min(0.5 s \u00b7 2^(attempt \u2212 1), 64 s)");
    if (policy == QLatin1StringView("eventsource"))
        return QStringLiteral("the stream's retry time, else the browser's own");
    return {};
}

namespace sheets {

namespace {

// The attempt that ended a wait: the client's next over this transport; none yet.
EventRef attemptAfter(const Trace &trace, const Event &backoff)
{
    const QString transport = field(backoff, Field::Transport);
    const EventList &events = trace.ofClient(backoff.client);
    for (auto next = std::upper_bound(events.begin(), events.end(), backoff.id); next != events.end();
         ++next) {
        if (trace.kindOf(*next) != Kind::PageConnecting)
            continue;
        const Event other = trace.at(*next);
        if (transport.isEmpty() || field(other, Field::Transport) == transport)
            return other;
    }
    return nullptr;
}

double delayOf(const Event &event)
{
    const double ms = event.data.value(Field::DelayMs).toDouble();
    return std::isfinite(ms) ? std::clamp(ms, 0.0, 1e9) : 0.0;
}

QString sizes(const Passed &sum)
{
    if (sum.messages == 0)
        return QStringLiteral("nothing");
    return QStringLiteral("%1 %2, %3 bytes")
        .arg(QString::number(sum.messages),
             sum.messages == 1 ? QStringLiteral("message") : QStringLiteral("messages"),
             QString::number(sum.bytes));
}

} // namespace

Sheet ofBackoff(const Trace &trace, const RunModel &model, const Event &event, Nanoseconds now)
{
    const int attempt = event.data.value(Field::Attempt).toInt();
    const double ms = delayOf(event);
    const auto planned = static_cast<Nanoseconds>(ms * kMillisecond);
    const bool known = event.data.value(Field::Planned).toBool(true);
    const QString transport = field(event, Field::Transport);

    const EventRef next = attemptAfter(trace, event);
    Sheet sheet;
    sheet.title = QStringLiteral("%1 waits before attempt %2").arg(who(event)).arg(attempt);
    sheet.subtitle = next != nullptr ? QStringLiteral("over") : QStringLiteral("running");
    sheet.role = Role::Wait;
    SheetCard card{
        QStringLiteral("Back-off"), QStringLiteral("in the page"), moment(event.t), Role::Wait, {}, {}};
    add(card.rows, "attempt", QString::number(attempt));
    add(card.rows, known ? "planned" : "expected", exactDurationLabel(planned));
    if (known)
        add(card.rows, "exactly", QStringLiteral("%1 ms").arg(QString::number(ms, 'f', 1)));
    if (next != nullptr)
        add(card.rows, "really", exactDurationLabel(next->t - event.t));
    else
        add(card.rows, "left", exactDurationLabel(event.t + planned - now));

    const QString htmx = htmxMajor(model.htmxVersion(event.client, event.id));
    const QStringList policies = reconnectPolicyIds(htmx, transport);
    // htmx 2 streams wait by two rules; the one that does not say its delay is the browser's.
    const QString wanted = known ? policies.value(0) : policies.value(policies.size() - 1);
    if (const auto policy = reconnectPolicy(wanted); policy && attempt > 0) {
        add(card.rows, "rule", policy->title());
        add(card.rows, "formula", backoffFormula(wanted));
        const DelayBounds bounds = policy->bounds(attempt);
        if (known) {
            add(card.rows, "so between",
                QStringLiteral("%1 and %2")
                    .arg(exactDurationLabel(static_cast<Nanoseconds>(bounds.minMs * kMillisecond)),
                         exactDurationLabel(static_cast<Nanoseconds>(bounds.maxMs * kMillisecond))));
            if (!bounds.contains(ms))
                card.note = QStringLiteral("This wait lies outside: the page has a delay of its own.");
        }
    }
    if (!known)
        card.note = QStringLiteral(
            "The browser does not say how long it waits; this is the reconnection time in force.");
    sheet.cards.push_back(card);
    return sheet;
}

Sheet ofConnection(const Trace &trace, const RunModel &model, const Event &event, Nanoseconds now)
{
    const RunConnection connection = connectionOf(trace, model, event.conn);
    EventRef attempt = trace.find(connection.connecting.id);
    EventRef accepted = trace.find(connection.accepted.id);
    EventRef served = trace.find(connection.served.id);
    EventRef open = trace.find(connection.opened.id);
    EventRef wireEnd = trace.find(connection.linkClosed.id);
    EventRef pageEnd = trace.find(connection.closed.id);
    EventRef cut = trace.find(connection.cut.id);
    EventRef refused = trace.find(connection.refused.id);
    EventRef begun = attempt != nullptr ? attempt : accepted != nullptr ? accepted : served;
    EventRef opened = open != nullptr ? open : served;
    EventRef ended = pageEnd != nullptr ? pageEnd : wireEnd != nullptr ? wireEnd : cut;
    Sheet sheet;
    sheet.title = QStringLiteral("Connection %1 of %2").arg(event.conn.number()).arg(who(event));
    const bool failed = opened == nullptr && (ended != nullptr || refused != nullptr);
    sheet.subtitle = failed              ? QStringLiteral("never opened")
                     : ended != nullptr  ? QStringLiteral("closed")
                     : opened != nullptr ? QStringLiteral("open")
                                         : QStringLiteral("connecting");
    sheet.role = failed || cut != nullptr ? Role::Lost : ended != nullptr ? Role::Dim : Role::Live;

    SheetCard life{
        QStringLiteral("Connection"), QStringLiteral("as the page lived it"), {}, sheet.role, {}, {}};
    if (begun != nullptr)
        life.moment = moment(begun->t);
    QString path;
    for (const EventRef &source : {served, accepted, refused}) {
        if (path.isEmpty())
            path = field(source, Field::Path);
    }
    if (path.isEmpty())
        path = QUrl(field(attempt, Field::Url)).path();
    QString transport;
    for (const EventRef &source : {attempt, accepted, served, refused}) {
        if (transport.isEmpty())
            transport = field(source, Field::Transport);
    }
    add(life.rows, "transport",
        transport == QLatin1StringView("ws")    ? QStringLiteral("WebSocket")
        : transport == QLatin1StringView("sse") ? QStringLiteral("event stream")
                                                : transport);
    add(life.rows, "path", path, true);
    add(life.rows, "attempt", field(attempt, Field::Attempt));
    if (opened != nullptr) {
        add(life.rows, "open from", moment(opened->t));
        add(life.rows, "to", ended != nullptr ? moment(ended->t) : QStringLiteral("still open"));
        add(life.rows, "lasted", exactDurationLabel((ended != nullptr ? ended->t : now) - opened->t));
    } else if (ended != nullptr && begun != nullptr) {
        add(life.rows, "gave up after", exactDurationLabel(ended->t - begun->t));
    }
    add(life.rows, "catch-up", field(served, Field::CatchUp));
    add(life.rows, "known up to", field(served, Field::Cursor));
    sheet.cards.push_back(life);

    SheetCard wire{QStringLiteral("Wire"), QStringLiteral("in the link"), {}, Role::Ink, {}, {}};
    add(wire.rows, "to the page", sizes(connection.down));
    add(wire.rows, "to the server", sizes(connection.up));
    sheet.cards.push_back(wire);

    if (ended != nullptr || refused != nullptr) {
        SheetCard end{
            QStringLiteral("End"), {}, ended != nullptr ? moment(ended->t) : QString(), sheet.role, {}, {}};
        add(end.rows, "wire code", field(wireEnd, Field::Code));
        add(end.rows, "page code", field(pageEnd, Field::Code));
        add(end.rows, "reason",
            field(wireEnd, Field::Reason).isEmpty() ? field(pageEnd, Field::Reason)
                                                    : field(wireEnd, Field::Reason));
        add(end.rows, "by", field(wireEnd, Field::By));
        if (cut != nullptr)
            end.note = QStringLiteral("The link was cut: no close frame crossed, so the page sees 1006.");
        else if (refused != nullptr)
            end.note = QStringLiteral("The link refused the attempt.");
        sheet.cards.push_back(end);
    }
    return sheet;
}

} // namespace sheets

} // namespace swapscope
