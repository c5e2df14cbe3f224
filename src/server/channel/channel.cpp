#include "channel.h"

#include <algorithm>

namespace swapscope {

Channel::Channel(QString name, int history)
    : m_name(std::move(name)), m_history(std::clamp(history, 0, kMaxHistory))
{
}

void Channel::setHistory(int history)
{
    m_history = std::clamp(history, 0, kMaxHistory);
    while (m_updates.size() > static_cast<size_t>(m_history))
        m_updates.pop_front();
}

const Update &Channel::append(const QByteArray &fragment, const QString &event, EventId published)
{
    Update update{++m_last, fragment, event, published};
    if (m_history == 0) {
        m_unkept = std::move(update);
        return m_unkept;
    }
    if (m_updates.size() == static_cast<size_t>(m_history))
        m_updates.pop_front();
    m_updates.push_back(std::move(update));
    return m_updates.back();
}

std::vector<Update> Channel::since(qint64 number) const
{
    const qint64 skip = std::clamp<qint64>(number + 1 - oldest(), 0, static_cast<qint64>(m_updates.size()));
    return {m_updates.begin() + skip, m_updates.end()};
}

} // namespace swapscope
