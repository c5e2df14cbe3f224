#pragma once

#include "event.h"

#include <QLatin1StringView>

#include <optional>
#include <span>

namespace swapscope {

enum class FieldType { Text, Number, Truth, List };

// A field of an event's payload, by its name in the file.
struct EventField
{
    QLatin1StringView name;
    FieldType type;
    QLatin1StringView values; // the only texts that it can be, in one line; empty: any
};

// Every field that the payload of this kind may have; which of them one event has, resources/manual/trace.md
// says. A new field is one line here and one there. Static data; any thread.
std::span<const EventField> eventFields(Kind kind);

// A field by which an event can be told: one of the payload's, or "client", "conn", "n", "update"
// and "cause" of the event itself. Nothing: no event of this kind has such a field.
std::optional<EventField> eventField(Kind kind, QStringView name);

} // namespace swapscope
