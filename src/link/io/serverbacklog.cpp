#include "serverbacklog.h"

#include <utility>

namespace swapscope {

void ServerBacklog::noteGone(qint64 taken, const QByteArray &unsent)
{
    m_taken = taken;
    m_unsent = unsent;
}

QByteArray ServerBacklog::takeUnsent()
{
    if (m_read != m_taken)
        return {};
    m_read += m_unsent.size();
    return std::exchange(m_unsent, {});
}

} // namespace swapscope
