#include "words.h"

#include <core/duration.h>

namespace swapscope {

QString numberWords(double value)
{
    QString text = QString::number(value, 'f', 2);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString durationWords(Nanoseconds duration)
{
    QString text = duration >= kSecond && duration % (60 * kSecond) != 0
                       ? QStringLiteral("%1s").arg(
                             static_cast<double>(duration) / static_cast<double>(kSecond), 0, 'g', 12)
                       : formatDuration(duration);
    qsizetype unit = text.size();
    while (unit > 0 && text[unit - 1].isLetter())
        --unit;
    text.insert(unit, u' ');
    if (text.endsWith(QLatin1StringView(" m")))
        text += QStringLiteral("in");
    return text;
}

QString spacedDuration(Nanoseconds duration)
{
    QString text = formatDuration(duration);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isLetter())
            return text.insert(i, u' ');
    }
    return text;
}

QString latencyWords(Nanoseconds delay, Nanoseconds jitter)
{
    const auto milliseconds = [](Nanoseconds time) {
        return numberWords(static_cast<double>(time) / static_cast<double>(kMillisecond));
    };
    const QString text = QStringLiteral("%1 ms").arg(milliseconds(delay));
    return jitter > 0 ? QStringLiteral("%1 ± %2").arg(text, milliseconds(jitter)) : text;
}

QString bandwidthWords(double kbit)
{
    return kbit < 8000 ? QStringLiteral("%1 kB/s").arg(numberWords(kbit / 8))
                       : QStringLiteral("%1 MB/s").arg(numberWords(kbit / 8000));
}

QString percentWords(double share)
{
    return QStringLiteral("%1 %").arg(numberWords(share * 100));
}

QString byWords(const QString &fault, FaultArguments &args)
{
    const QString by = QStringLiteral("by");
    const QString text = QStringLiteral("%1 by %2").arg(fault, durationWords(args.duration(by).value_or(0)));
    args.remove(by);
    return text;
}

QString bytesWords(const QString &fault, FaultArguments &args)
{
    const QString bytes = QStringLiteral("bytes");
    const std::optional<qint64> count = args.count(bytes);
    if (!count)
        return fault;
    args.remove(bytes);
    return QStringLiteral("%1 %2 bytes").arg(fault).arg(*count);
}

} // namespace swapscope
