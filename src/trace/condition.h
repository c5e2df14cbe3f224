#pragma once

#include <core/event.h>

#include <QMap>
#include <QString>
#include <QVariant>

#include <optional>
#include <vector>

namespace swapscope {

// What a field of an event has to be. Every member that is set must hold; none set: anything, even nothing.
// Values are texts, numbers or truth values; 5 and 5.0 are equal, "5" and 5 are not.
struct FieldTest
{
    QVariant equals;                 // the field is there and has this value
    QVariant differs;                // `not`: the field is absent or has another value
    std::optional<double> min;       // the field is a number, at least this
    std::optional<double> max;       // the field is a number, at most this
    std::optional<QString> contains; // the field is a text with this in it, letter case counted
    std::optional<bool> exists;      // whether the field is there

    static FieldTest equal(QVariant value);
    // has: the field's value, undefined when the event has no such field.
    bool holds(const FieldValue &has) const;

    friend bool operator==(const FieldTest &, const FieldTest &) = default;
};

// What a lesson step waits for: `done = { kind = "link.cut", client = "B", count = 3 }`. A plain value.
struct Condition
{
    QString kind; // dotted
    // "client", "conn", "n", "update" and "cause" are of the event itself, every other name of its payload.
    QMap<QString, FieldTest> fields;
    int count = 1; // so many such events
    // How late the last of them may be: after the first of them, or after the wait began (ConditionChain).
    std::optional<Nanoseconds> within;
    // Instead of events: that for so long there was none.
    std::optional<Nanoseconds> absent;

    // Whether this one event is such an event; count and times play no part.
    bool matches(const Event &event) const;

    friend bool operator==(const Condition &, const Condition &) = default;
};

// Conditions that have to come true one after the other; each waits for what follows the moment at which the
// one before it came true.
//
// Times are those of the events, which may step back by some milliseconds (what a page did is noted late). A
// condition that came true too late (`within`) cannot come true any more: in a chain of several everything
// begins anew, so that the learner can try again; alone it stays late().
class ConditionChain
{
public:
    explicit ConditionChain(std::vector<Condition> conditions = {});

    // The wait begins, or begins anew.
    void begin(Nanoseconds now);
    // True for the event at which the last condition came true.
    bool feed(const Event &event);
    // So late is it, and every event before that has been fed. True when the last condition came true by it.
    bool advance(Nanoseconds now);

    bool done() const { return m_at == m_conditions.size(); }
    bool late() const { return m_late; }
    EventId by() const { return m_by; } // the last event that fulfilled something; 0: none did

private:
    bool next(Nanoseconds now);
    void restart(Nanoseconds now);
    std::optional<Nanoseconds> deadline() const;

    std::vector<Condition> m_conditions;
    std::size_t m_at = 0;            // the condition that is waited for
    Nanoseconds m_since = 0;         // since when
    std::vector<Nanoseconds> m_seen; // when the events that match happened
    bool m_late = false;
    EventId m_by = 0;
};

} // namespace swapscope
