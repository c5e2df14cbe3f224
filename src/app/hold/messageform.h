#pragma once

#include <link/hold/hold.h>

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace swapscope {

// The form below the queue in which the text of a held message is changed, or a new message is written, with
// HTML in colours.
class MessageForm final : public QWidget
{
    Q_OBJECT

public:
    explicit MessageForm(QWidget *parent = nullptr);

    void setClients(const QStringList &clients);
    // Opens the form to change the text of this message.
    void edit(const HeldMessage &message);
    // Opens the form for a new message, with the text that was written there before.
    void inject(const QString &client);
    // The message that is changed; 0: a new one is written.
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
    QString m_draft; // the text of the new message
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
