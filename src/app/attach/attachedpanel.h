#pragma once

#include <link/upstream/upstream.h>

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace swapscope {

class StatePill;

// Takes the place of lesson, editor and cues while a server of the user's own is attached. Shows which server
// it is, whether it answers, and what can and cannot be observed of it.
class AttachedPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit AttachedPanel(QWidget *parent = nullptr);

    void setUpstream(const Upstream &upstream);
    // The state of the server: no answer so far; it has answered; it cannot be reached, for this reason.
    void setWaiting();
    void setAnswering();
    void setUnreachable(const QString &why);
    QString stateText() const;
    // The title of the scenario to go back to; empty: there is none.
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
