#pragma once

#include <core/event.h>

#include <cstddef>
#include <optional>
#include <utility>

namespace swapscope {

// An event of a trace, or none: reads like a pointer, holds the event itself. Copies share its payload.
class EventRef
{
public:
    EventRef() = default;
    EventRef(std::nullptr_t) {}
    EventRef(Event event) : m_event(std::move(event)) {}

    explicit operator bool() const { return m_event.has_value(); }
    const Event &operator*() const { return *m_event; }
    const Event *operator->() const { return &*m_event; }
    const Event *get() const { return m_event ? &*m_event : nullptr; }
    friend bool operator==(const EventRef &ref, std::nullptr_t) { return !ref.m_event; }

private:
    std::optional<Event> m_event;
};

} // namespace swapscope
