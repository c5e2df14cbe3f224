#pragma once

#include "widgets/icons.h"

#include <core/event.h>
#include <trace/store/eventref.h>

#include <QString>

#include <vector>

namespace swapscope {

class RunModel;
class Trace;

// What the inspector says about an event, as a value.
struct SheetRow
{
    QString name;  // "channel"
    QString value; // "room"
    bool mono = false;

    friend bool operator==(const SheetRow &, const SheetRow &) = default;
};

struct SheetCard
{
    QString caption; // "Intent"
    QString where;   // "in the server"
    QString moment;  // "15.302 s"; empty when it was not seen there
    Role role = Role::Dim;
    std::vector<SheetRow> rows;
    QString note; // a sentence below the rows, or instead of them
};

struct Sheet
{
    QString title;    // "Update 23 to B"
    QString subtitle; // "replayed"
    Role role = Role::Ink;
    std::vector<SheetCard> cards;
    QString fragment;                                     // HTML as it was sent; empty: none
    QString fragmentCaption = QStringLiteral("Fragment"); // or what else was sent
    QString fragmentNote;
    QString before; // of the swap's target
    QString after;
    bool swapped = false;
    QString swapCaption; // "#messages, beforeend"

    bool isEmpty() const { return title.isEmpty(); }
};

// The sheet of the thing that the event belongs to: a message at all three points, a missed update, a
// back-off, a connection, a gap; anything else with its fields. `now` is where what has not ended ends. An
// unknown event gives an empty sheet. Trace and model are of the same run, and the model is not behind.
Sheet sheetOf(const Trace &trace, const RunModel &model, EventId id, Nanoseconds now);

// How a client library plans a wait: "random, at most 1 s · 2^(attempt − 1)"; empty for an unknown policy.
QString backoffFormula(const QString &policy);

namespace sheets {

// The parts of sheetOf(), in files of their own.
Sheet ofMessage(const Trace &trace, const RunModel &model, const Event &event);
Sheet ofMissed(const Trace &trace, const Event &event);
Sheet ofBackoff(const Trace &trace, const RunModel &model, const Event &event, Nanoseconds now);
Sheet ofConnection(const Trace &trace, const RunModel &model, const Event &event, Nanoseconds now);

QString moment(Nanoseconds t);
QString field(const EventRef &event, Field key);
// Adds a row unless the value is empty.
void add(std::vector<SheetRow> &rows, const char *name, const QString &value, bool mono = false);
// "A", or "the visitor".
QString who(const Event &event);

} // namespace sheets

} // namespace swapscope
