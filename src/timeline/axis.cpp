#include "axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace swapscope::timeline {

namespace {

constexpr Nanoseconds kMinute = 60 * kSecond;
constexpr Nanoseconds kHour = 60 * kMinute;
constexpr int kMostTicks = 1000;
constexpr int kMostDecimals = 9;

// Decimals of a second that a multiple of the step needs.
int decimalsFor(Nanoseconds step)
{
    int decimals = 0;
    for (Nanoseconds unit = kSecond; decimals < kMostDecimals && step % unit != 0; unit /= 10)
        ++decimals;
    return decimals;
}

QString clockText(Nanoseconds t, int decimals)
{
    const Nanoseconds size = t < 0 ? -t : t;
    const QString sign = t < 0 ? QStringLiteral("\u2212") : QString();
    Nanoseconds unit = kSecond;
    for (int i = 0; i < decimals; ++i)
        unit /= 10;
    const Nanoseconds rounded = (size + unit / 2) / unit * unit;
    if (rounded < kMinute)
        return sign + QString::number(static_cast<double>(rounded) / kSecond, 'f', decimals) +
               QStringLiteral(" s");
    const Nanoseconds hours = rounded / kHour;
    const Nanoseconds minutes = rounded % kHour / kMinute;
    const double seconds = static_cast<double>(rounded % kMinute) / kSecond;
    const int secondsWidth = decimals > 0 ? 3 + decimals : 2;
    const QString secondsText = QString::number(seconds, 'f', decimals).rightJustified(secondsWidth, u'0');
    if (hours == 0)
        return sign + QStringLiteral("%1:%2").arg(QString::number(minutes), secondsText);
    return sign +
           QStringLiteral("%1:%2:%3")
               .arg(QString::number(hours), QString::number(minutes).rightJustified(2, u'0'), secondsText);
}

} // namespace

Nanoseconds niceStep(Nanoseconds least)
{
    constexpr std::array<Nanoseconds, 9> kLongSteps{10 * kSecond, 15 * kSecond, 30 * kSecond,
                                                    kMinute,      2 * kMinute,  5 * kMinute,
                                                    10 * kMinute, 15 * kMinute, 30 * kMinute};
    for (Nanoseconds decade = 1; decade <= kSecond; decade *= 10) {
        for (const Nanoseconds step : {decade, 2 * decade, 5 * decade}) {
            if (step >= least)
                return step;
        }
    }
    for (const Nanoseconds step : kLongSteps) {
        if (step >= least)
            return step;
    }
    Nanoseconds step = kHour;
    while (step < least && step < kMaxSpan)
        step *= 2;
    return step;
}

std::vector<Tick> ticks(const Scale &scale, qreal spacing)
{
    std::vector<Tick> result;
    if (scale.range.isEmpty() || scale.width <= 0)
        return result;
    const Nanoseconds step =
        niceStep(std::max(scale.duration(std::max<qreal>(spacing, 1)), scale.range.span() / kMostTicks));
    Nanoseconds t = scale.range.from / step * step;
    if (t < scale.range.from)
        t += step;
    for (; t <= scale.range.to && result.size() < kMostTicks; t += step)
        result.push_back({t, tickLabel(t, step)});
    return result;
}

QString tickLabel(Nanoseconds t, Nanoseconds step)
{
    return clockText(t, decimalsFor(std::max<Nanoseconds>(step, 1)));
}

QString momentLabel(Nanoseconds t, Nanoseconds resolution)
{
    int decimals = 2;
    Nanoseconds unit = 10 * kMillisecond;
    while (decimals < kMostDecimals && unit > resolution * 2) {
        unit /= 10;
        ++decimals;
    }
    return clockText(t, std::min(decimals, 6));
}

QString durationLabel(Nanoseconds duration)
{
    const Nanoseconds d = std::max<Nanoseconds>(duration, 0);
    // The unit is chosen by the rounded value, so that nothing reads "1000 ms" or "60.0 s".
    if (d < 100 * kMillisecond - 500 * kMicrosecond)
        return QString::number(static_cast<double>(d) / kMillisecond, 'f', d < 10 * kMillisecond ? 1 : 0) +
               QStringLiteral(" ms");
    if (d < kMinute - 50 * kMillisecond)
        return QString::number(static_cast<double>(d) / kSecond, 'f', 1) + QStringLiteral(" s");
    const Nanoseconds seconds = (d + kSecond / 2) / kSecond;
    return QStringLiteral("%1:%2 min")
        .arg(QString::number(seconds / 60), QString::number(seconds % 60).rightJustified(2, u'0'));
}

QString exactDurationLabel(Nanoseconds duration)
{
    const Nanoseconds d = std::max<Nanoseconds>(duration, 0);
    if (d < kSecond - 500 * kMicrosecond)
        return QString::number(static_cast<double>(d) / kMillisecond, 'f', d < 10 * kMillisecond ? 1 : 0) +
               QStringLiteral(" ms");
    if (d < kMinute - 5 * kMillisecond)
        return QString::number(static_cast<double>(d) / kSecond, 'f', 2) + QStringLiteral(" s");
    return durationLabel(d);
}

} // namespace swapscope::timeline
