#pragma once

#include <core/event.h>

#include <QByteArray>
#include <QString>

#include <deque>
#include <vector>

namespace swapscope {

// One fragment published on a channel.
struct Update
{
    qint64 number = 0;     // in its channel, from 1, without a gap
    QByteArray fragment;   // UTF-8
    QString event;         // the stream event's name; empty: none
    EventId published = 0; // the server.published that tells of it

    friend bool operator==(const Update &, const Update &) = default;
};

// A named stream of updates with a bounded history. A value without I/O: MockServer sends what is appended
// here.
class Channel
{
public:
    static constexpr int kDefaultHistory = 100;
    static constexpr int kMaxHistory = 100'000;

    // The history is held between 0 (nothing can be replayed) and kMaxHistory.
    explicit Channel(QString name, int history = kDefaultHistory);

    const QString &name() const { return m_name; }
    int history() const { return m_history; }
    // Drops what is beyond it.
    void setHistory(int history);
    // The number of the newest update; 0 before the first.
    qint64 last() const { return m_last; }
    // The lowest number that is still kept; last() + 1 when nothing is.
    qint64 oldest() const { return m_last + 1 - static_cast<qint64>(m_updates.size()); }

    // Appends, numbers it last() + 1 and drops what is too old.
    const Update &append(const QByteArray &fragment, const QString &event, EventId published);
    // The kept updates with numbers above this one, in order.
    std::vector<Update> since(qint64 number) const;

private:
    QString m_name;
    int m_history;
    qint64 m_last = 0;
    std::deque<Update> m_updates;
    Update m_unkept; // the newest update of a channel without history
};

} // namespace swapscope
