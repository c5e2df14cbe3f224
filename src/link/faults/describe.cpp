#include "describe.h"

#include "linkfaults.h"

#include <core/duration.h>

namespace swapscope {

namespace {

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

void describeEnds(const LinkFaults &faults, Nanoseconds now, QStringList &all)
{
    if (faults.isCut(now))
        all << QStringLiteral("cut") + often(faults.cutBound);
    for (const Direction each : {Direction::Down, Direction::Up}) {
        if (!faults.frozen(each, now))
            continue;
        const bool both = faults.frozen(Direction::Up, now) && faults.frozen(Direction::Down, now);
        all << QStringLiteral("frozen") +
                   (both ? QString() : direction(each == Direction::Up, each == Direction::Down));
        if (both)
            break;
    }
    if (faults.isRefusing(now))
        all << QStringLiteral("refuses") + often(faults.refusalBound);
    for (const LaterFault &later : faults.later)
        all << later.describe(now);
}

void describePath(const LinkFaults &faults, Nanoseconds now, QStringList &all)
{
    if (faults.latency.up == faults.latency.down) {
        if (!faults.latency.down.none())
            all << latency(faults.latency.down, {});
    } else {
        for (const auto &[each, way] : {std::pair(faults.latency.down, direction(false, true)),
                                        std::pair(faults.latency.up, direction(true, false))}) {
            if (!each.none())
                all << latency(each, way);
        }
    }
    const auto onPath = [&](const PathFault &path, bool on, const QString &phrase) {
        if (on && path.bound.inForce(now))
            all << phrase + direction(path.up, path.down);
    };
    const Bandwidth &bandwidth = faults.bandwidth;
    onPath(bandwidth.path, bandwidth.bytesPerSecond > 0,
           QStringLiteral("%1 kbit/s").arg(bandwidth.bytesPerSecond * 8 / 1000));
    onPath(faults.slicing.path, faults.slicing.bytes > 0,
           QStringLiteral("slices of %1").arg(faults.slicing.bytes));
    onPath(faults.limit.path, faults.limit.bytes > 0,
           QStringLiteral("ends after %1 bytes").arg(faults.limit.bytes));
    onPath(faults.halfOpen.path, faults.halfOpen.on, QStringLiteral("half-open"));
    onPath(faults.idle.path, faults.idle.after > 0,
           QStringLiteral("idle ends after %1").arg(spaced(faults.idle.after)));
}

} // namespace

QStringList describeFaults(const LinkFaults &faults, Nanoseconds now)
{
    QStringList all;
    describeEnds(faults, now, all);
    describePath(faults, now, all);
    for (const AttemptFault &each : faults.attempts) {
        if (each.bound.inForce(now))
            all << attempt(each);
    }
    for (const MessageFault &each : faults.messages) {
        if (each.bound.inForce(now))
            all << message(each);
    }
    return all;
}

} // namespace swapscope
