#pragma once

#include <core/event.h>

#include <QMap>
#include <QString>
#include <QVariant>

#include <optional>
#include <vector>

namespace swapscope {

// What a field of an event has to be, in a lesson's conditions. Every member that is set must hold; if none
// is, any event passes, also one without the field. Values are texts, numbers or booleans; 5 equals 5.0, but
// not "5".
struct FieldTest
{
    QVariant equals;                 // the field is there and has this value
    QVariant differs;                // `not`: the field is not there or has another value
    std::optional<double> min;       // the field is a number, at least this
    std::optional<double> max;       // the field is a number, at most this
    std::optional<QString> contains; // the field is a text that contains this; letter case counts
    std::optional<bool> exists;      // true: the field is there; false: it is not

    static FieldTest equal(QVariant value);
    // `has`: the field's value, undefined if the event has no such field.
    bool holds(const FieldValue &has) const;

    friend bool operator==(const FieldTest &, const FieldTest &) = default;
};

// What a step of a lesson waits for: `done = { kind = "link.cut", client = "B", count = 3 }`. A plain value.
struct Condition
{
    QString kind; // kindName() of an event: "link.cut"
    // By the field's name. "client", "conn", "n", "update" and "cause" are members of the event itself, all
    // others fields of its payload.
    QMap<QString, FieldTest> fields;
    int count = 1; // how many such events have to happen
    // The last of them must follow so soon: upon the first of them, or, for a single one, upon the beginning
    // of the wait (ConditionChain).
    std::optional<Nanoseconds> within;
    // The condition comes true when for so long no such event has happened, instead of by events.
    std::optional<Nanoseconds> absent;

    // True if the event has this kind and these fields. `count` and the times do not matter.
    bool matches(const Event &event) const;

    friend bool operator==(const Condition &, const Condition &) = default;
};

// Conditions that have to come true one after the other: events count for a condition from the moment at
// which the one before it came true. A value.
//
// Times are those of the events, which may go back by some milliseconds, because what a page did is recorded
// late. If a condition comes true too late (`within`), a chain of several begins anew, so that the learner
// can try again; a single condition stays late().
class ConditionChain
{
public:
    explicit ConditionChain(std::vector<Condition> conditions = {});

    // Begins to wait for the first condition, at first or again.
    void begin(Nanoseconds now);
    // The next event. True if the last condition comes true by it.
    bool feed(const Event &event);
    // The time is `now`, and every event before it was fed. True if the last condition comes true by that.
    bool advance(Nanoseconds now);

    bool done() const { return m_at == m_conditions.size(); }
    bool late() const { return m_late; }
    EventId by() const { return m_by; } // the last event that counted for a condition; 0: none did

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
