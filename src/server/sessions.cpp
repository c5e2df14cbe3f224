#include "sessions.h"

namespace swapscope::mock {

const Session *Sessions::find(const QString &id) const
{
    const auto found = m_sessions.constFind(id);
    return found == m_sessions.cend() ? nullptr : &*found;
}

const Session &Sessions::create()
{
    if (m_order.size() == kMax) {
        m_sessions.remove(m_order.front());
        m_order.pop_front();
    }
    const QString id = token();
    m_order.push_back(id);
    return *m_sessions.insert(id, {id, token(), guest()});
}

QString Sessions::token()
{
    return QStringLiteral("%1%2")
        .arg(m_random.next(), 16, 16, QLatin1Char('0'))
        .arg(m_random.next(), 16, 16, QLatin1Char('0'));
}

void Cursors::note(const Key &key, qint64 number)
{
    if (key.session.isEmpty())
        return;
    if (m_numbers.size() >= kMax && !m_numbers.contains(key))
        m_numbers.erase(m_numbers.begin());
    qint64 &known = m_numbers[key];
    known = std::max(known, number);
}

std::optional<qint64> Cursors::find(const Key &key) const
{
    const auto found = m_numbers.constFind(key);
    return found == m_numbers.cend() ? std::nullopt : std::optional(*found);
}

void Cursors::keepOnly(const QStringList &channels)
{
    m_numbers.removeIf([&](const auto &entry) { return !channels.contains(entry.key().channel); });
}

} // namespace swapscope::mock
