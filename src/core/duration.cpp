#include "duration.h"

#include <cmath>

namespace swapscope {

Result<Nanoseconds> parseDuration(QStringView text)
{
    const Error expected{
        QStringLiteral(
            "\"%1\" is no duration: expected a number and ms, s or m, like \"250ms\", \"5s\" or \"2m\"")
            .arg(text.left(40).toString())};
    struct Unit
    {
        QLatin1StringView name;
        Nanoseconds size;
    };
    static constexpr Unit units[] = {
        {QLatin1StringView("ms"), kMillisecond},
        {QLatin1StringView("s"), kSecond},
        {QLatin1StringView("m"), 60 * kSecond},
    };
    for (const Unit &unit : units) {
        if (!text.endsWith(unit.name))
            continue;
        const QStringView number = text.chopped(unit.name.size());
        if (number.isEmpty() || !number.front().isDigit() || !number.back().isDigit())
            return expected;
        for (const QChar c : number) {
            if (!(c >= u'0' && c <= u'9') && c != u'.')
                return expected;
        }
        bool ok = false;
        const double value = number.toDouble(&ok);
        if (!ok)
            return expected;
        const double nanoseconds = value * static_cast<double>(unit.size);
        if (nanoseconds > 24.0 * 3600.0 * 1e9)
            return Error{QStringLiteral("\"%1\" is longer than a day").arg(text.left(40).toString())};
        return static_cast<Nanoseconds>(std::llround(nanoseconds));
    }
    return expected;
}

QString formatDuration(Nanoseconds duration)
{
    if (duration % (60 * kSecond) == 0 && duration != 0)
        return QString::number(duration / (60 * kSecond)) + u'm';
    if (duration % kSecond == 0)
        return QString::number(duration / kSecond) + u's';
    const Nanoseconds microseconds = duration / kMicrosecond;
    QString milliseconds = QString::number(static_cast<double>(microseconds) / 1000.0, 'f', 3);
    while (milliseconds.endsWith(u'0'))
        milliseconds.chop(1);
    if (milliseconds.endsWith(u'.'))
        milliseconds.chop(1);
    return milliseconds + QStringLiteral("ms");
}

} // namespace swapscope
