#pragma once

#include "event.h"

#include <QLatin1StringView>

#include <optional>
#include <span>

namespace swapscope {

enum class FieldType { Text, Number, Truth, List };

// The declaration of a field that events of a kind may have. Names, values and texts are static data.
struct EventField
{
    QLatin1StringView name;   // in the file
    FieldType type;           // List: an array or an object in JSON
    QLatin1StringView values; // the texts that it can have, separated by '|'; empty: any
    QLatin1StringView unit;   // "ms", "s", "bytes"; empty: it is a count, or not a number
    QLatin1StringView note;   // what it means, in Markdown; empty: its name says it
    Field field;              // Field::Undeclared for members of the event itself
};

// The declaration of a kind of event. From it follow what a file may contain, what conditions may name, and
// the table in resources/manual/trace.md, which a test compares. For a new kind, add a line in event.h, a row
// in eventfields.cpp, and the row of the manual that the test then asks for.
struct EventKind
{
    Kind kind;
    std::span<const EventField> fields; // in the order in which the manual has them
    QLatin1StringView sentence;         // what happened, in Markdown; empty: its name says it
};

// The declaration of a kind. Static data; any thread.
const EventKind &eventKind(Kind kind);

// Every field that the payload of this kind may have. Static data; any thread.
std::span<const EventField> eventFields(Kind kind);

// True if events of this kind may have the field. Takes some nanoseconds; any thread.
bool declares(Kind kind, Field field);

// The declaration of a field by its name: one of the payload, or "client", "conn", "n", "update" or "cause"
// of the event itself. Nothing if events of this kind have no such field. Any thread.
std::optional<EventField> eventField(Kind kind, QStringView name);

} // namespace swapscope
