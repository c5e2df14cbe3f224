#pragma once

#include <core/event.h>

#include <QLatin1StringView>

namespace swapscope {

// What an event says under a key of its payload, as text; empty where it says nothing or no text. Any thread.
inline QString text(const Event &event, QLatin1StringView key)
{
    return event.data.value(key).toString();
}

// Whether a message goes to the server. Any thread.
inline bool isUp(const Event &event)
{
    return text(event, QLatin1StringView("dir")) == QLatin1StringView("up");
}

} // namespace swapscope
