#pragma once

#include <link/hold/hold.h>

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace swapscope {

// A text to send in a held message's place, or as a message of one's own: HTML in colours, in place, below
// the queue.
class MessageForm final : public QWidget
{
    Q_OBJECT

public:
    explicit MessageForm(QWidget *parent = nullptr);

    void setClients(const QStringList &clients);
    // Another text for this message.
    void edit(const HeldMessage &message);
    // A message of one's own; begins with what was written before.
    void inject(const QString &client);
    // The message that is edited; 0: one of one's own is written.
    EventId edited() const { return m_edited; }

Q_SIGNALS:
    void editAccepted(swapscope::EventId id, const QString &text);
    void injectAccepted(const QString &client, swapscope::Direction direction, const QString &event,
                        const QString &text);
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void accept();
    void refresh();

    EventId m_edited = 0;
    QString m_draft; // of a message of one's own
    QLabel *m_title;
    QLabel *m_note;
    QWidget *m_target;
    QComboBox *m_client;
    QComboBox *m_direction;
    QLineEdit *m_event;
    QPlainTextEdit *m_text;
    QPushButton *m_accept;
};

} // namespace swapscope
