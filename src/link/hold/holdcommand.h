#pragma once

#include "hold.h"

#include <variant>

namespace swapscope {

// What somebody wants of hold and step. The panel or a lesson's step makes one, and it goes unchanged to the
// link that carries it out (Holding says what each does).
struct HoldCommand
{
    struct Switch
    {
        bool on = false; // false: everything is released
    };
    struct SetBreakpoints
    {
        std::vector<Breakpoint> breakpoints; // none: everything stops
    };
    // Releases the next one; of all clients, the one that stopped first.
    struct Step
    {
    };
    struct ReleaseAll
    {
    };
    // What is done to one message, which is named by its HeldMessage::id.
    struct Release
    {
        EventId id = 0;
    };
    struct Edit
    {
        EventId id = 0;
        QString text;
    };
    struct Duplicate
    {
        EventId id = 0;
    };
    struct Discard
    {
        EventId id = 0;
    };
    struct Move
    {
        EventId id = 0;
        int position = 0; // among those of its client, from 0
    };

    std::variant<Switch, SetBreakpoints, Step, ReleaseAll, Release, Edit, Duplicate, Discard, Move> what;
    QString client; // whose link: a name, or "*" for all; empty where `what` names a message

    // The message that it names; 0: none.
    EventId message() const
    {
        return std::visit(
            [](const auto &each) {
                if constexpr (requires { each.id; })
                    return each.id;
                else
                    return EventId(0);
            },
            what);
    }
};

} // namespace swapscope
