#pragma once

#include <core/event.h>
#include <core/result.h>

#include <QByteArray>
#include <QFile>
#include <QString>

#include <memory>
#include <optional>

namespace swapscope {

// Writes a trace's file (tracefile.h) while its run goes on, event by event, and keeps none of them. The file
// can be read meanwhile, and what was written stays when the program is ended. One thread.
class TraceWriter
{
public:
    // Empties a file that is there.
    static Result<std::unique_ptr<TraceWriter>> open(const QString &path);
    ~TraceWriter(); // as flush()

    // Takes the next event: enriched, its id one more than that of the event before. It is in the file soon,
    // at the latest after flush().
    void write(const Event &event);
    void flush();

    // The first thing that went wrong, a full disk for example; nothing is written after it.
    const std::optional<Error> &problem() const { return m_problem; }
    // Bytes that are not in the file yet.
    qsizetype held() const { return m_lines.size(); }

private:
    explicit TraceWriter(const QString &path) : m_file(path) {}

    QFile m_file;
    QByteArray m_lines;
    std::optional<Error> m_problem;
};

} // namespace swapscope
