#pragma once

#include <core/event.h>
#include <trace/payload.h>

#include <QString>
#include <QUrl>

#include <algorithm>
#include <cmath>

// Reads the payload of an event. Events also come from files, so any payload gives a usable value.
namespace swapscope::timeline {

// A field that counts units (of `unit` nanoseconds) as nanoseconds, limited to 0 … 30 years; 0 if it is no
// number.
inline Nanoseconds nanoseconds(const Event &event, Field key, Nanoseconds unit)
{
    const double value = event.data.value(key).toDouble();
    constexpr double kMostSeconds = 1e9;
    const double most = kMostSeconds * static_cast<double>(kSecond) / static_cast<double>(unit);
    return std::isfinite(value) ? std::llround(std::clamp(value, 0.0, most) * static_cast<double>(unit)) : 0;
}

// The path of the event's request, without its query: lanes are told apart by the path alone.
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
