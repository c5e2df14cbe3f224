#pragma once

#include <core/clock.h>

#include <QMap>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;

namespace swapscope {

// Tells when something that is repeated is due. A plain value; the time is an input, in nanoseconds.
class Repetition
{
public:
    // Starts, or starts again: it is due first after one period. A period of 0 stops it.
    void start(Nanoseconds every, Nanoseconds now);
    Nanoseconds every() const { return m_every; }
    // Moves on to this time. True if it is due; if several periods have passed, only once.
    bool advance(Nanoseconds now);
    // The time until it is due next; nothing if it is stopped.
    std::optional<Nanoseconds> rest(Nanoseconds now) const;

private:
    Nanoseconds m_every = 0;
    Nanoseconds m_next = 0;
};

// "Drop now, and again every 10 s": resets the connections of a link, once or time after time. Each link has
// a repetition of its own, which goes on while another is shown.
class DropRepeat final : public QWidget
{
    Q_OBJECT

public:
    explicit DropRepeat(QWidget *parent = nullptr);

    // Whose row this is; empty: none, and nothing can be asked for.
    void setClient(const QString &client);
    // The time goes on: asks for the drops that are due.
    void setNow(Nanoseconds now);
    // Every repetition ends.
    void stop();

Q_SIGNALS:
    void dropRequested(const QString &client);

private:
    void choose(int index);
    void display();

    QString m_client;
    QMap<QString, Repetition> m_repetitions;
    Nanoseconds m_now = 0;
    QPushButton *m_drop;
    QLabel *m_words;
    QLabel *m_next;
    QComboBox *m_every;
};

} // namespace swapscope
