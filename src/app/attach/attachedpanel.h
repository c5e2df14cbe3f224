#pragma once

#include <link/upstream/upstream.h>

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace swapscope {

class StatePill;

// Stands where lesson, editor and cues are while a server of the user's own is attached: which one, whether
// it answers, what works and what nobody can know.
class AttachedPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit AttachedPanel(QWidget *parent = nullptr);

    void setUpstream(const Upstream &upstream);
    // Nothing has come from it yet; it has answered; it cannot be had, and why.
    void setWaiting();
    void setAnswering();
    void setUnreachable(const QString &why);
    QString stateText() const;
    // What there is to go back to; empty: nothing.
    void setScenario(const QString &title);

Q_SIGNALS:
    void againRequested();   // a new run in front of the same server
    void anotherRequested(); // in front of another one
    void scenarioRequested();

private:
    void addPoints(QVBoxLayout *column, const QString &caption, const QString &icon, const char *role,
                   const QStringList &points);

    StatePill *m_state;
    QLabel *m_address;
    QLabel *m_problem;
    QPushButton *m_again;
    QPushButton *m_another;
    QPushButton *m_back;
};

} // namespace swapscope
