#pragma once

#include <core/event.h>

namespace swapscope {

// What an event says under a key of its payload, as text; empty where it says nothing or no text. Any thread.
inline QString text(const Event &event, Field key)
{
    return event.data.value(key).toString();
}

// Whether a message goes to the server. Any thread.
inline bool isUp(const Event &event)
{
    return event.data.word(Field::Dir) == Word::Up;
}

} // namespace swapscope
