#include "tracewriter.h"

#include "tracefile.h"

#include <core/outputfile.h>

namespace swapscope {

namespace {
constexpr qsizetype kPiece = 64 * 1024;
} // namespace

Result<std::unique_ptr<TraceWriter>> TraceWriter::open(const QString &path)
{
    std::unique_ptr<TraceWriter> writer(new TraceWriter(path));
    const auto opened = openToWrite(writer->m_file, QIODevice::Truncate | QIODevice::Unbuffered);
    if (!opened)
        return opened.error();
    return writer;
}

TraceWriter::~TraceWriter()
{
    flush();
}

void TraceWriter::write(const Event &event)
{
    if (m_problem)
        return;
    appendTraceLine(m_lines, event);
    if (m_lines.size() >= kPiece)
        flush();
}

void TraceWriter::flush()
{
    // A disk that fills up takes a part; why it does not take the rest is told when that is written.
    qint64 taken = 0;
    while (!m_problem && taken < m_lines.size()) {
        const qint64 more = m_file.write(m_lines.constData() + taken, m_lines.size() - taken);
        if (more > 0)
            taken += more;
        else
            m_problem = Error{QStringLiteral("cannot be written: %1. The trace is not whole: what happens "
                                             "from now on is missing in it")
                                  .arg(m_file.errorString()),
                              m_file.fileName()};
    }
    m_lines.resize(0);
}

} // namespace swapscope
