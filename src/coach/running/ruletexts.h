#pragma once

#include <core/event.h>
#include <trace/payload.h>

#include <QString>

namespace swapscope {

// A field of an event's payload; `otherwise` if the event does not have it. For texts there is text().
int numberOf(const Event &event, Field field, int otherwise = 0);
bool truthOf(const Event &event, Field field, bool otherwise = false);

// A duration as users read it: "5.9 s".
QString secondsText(Nanoseconds time);
// True if a socket's message is a JSON object or array, or a whole page instead of a fragment.
bool looksLikeJson(const QString &text);
bool looksLikeWholePage(const QString &text);

} // namespace swapscope
