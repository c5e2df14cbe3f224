#pragma once

#include <core/random.h>

#include <QHash>
#include <QString>
#include <QStringList>

#include <deque>
#include <optional>
#include <tuple>

namespace swapscope::mock {

// The cookie that carries a session's id.
inline constexpr char kSessionCookie[] = "swapscope-session";

struct Session
{
    QString id;
    QString csrfToken;
    QString guest; // what its client is called when no link says: "guest-1"
};

// Who has a cookie of ours. An id that is not known here is never taken over. The oldest are forgotten.
class Sessions
{
public:
    static constexpr std::size_t kMax = 10'000;

    explicit Sessions(Random random) : m_random(random) {}

    // Null when the id is not known. Holds until the next create().
    const Session *find(const QString &id) const;
    const Session &create();
    // A name for a client without a cookie.
    QString guest() { return QStringLiteral("guest-%1").arg(++m_guests); }

private:
    QString token();

    Random m_random;
    int m_guests = 0;
    QHash<QString, Session> m_sessions;
    std::deque<QString> m_order;
};

// Up to which number of a channel a returning client has had everything.
class Cursors
{
public:
    static constexpr qsizetype kMax = 100'000;

    struct Key
    {
        QString session;
        QString client;
        QString channel;
        // The number that the page was rendered with, where it says so (Origin::rendered); -1: it does not.
        // Two documents of a client with different numbers do not disturb each other.
        qint64 rendered = -1;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.session, key.client, key.channel, key.rendered);
        }
    };

    // Never goes back. Without a session there is nothing to remember it by.
    void note(const Key &key, qint64 number);
    std::optional<qint64> find(const Key &key) const;
    // Forgets every channel but these.
    void keepOnly(const QStringList &channels);

private:
    QHash<Key, qint64> m_numbers;
};

} // namespace swapscope::mock
