#include "linkscale.h"

#include <faults/words.h>

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace swapscope {

namespace {

constexpr double kMostKbit = 1'000'000;
constexpr double kDay = 24.0 * 3600 * static_cast<double>(kSecond);

struct ScaleTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::LinkScale)
};

QString milliseconds(double nanoseconds)
{
    return numberWords(nanoseconds / static_cast<double>(kMillisecond));
}

struct Typed
{
    double value = 0;
    QString unit; // in small letters
};

// A number not below zero, with a point or a comma, and perhaps a unit.
std::optional<Typed> split(const QString &typed)
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(\A\s*([0-9]{1,12}(?:[.,][0-9]{1,9})?|[.,][0-9]{1,9})\s*([A-Za-zµ%/]*)\s*\z)"));
    const QRegularExpressionMatch match = pattern.match(typed);
    if (!match.hasMatch())
        return {};
    return Typed{match.captured(1).replace(u',', u'.').toDouble(), match.captured(2).toLower()};
}

bool isNone(const QString &typed)
{
    static const QStringList words{QString(),
                                   QStringLiteral("off"),
                                   QStringLiteral("none"),
                                   QStringLiteral("no"),
                                   QStringLiteral("never"),
                                   QStringLiteral("unlimited"),
                                   QStringLiteral("∞")};
    const QString word = typed.trimmed().toLower();
    return words.contains(word) || word == ScaleTexts::tr("off") || word == ScaleTexts::tr("unlimited");
}

std::vector<double> times(const std::vector<double> &values, Nanoseconds unit)
{
    std::vector<double> result;
    result.reserve(values.size());
    for (const double value : values)
        result.push_back(value * static_cast<double>(unit));
    return result;
}

} // namespace

double LinkScale::valueAt(int position) const
{
    return stops[static_cast<std::size_t>(std::clamp(position, 0, last()))];
}

int LinkScale::positionOf(double value) const
{
    int best = -1;
    for (int i = 0; i <= last(); ++i) {
        const double stop = stops[static_cast<std::size_t>(i)];
        if (stop == value)
            return i;
        // A value that is not 0 stands at none that is, or the slider would say that there is no fault.
        if (stop != 0 && (best < 0 || std::abs(stop - value) < std::abs(valueAt(best) - value)))
            best = i;
    }
    return best;
}

const LinkScale &jitterScale()
{
    static const LinkScale scale{
        times({0,   5,   10,  15,  20,  30,  40,  50,  60,   80,   100,  120,  150, 180,
               200, 250, 300, 350, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 5000},
              kMillisecond),
        [](double value) { return QStringLiteral("± %1 ms").arg(milliseconds(value)); },
        [](const QString &typed) -> Result<double> {
            QString text = typed;
            const Result<Nanoseconds> read = readDuration(text.remove(u'±'), kMillisecond);
            if (!read)
                return read.error();
            return static_cast<double>(*read);
        }};
    return scale;
}

const LinkScale &bandwidthScale()
{
    static const LinkScale scale{
        {8,    16,   32,   64,   128,   256,   400,   512,   800,    1024,   1600, 2048,
         3200, 4096, 6400, 8000, 16000, 32000, 40000, 80000, 160000, 400000, 0},
        [](double kbit) {
            if (kbit == 0)
                return ScaleTexts::tr("unlimited");
            return bandwidthWords(kbit);
        },
        [](const QString &typed) -> Result<double> {
            if (isNone(typed))
                return 0.0;
            const Error expected{ScaleTexts::tr("from 1 kbit/s to 125 MB/s, like 256 kB/s, or unlimited")};
            const std::optional<Typed> read = split(typed);
            if (!read)
                return expected;
            double kbit = read->value;
            const QString unit =
                QString(read->unit).remove(QStringLiteral("/s")).remove(QStringLiteral("ps"));
            if (unit.isEmpty() || unit == u"kb" || unit == u"k")
                kbit *= 8;
            else if (unit == u"mb" || unit == u"m")
                kbit *= 8000;
            else if (unit == u"mbit")
                kbit *= 1000;
            else if (unit != u"kbit")
                return expected;
            kbit = std::round(kbit);
            if (kbit < 1 || kbit > kMostKbit)
                return expected;
            return kbit;
        }};
    return scale;
}

const LinkScale &lossScale()
{
    static const LinkScale scale{
        {0, 0.5, 1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 100},
        [](double percent) { return percentWords(percent / 100); },
        [](const QString &typed) -> Result<double> {
            const Error expected{ScaleTexts::tr("a share of the messages from 0 to 100 %")};
            if (isNone(typed))
                return 0.0;
            const std::optional<Typed> read = split(typed);
            if (!read || !(read->unit.isEmpty() || read->unit == u"%") || read->value > 100)
                return expected;
            return read->value;
        }};
    return scale;
}

const LinkScale &idleScale()
{
    static const LinkScale scale{
        times({1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 0}, kSecond),
        [](double value) {
            if (value == 0)
                return ScaleTexts::tr("off");
            const double seconds = value / static_cast<double>(kSecond);
            if (seconds < 1)
                return QStringLiteral("%1 ms").arg(milliseconds(value));
            if (seconds >= 120 && std::fmod(seconds, 60) == 0)
                return QStringLiteral("%1 min").arg(numberWords(seconds / 60));
            return QStringLiteral("%1 s").arg(numberWords(seconds));
        },
        [](const QString &typed) -> Result<double> {
            if (isNone(typed))
                return 0.0;
            const Result<Nanoseconds> read = readDuration(typed, kSecond);
            if (!read)
                return Error{ScaleTexts::tr("a time like 60 s or 2 min, or off")};
            return static_cast<double>(*read);
        }};
    return scale;
}

QString latencyText(const LatencyValue &value)
{
    return latencyWords(value.delay, value.jitter);
}

Result<LatencyValue> readLatency(const QString &typed)
{
    static const QRegularExpression plusMinus(QStringLiteral(R"(±|\+\s*/?\s*-)"));
    const Error expected{ScaleTexts::tr("a time like 120 ms, or 120 ± 40")};
    const QStringList parts = typed.split(plusMinus);
    if (parts.size() > 2)
        return expected;
    if (isNone(typed))
        return LatencyValue{};
    const std::optional<Typed> first = split(parts[0]);
    const bool inSeconds = first && first->unit == u"s";
    const auto read = [&](const QString &text) {
        return readDuration(text, inSeconds ? kSecond : kMillisecond);
    };
    const Result<Nanoseconds> delay = read(parts[0]);
    if (!delay)
        return expected;
    LatencyValue value{*delay, 0};
    if (parts.size() == 2) {
        const Result<Nanoseconds> jitter = read(parts[1]);
        if (!jitter)
            return expected;
        value.jitter = *jitter;
    }
    return value;
}

Result<Nanoseconds> readDuration(const QString &typed, Nanoseconds unit)
{
    const Error expected{ScaleTexts::tr("a time like 250 ms, 5 s or 2 min")};
    const std::optional<Typed> read = split(typed);
    if (!read)
        return expected;
    double size = 0;
    if (read->unit.isEmpty())
        size = static_cast<double>(unit);
    else if (read->unit == u"ms")
        size = static_cast<double>(kMillisecond);
    else if (read->unit == u"s")
        size = static_cast<double>(kSecond);
    else if (read->unit == u"m" || read->unit == u"min")
        size = 60 * static_cast<double>(kSecond);
    else
        return expected;
    const double nanoseconds = read->value * size;
    if (nanoseconds > kDay)
        return Error{ScaleTexts::tr("at most a day")};
    return static_cast<Nanoseconds>(std::llround(nanoseconds));
}

} // namespace swapscope
