#pragma once

#include "event.h"

#include <QLatin1StringView>

#include <optional>
#include <span>

namespace swapscope {

enum class FieldType { Text, Number, Truth, List };

// A field that events of a kind may have.
struct EventField
{
    QLatin1StringView name;   // in the file
    FieldType type;           // List: what JSON calls an array or an object
    QLatin1StringView values; // the only texts that it can be, with '|' between; empty: any
    QLatin1StringView unit;   // "ms", "s", "bytes", …; empty: it counts, or is no number
    QLatin1StringView note;   // what it means, in Markdown; empty: what its name says
    Field field;              // of those that an event itself has: Field::Undeclared
};

// What one kind of event is: the declaration from which follow the file, what conditions may name, and the
// table in resources/manual/trace.md (a test compares them). A new kind is one line in event.h, its row in
// eventfields.cpp, and the manual's row as that test wants it.
struct EventKind
{
    Kind kind;
    std::span<const EventField> fields; // in the order in which the manual has them
    QLatin1StringView sentence;         // what happened, in Markdown; empty: what its name says
};

// The declaration of a kind. Static data; any thread.
const EventKind &eventKind(Kind kind);

// Every field that the payload of this kind may have. Static data; any thread.
std::span<const EventField> eventFields(Kind kind);

// Whether events of this kind may have the field. Takes some nanoseconds; any thread.
bool declares(Kind kind, Field field);

// A field by which an event can be told: one of the payload's, or "client", "conn", "n", "update"
// and "cause" of the event itself. Nothing: no event of this kind has such a field.
std::optional<EventField> eventField(Kind kind, QStringView name);

} // namespace swapscope
