#pragma once

#include <core/clock.h>

#include <QString>
#include <QStringList>

#include <initializer_list>
#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace swapscope {

// The value of one argument: a whole number (a duration is one, in nanoseconds), a number, or a text. Which
// of them an argument takes is said by its FaultArgument.
using FaultValue = std::variant<qint64, double, QString>;

// The value as a person would write it in an error: at most 40 characters.
QString shownValue(const FaultValue &value);

// The arguments that were given to a fault, by name. An argument that was not given is not in it. A plain
// value.
class FaultArguments
{
public:
    FaultArguments() = default;
    FaultArguments(std::initializer_list<std::pair<const QString, FaultValue>> values) : m_values(values) {}

    bool isEmpty() const { return m_values.empty(); }
    bool has(const QString &name) const { return m_values.contains(name); }
    void set(const QString &name, FaultValue value) { m_values[name] = std::move(value); }
    void remove(const QString &name) { m_values.erase(name); }
    // The value, or null when it was not given.
    const FaultValue *find(const QString &name) const;

    // Each is nothing when the argument was not given, or is of another type.
    std::optional<qint64> count(const QString &name) const;
    std::optional<Nanoseconds> duration(const QString &name) const { return count(name); }
    std::optional<double> number(const QString &name) const; // a whole number is one, too
    std::optional<QString> text(const QString &name) const;

    // In the order of the names.
    auto begin() const { return m_values.begin(); }
    auto end() const { return m_values.end(); }

    friend bool operator==(const FaultArguments &, const FaultArguments &) = default;

private:
    std::map<QString, FaultValue> m_values;
};

// An argument that a fault takes: what may be given, and how it is explained.
struct FaultArgument
{
    enum class Type {
        Duration, // "250ms" in files and scripts; nanoseconds as qint64
        Count,    // a whole number; qint64
        Number,   // whole or not; double
        Text,     // at most `most` bytes of UTF-8
        Choice,   // one of `choices`
        Fault     // the name of a fault that lasts; the catalogue makes them the choices
    };
    // What the argument is about; a form has a group for each.
    enum class Group {
        Own,   // what this fault does
        Which, // which messages, requests or directions it is meant for
        When   // how often, and from when on
    };

    QString name; // "after_messages"
    Type type = Type::Duration;
    bool needed = false;
    qint64 least = 0;    // of Count and Number; of Duration in nanoseconds
    qint64 most = 0;     // of Count, Number and Text; a Duration is at most a day
    QStringList choices; // of Choice, the first is what holds when nothing is given; of Fault
    Group group = Group::Own;
    QString label;       // "After messages"
    QString hint;        // what it means: a sentence without a full stop
    QString placeholder; // an example, or what holds when nothing is given
    QString need;        // why it is needed, behind "needs NAME: "

    // What may be given: "a whole number from 1 to 9", "a duration", "up, down or both".
    QString expected() const;
    // Whether a value may be given; what is wrong in a sentence that begins with the argument's name, or
    // nothing.
    std::optional<QString> wrong(const FaultValue &value) const;

    FaultArgument inNeed(const QString &why) const;
};

// Makes arguments of the kinds that there are.
FaultArgument durationArgument(const QString &name, const QString &label, const QString &hint,
                               const QString &placeholder);
FaultArgument countArgument(const QString &name, qint64 least, qint64 most, const QString &label,
                            const QString &hint, const QString &placeholder);
FaultArgument numberArgument(const QString &name, qint64 least, qint64 most, const QString &label,
                             const QString &hint, const QString &placeholder);
FaultArgument textArgument(const QString &name, int bytes, const QString &label, const QString &hint,
                           const QString &placeholder);
FaultArgument choiceArgument(const QString &name, const QStringList &choices, const QString &label,
                             const QString &hint);

// The arguments that many faults share.
FaultArgument directionArgument();
// Of acting on each.
FaultArgument probabilityArgument();
// Which messages, how often and from when on.
std::vector<FaultArgument> ofMessages(std::vector<FaultArgument> own = {});
// Which requests, how often and from when on.
std::vector<FaultArgument> ofRequests(std::vector<FaultArgument> own = {});
// Which direction, and from when on.
std::vector<FaultArgument> ofPaths(std::vector<FaultArgument> own = {});
// How many of the connections, and when it comes (see Fault::waits).
std::vector<FaultArgument> ofConnections(std::vector<FaultArgument> own = {});
// When it comes (see Fault::waits).
std::vector<FaultArgument> thatWaits(std::vector<FaultArgument> own);
// From when on.
FaultArgument afterArgument();
// "for", which every fault takes that lasts.
FaultArgument forArgument();

// The longest duration that anything takes.
inline constexpr Nanoseconds kLongestFault = 24 * 3600 * kSecond;
// The highest count.
inline constexpr qint64 kMostOfAFault = 1'000'000;

// "a", "a or b", "a, b or c".
QString orList(const QStringList &words);

} // namespace swapscope
