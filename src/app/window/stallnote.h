#pragma once

#include <QObject>
#include <QTimer>

namespace swapscope {

class MessageBar;
class Session;

// Says above the pages, for as long as it is so, that the script has not returned and nothing is served, and
// offers to leave it behind. In a bar of its own, so that it neither hides a message nor is hidden by one.
class StallNote final : public QObject
{
    Q_OBJECT

public:
    // Both outlive the object.
    StallNote(Session &session, MessageBar &bar, QObject *parent = nullptr);

private:
    void show();
    QString text() const;

    Session &m_session;
    MessageBar &m_bar;
    QTimer m_tick;
};

} // namespace swapscope
