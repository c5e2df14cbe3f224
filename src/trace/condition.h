#pragma once

#include <core/event.h>
#include <core/result.h>

#include <QMap>
#include <QString>
#include <QVariant>

namespace swapscope {

// What a lesson step waits for: `done = { kind = "link.cut", client = "B", count = 3 }`. A plain value.
struct Condition
{
    QString kind; // dotted
    // "client", "conn", "n", "update" and "cause" compare with the event itself, every other name with its
    // payload. Values are texts, numbers or truth values; 5 and 5.0 are equal, "5" and 5 are not. A field
    // that the event does not have never matches.
    QMap<QString, QVariant> fields;
    int count = 1; // so many such events

    // Whether this one event is such an event; `count` plays no part.
    bool matches(const Event &event) const;

    friend bool operator==(const Condition &, const Condition &) = default;
};

// A condition as the manifest writes it: `kind`, perhaps `count` (from 1), and fields. An error says what is
// expected; it has no place, that is the caller's to add.
Result<Condition> conditionFrom(const QMap<QString, QVariant> &table);

// Counts the events that match, in their order.
class ConditionProgress
{
public:
    explicit ConditionProgress(Condition condition) : m_condition(std::move(condition)) {}

    // True for the one event that fulfils the condition; afterwards nothing is counted.
    bool feed(const Event &event);

    bool done() const { return m_seen >= m_condition.count; }
    int seen() const { return m_seen; } // at most count
    EventId by() const { return m_by; } // the event that fulfilled it; 0 while not done()
    const Condition &condition() const { return m_condition; }

private:
    Condition m_condition;
    int m_seen = 0;
    EventId m_by = 0;
};

} // namespace swapscope
