#pragma once

#include <core/clock.h>

#include <QMap>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;

namespace swapscope {

// When something that is done again and again is due. A plain value; time is given.
class Repetition
{
public:
    // Begins, or begins anew: first after one period. 0 ends it.
    void start(Nanoseconds every, Nanoseconds now);
    Nanoseconds every() const { return m_every; }
    // Whether it is due, once for each time. What was slept through is not made up for.
    bool take(Nanoseconds now);
    // How long it is to the next; nothing when it does not run.
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
