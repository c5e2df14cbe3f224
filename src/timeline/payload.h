#pragma once

#include <core/event.h>

#include <QString>
#include <QUrl>

#include <algorithm>
#include <cmath>

// Reading the payloads of events, which come from files too: whatever they hold gives a value.
namespace swapscope::timeline {

inline QString text(const Event &event, Field key)
{
    return event.data.value(key).toString();
}

// A number of units as nanoseconds; below zero, absurdly large and no number at all are brought into 0 … 30
// years.
inline Nanoseconds nanoseconds(const Event &event, Field key, Nanoseconds unit)
{
    const double value = event.data.value(key).toDouble();
    constexpr double kMostSeconds = 1e9;
    const double most = kMostSeconds * static_cast<double>(kSecond) / static_cast<double>(unit);
    return std::isfinite(value) ? std::llround(std::clamp(value, 0.0, most) * static_cast<double>(unit)) : 0;
}

// The path of an address or of a request's target; a query says who, not where.
inline QString pathOf(const Event &event)
{
    QString path = text(event, Field::Path);
    if (path.isEmpty())
        path = QUrl(text(event, Field::Url)).path();
    const qsizetype query = path.indexOf(u'?');
    return query < 0 ? path : path.left(query);
}

inline bool isDown(const Event &event)
{
    return event.data.word(Field::Dir) != Word::Up;
}

inline bool isCatchUp(const Event &event)
{
    const Word why = event.data.word(Field::Why);
    return why == Word::Replay || why == Word::Snapshot;
}

} // namespace swapscope::timeline
