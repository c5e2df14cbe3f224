#include "describe.h"

#include "linkfaults.h"

#include "../linkstatus.h"

#include <core/duration.h>

namespace swapscope {

namespace {

// Phrases, and for each what ends it.
struct InForce
{
    QStringList phrases;
    std::vector<FaultEnd> ends;

    void add(const QString &phrase, FaultEnd end)
    {
        phrases += phrase;
        ends.push_back(std::move(end));
    }
};

const QString kFor = QStringLiteral("for");
const QVariant kNoTime = QVariant::fromValue<qint64>(0);

// Given anew for no time, a fault is over at once.
FaultEnd atOnce(const QString &fault, QVariantMap args, const Bound &bound)
{
    args.insert(kFor, kNoTime);
    return {fault, std::move(args), bound.until().value_or(0)};
}

QString direction(bool up, bool down)
{
    return up && down ? QString() : up ? QStringLiteral(" up") : QStringLiteral(" down");
}

QString milliseconds(Nanoseconds duration)
{
    return QString::number(static_cast<double>(duration) / 1e6, 'g', 6);
}

// "250ms" with a space.
QString spaced(Nanoseconds duration)
{
    QString text = formatDuration(duration);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isLetter())
            return text.insert(i, u' ');
    }
    return text;
}

QString percent(double probability)
{
    return QStringLiteral("%1 %").arg(QString::number(probability * 100, 'g', 3));
}

// " 5 %", " next 3"
QString often(const Bound &bound)
{
    QString text;
    if (bound.probability() < 1)
        text += u' ' + percent(bound.probability());
    if (bound.left())
        text += QStringLiteral(" next %1").arg(*bound.left());
    return text;
}

QString latency(const Latency &latency, const QString &way)
{
    QString text = QStringLiteral("%1 ms").arg(milliseconds(latency.delay));
    if (latency.jitter > 0)
        text += QStringLiteral(" ± %1").arg(milliseconds(latency.jitter));
    if (latency.jitter > 0 && latency.normal)
        text += QStringLiteral(" normal");
    return text + way;
}

QString verb(MessageFault::What what)
{
    using What = MessageFault::What;
    switch (what) {
    case What::Lose:
        return QStringLiteral("loses");
    case What::Duplicate:
        return QStringLiteral("duplicates");
    case What::Reorder:
        return QStringLiteral("reorders");
    case What::Corrupt:
        return QStringLiteral("corrupts");
    case What::Delay:
        return QStringLiteral("delays");
    case What::Truncate:
        return QStringLiteral("truncates");
    }
    return {};
}

QString message(const MessageFault &fault)
{
    QString text = verb(fault.what) + often(fault.bound);
    if (!fault.selector.event.isEmpty())
        text += QStringLiteral(" of “%1”").arg(fault.selector.event.left(40));
    else if (fault.selector.kind != u"data")
        text += u' ' + fault.selector.kind;
    if (fault.what == MessageFault::What::Delay)
        text += QStringLiteral(" by %1").arg(spaced(fault.by));
    return text + direction(fault.selector.up, fault.selector.down);
}

QString attempt(const AttemptFault &fault)
{
    switch (fault.what) {
    case AttemptFault::What::Answer:
        return QStringLiteral("answers %1").arg(fault.answer.status) + often(fault.bound);
    case AttemptFault::What::Flap:
        return QStringLiteral("flaps") + often(fault.bound);
    case AttemptFault::What::Slow:
        return QStringLiteral("handshake %1").arg(spaced(fault.by)) + often(fault.bound);
    }
    return {};
}

void describeEnds(const LinkFaults &faults, Nanoseconds now, InForce &all)
{
    if (faults.isCut(now))
        all.add(QStringLiteral("cut") + often(faults.cutBound),
                {QStringLiteral("mend"), {}, faults.cut.until().value_or(0)});
    for (const Direction each : {Direction::Down, Direction::Up}) {
        if (!faults.frozen(each, now))
            continue;
        const bool both = faults.frozen(Direction::Up, now) && faults.frozen(Direction::Down, now);
        const Span &span = each == Direction::Up ? faults.freezeUp : faults.freezeDown;
        all.add(QStringLiteral("frozen") +
                    (both ? QString() : direction(each == Direction::Up, each == Direction::Down)),
                {QStringLiteral("thaw"), {}, span.until().value_or(0)});
        if (both)
            break;
    }
    if (faults.isRefusing(now))
        all.add(QStringLiteral("refuses") + often(faults.refusalBound),
                {QStringLiteral("refuse"), {{kFor, kNoTime}}, faults.refusal.until().value_or(0)});
    for (const LaterFault &later : faults.later)
        all.add(later.phrase, {});
}

// The same with no delay; `way` is the direction's word, none for both.
FaultEnd latencyEnd(const Span &time, const QString &way)
{
    QVariantMap args{{QStringLiteral("delay"), kNoTime}, {QStringLiteral("jitter"), kNoTime}};
    if (!way.isEmpty())
        args.insert(QStringLiteral("direction"), way.trimmed());
    return {QStringLiteral("latency"), args, time.until().value_or(0)};
}

FaultEnd messageEnd(const MessageFault &fault)
{
    using What = MessageFault::What;
    const MessageSelector &selector = fault.selector;
    QVariantMap args{{QStringLiteral("kind"), selector.kind}, {QStringLiteral("probability"), 0.0}};
    if (!selector.event.isEmpty())
        args.insert(QStringLiteral("event"), selector.event);
    if (selector.up != selector.down)
        args.insert(QStringLiteral("direction"), direction(selector.up, selector.down).trimmed());
    if (fault.what == What::Delay)
        args.insert(QStringLiteral("by"), kNoTime);
    static const QStringList names{QStringLiteral("lose"),    QStringLiteral("duplicate"),
                                   QStringLiteral("reorder"), QStringLiteral("corrupt"),
                                   QStringLiteral("delay"),   QStringLiteral("truncate")};
    return {names[static_cast<qsizetype>(fault.what)], args, fault.bound.until().value_or(0)};
}

FaultEnd attemptEnd(const AttemptFault &fault)
{
    switch (fault.what) {
    case AttemptFault::What::Answer:
        return atOnce(QStringLiteral("http"), {{QStringLiteral("status"), fault.answer.status}}, fault.bound);
    case AttemptFault::What::Flap:
        return atOnce(QStringLiteral("flap"), {}, fault.bound);
    case AttemptFault::What::Slow:
        return atOnce(QStringLiteral("handshake"), {{QStringLiteral("by"), kNoTime}}, fault.bound);
    }
    return {};
}

void describePath(const LinkFaults &faults, Nanoseconds now, InForce &all)
{
    if (faults.latency.up == faults.latency.down) {
        if (!faults.latency.down.none())
            all.add(latency(faults.latency.down, {}), latencyEnd(faults.latencyDownTime, {}));
    } else {
        const QString down = direction(false, true);
        const QString up = direction(true, false);
        if (!faults.latency.down.none())
            all.add(latency(faults.latency.down, down), latencyEnd(faults.latencyDownTime, down));
        if (!faults.latency.up.none())
            all.add(latency(faults.latency.up, up), latencyEnd(faults.latencyUpTime, up));
    }
    const auto onPath = [&](const PathFault &path, bool on, const QString &phrase, const QString &fault,
                            const QVariantMap &args = {}) {
        if (on && path.bound.inForce(now))
            all.add(phrase + direction(path.up, path.down), atOnce(fault, args, path.bound));
    };
    const Bandwidth &bandwidth = faults.bandwidth;
    const qint64 kbit = bandwidth.bytesPerSecond * 8 / 1000;
    onPath(bandwidth.path, bandwidth.bytesPerSecond > 0, QStringLiteral("%1 kbit/s").arg(kbit),
           QStringLiteral("bandwidth"), {{QStringLiteral("kbit"), std::max<qint64>(1, kbit)}});
    onPath(faults.slicing.path, faults.slicing.bytes > 0,
           QStringLiteral("slices of %1").arg(faults.slicing.bytes), QStringLiteral("slice"));
    onPath(faults.limit.path, faults.limit.bytes > 0,
           QStringLiteral("ends after %1 bytes").arg(faults.limit.bytes), QStringLiteral("limit"),
           {{QStringLiteral("bytes"), faults.limit.bytes}});
    onPath(faults.halfOpen.path, faults.halfOpen.on, QStringLiteral("half-open"), QStringLiteral("halfopen"));
    onPath(faults.idle.path, faults.idle.after > 0,
           QStringLiteral("idle ends after %1").arg(spaced(faults.idle.after)), QStringLiteral("idle"),
           {{QStringLiteral("timeout"), QVariant::fromValue<qint64>(faults.idle.after)}});
}

InForce inForce(const LinkFaults &faults, Nanoseconds now)
{
    InForce all;
    describeEnds(faults, now, all);
    describePath(faults, now, all);
    for (const AttemptFault &each : faults.attempts) {
        if (each.bound.inForce(now))
            all.add(attempt(each), attemptEnd(each));
    }
    for (const MessageFault &each : faults.messages) {
        if (each.bound.inForce(now))
            all.add(message(each), messageEnd(each));
    }
    return all;
}

} // namespace

QStringList describeFaults(const LinkFaults &faults, Nanoseconds now)
{
    return inForce(faults, now).phrases;
}

std::vector<FaultEnd> faultEnds(const LinkFaults &faults, Nanoseconds now)
{
    return inForce(faults, now).ends;
}

} // namespace swapscope
