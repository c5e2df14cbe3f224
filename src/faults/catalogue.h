#pragma once

#include "command.h"
#include "fault.h"

#include <QJsonObject>

namespace swapscope {

// Every kind of fault there is: a value that whoever needs it is given. What reads or shows faults keeps a
// reference, so a catalogue must outlive it.
class FaultCatalogue
{
public:
    explicit FaultCatalogue(std::vector<Fault> faults);
    FaultCatalogue(const FaultCatalogue &) = delete;
    FaultCatalogue &operator=(const FaultCatalogue &) = delete;

    // Those of the program: a constant. A new one is a file in kinds/ and a line in kinds/list.inc.
    static const FaultCatalogue &standard();
    // The faults of the program, to make a catalogue with one more.
    static std::vector<Fault> standardFaults();

    // In the order in which lists show them.
    const std::vector<Fault> &faults() const { return m_faults; }
    // The one of this name, or null. Valid as long as the catalogue is.
    const Fault *find(QStringView name) const;
    QStringList names() const;

    // What is wrong with a command, in a sentence; presets are checked by their name.
    Result<void> check(const FaultCommand &command) const;

    // The arguments as scenario.toml has them, "for" among them: durations as text ("5s"), numbers and texts
    // as they are. What the fault does not know is written as it is.
    QJsonObject written(const FaultCommand &command) const;
    // Reads what written() has made, also of an earlier version; what cannot be read is left out.
    FaultCommand read(const QString &fault, const QJsonObject &args) const;

    // The command in a few words: "cut for 5 s", "close 1012 “deploy”", "lose 10 %, down, next 3".
    QString phrase(const FaultCommand &command) const;

private:
    std::vector<Fault> m_faults;
};

} // namespace swapscope
