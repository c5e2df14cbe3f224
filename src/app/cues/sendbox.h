#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QFrame;
class QPlainTextEdit;
class QPushButton;

namespace swapscope {

// A box that sends a fragment: publishes it on a channel, or sends it to one client only. Ctrl+Return sends.
class SendBox final : public QWidget
{
    Q_OBJECT

public:
    explicit SendBox(QWidget *parent = nullptr);

    // The channels and clients that it can be sent to. The present choice is kept if it still exists.
    void setTargets(const QStringList &channels, const QStringList &clients);
    void setFragment(const QString &fragment);
    QString fragment() const;

Q_SIGNALS:
    void publishRequested(const QString &channel, const QString &fragment);
    void sendRequested(const QString &client, const QString &fragment);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void send();
    void refresh();

    QFrame *m_card;
    QPlainTextEdit *m_text;
    QComboBox *m_target;
    QPushButton *m_send;
    QString m_chosen; // by the user
};

} // namespace swapscope
