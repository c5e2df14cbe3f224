#include "outbox.h"

#include <algorithm>

namespace swapscope::mock {

namespace {

constexpr qint64 kMostCorked = 1024LL * 1024; // more than a turn should hold back

} // namespace

void Outbox::push(const QByteArray &bytes, qint64 update)
{
    m_end.write(bytes);
    m_pushed += bytes.size();
    m_corked += bytes.size();
    if (update > 0)
        m_marks.push_back({m_pushed, update});
    if (m_corked > kMostCorked)
        flush();
}

bool Outbox::flush()
{
    m_corked = 0;
    if (!m_end.isBlocked())
        m_end.flush();
    written();
    return !m_end.isBroken();
}

void Outbox::forgetUpdates()
{
    m_marks.clear();
    m_first = 0;
    m_written = 0;
}

qint64 Outbox::written()
{
    // A broken connection has dropped its queue: nothing more is known to have been written.
    if (m_end.isBroken())
        return m_written;
    const qint64 taken = m_pushed - unsent();
    for (; m_first < m_marks.size() && m_marks[m_first].end <= taken; ++m_first)
        m_written = std::max(m_written, m_marks[m_first].update);
    if (m_first == m_marks.size()) {
        m_marks.clear();
        m_first = 0;
    } else if (m_first > m_marks.size() / 2) {
        m_marks.erase(m_marks.begin(), m_marks.begin() + static_cast<std::ptrdiff_t>(m_first));
        m_first = 0;
    }
    return m_written;
}

} // namespace swapscope::mock
