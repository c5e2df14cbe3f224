#pragma once

#include "trace/story.h"

#include <app/window/traceview.h>

#include <trace/file/tracefile.h>
#include <trace/trace.h>

#include <QFile>

// A trace file to open in a window.
namespace swapscope {

// Writes the lines of a story (trace/story.h) as a trace.
inline void saveStory(const QString &file, const QStringList &lines)
{
    Trace trace;
    EventId id = 0;
    for (Event event : story::events(lines)) {
        event.id = ++id;
        trace.append(std::move(event));
    }
    if (!saveTrace(file, trace))
        qFatal("the trace cannot be saved");
}

// Writes a trace whose last line is cut in half, as a full disk leaves it.
inline void saveCutStory(const QString &file, const QStringList &lines)
{
    saveStory(file, lines);
    QFile trace(file);
    if (!trace.resize(trace.size() - 10))
        qFatal("the trace cannot be cut");
}

// Shows a saved trace; false: it cannot be read.
inline bool showSaved(TraceView &view, const QString &file)
{
    Result<LoadedTrace> loaded = readSavedTrace(file);
    if (!loaded)
        return false;
    view.show(std::move(*loaded));
    return true;
}

} // namespace swapscope
