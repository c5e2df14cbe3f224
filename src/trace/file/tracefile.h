#pragma once

#include "../trace.h"

#include <core/event.h>
#include <core/result.h>

#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <functional>
#include <limits>
#include <optional>
#include <vector>

class QIODevice;

namespace swapscope {

// The trace's file: JSON Lines (jsonlines.org), UTF-8, one event a line; the line's number, from 1, is the
// event's id. `t` is in seconds with nine digits, exact to the nanosecond. resources/manual/trace.md has the
// fields.

// The event as one line, without the line's end: t, kind, client, conn, n, update, cause, each unless it has
// none, then the kind's own in alphabetical order. A payload's key of one of these names is not written.
QByteArray toTraceLine(const Event &event);
// The same, with the line's end, at the end of `lines`.
void appendTraceLine(QByteArray &lines, const Event &event);

// Reads one line, without its end; `line` becomes the event's id and the place in an error, with `file`.
// The error says what is wrong: no JSON, no object, a field that is missing, of a wrong type or out of range.
//
// A kind that this version does not know (a newer version's) is no error, so that the rest of the trace can
// be seen and the numbers stay right: the event becomes a script.log with level "warn", a `text` that names
// the kind, and everything else of it in `unknown`; toTraceLine() writes it as it was. A kind without the
// form point.fact is an error.
Result<Event> fromTraceLine(QByteArrayView text, int line, const QString &file = {});

// What else is to be said of a file that was read.
struct TraceNotes
{
    QStringList sentences; // for instance on kinds that this version does not know
    // The last line is cut off and was left out: the program that wrote the file was ended, its disk was
    // full, or it is still writing. What should follow is missing, so no number that comes of the file is
    // complete.
    bool cut = false;
};

struct TraceReading
{
    std::vector<Event> events; // ids 1, 2, 3, …
    TraceNotes notes;
};

struct TraceFileLimits
{
    qsizetype lineBytes = qsizetype(64) << 20;
    std::size_t events = std::numeric_limits<quint32>::max();
};

// How far a file has been read.
struct TraceProgress
{
    qint64 bytes = 0;
    qint64 of = 0; // the file's size; 0: not known
    std::size_t events = 0;
};
// Told from time to time. False: it shall stop.
using TraceWatch = std::function<bool(const TraceProgress &)>;

// Reads to the end; stops with an error at the first line that is none, is longer than the limit, or at more
// events than the limit. Only a last line that is cut off is none: half an event, without the line's end,
// after at least one that is whole. It is left out, and the notes say so. `name` is what errors and notes
// name. The device must be open.
Result<TraceReading> readTrace(QIODevice &device, const QString &name, const TraceFileLimits &limits = {});
Result<TraceReading> loadTrace(const QString &path, const TraceFileLimits &limits = {});

// The same, but into a trace, event by event, so that no more than one is held beside it; what the trace held
// is cleared first. Gives the notes. An error also when `watch` stopped it, or when the trace has no room.
Result<TraceNotes> loadTrace(const QString &path, Trace *trace, const TraceWatch &watch = {},
                             const TraceFileLimits &limits = {});

// Writes the whole trace, as writeFile() of core/outputfile.h does: a file that is there is replaced only
// when everything is written. Blocks on the disk.
Result<void> saveTrace(const QString &path, const Trace &trace);

} // namespace swapscope
