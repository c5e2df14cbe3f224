#pragma once

#include <core/clock.h>

#include <optional>

namespace swapscope {

// What ends a fault that has begun, besides a command. A plain value.
class Ends
{
public:
    // Nothing: it lasts until a command ends it.
    static constexpr Ends byHand() { return Ends(std::nullopt); }
    // It is over as soon as it has begun: only what it does to open connections is done.
    static constexpr Ends atOnce() { return Ends(0); }
    // The passing of so much time; of none, that is at once.
    static constexpr Ends after(Nanoseconds time) { return Ends(time); }

    constexpr bool isByHand() const { return !m_time; }
    constexpr bool isAtOnce() const { return m_time == 0; }
    // How long it lasts; nothing when nothing but a command ends it.
    constexpr std::optional<Nanoseconds> time() const { return m_time; }

    friend constexpr bool operator==(const Ends &, const Ends &) = default;

private:
    constexpr explicit Ends(std::optional<Nanoseconds> time) : m_time(time) {}

    std::optional<Nanoseconds> m_time;
};

} // namespace swapscope
