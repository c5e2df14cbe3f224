#pragma once

#include <core/clock.h>

#include <QStringList>

#include <optional>

namespace swapscope {

// A script's top level may await something, and what it declares behind that is not there until then. Says
// once when this takes so long that somebody should know. Knows no clock: whoever asks says what time it is.
class TopLevelWait
{
public:
    static constexpr Nanoseconds kPatience = 2 * kSecond;

    // It waits, since now.
    void begin(Nanoseconds now) { m_due = now + kPatience; }
    // It has come to its end.
    void end() { m_due.reset(); }
    // When to ask; nothing: it does not wait, or that has been said.
    std::optional<Nanoseconds> due() const { return m_due; }
    // True, once: it is to be said.
    bool ask(Nanoseconds now);

    // What is said: what is there in the meantime, as Routes::list() has it, and what to do.
    static QString text(const QStringList &routes, const QStringList &cues);

private:
    std::optional<Nanoseconds> m_due;
};

} // namespace swapscope
