#pragma once

#include <core/clock.h>
#include <link/linkstatus.h>

#include <QMap>
#include <QStringList>
#include <QVariantMap>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace swapscope {

class StatePill;

// The link of one client, or of all: its delay, and what can be done to its connections. Shows what a link
// reports and asks for faults by a signal; it keeps no state of its own but the selection.
class NetworkPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkPanel(QWidget *parent = nullptr);

    // The links there are, in the order of the clients. The selection stays where it still exists; the first
    // time the last client is selected, because a fault is seen best beside a page that has none.
    void setLinks(const QStringList &clients, const QMap<QString, LinkStatus> &links);
    // The moment, on the recorder's clock, for "cut for 3.2 s more".
    void setNow(Nanoseconds now);

    // "A", or "*" for every client; empty without clients.
    QString client() const;
    void select(const QString &client);
    // How long "Cut", "Freeze" and "Refuse" last; 0: until mended.
    Nanoseconds duration() const;
    void setDuration(Nanoseconds duration);

Q_SIGNALS:
    // As Session::applyFault() takes it.
    void faultRequested(const QString &client, const QString &fault, const QVariantMap &args);
    void deployRequested(int code, swapscope::Nanoseconds down);
    void selected(const QString &client);

private:
    QWidget *makeSlider(const QString &label, const QString &toolTip, QSlider *&slider, QLabel *&value);
    void request(const QString &fault, QVariantMap args = {}, bool timed = false);
    void requestLatency();
    void display();
    void displayState();

    QStringList m_clients;
    QMap<QString, LinkStatus> m_links;
    Nanoseconds m_now = 0;
    QComboBox *m_client;
    StatePill *m_state;
    QPushButton *m_end;
    QSlider *m_delay = nullptr;
    QSlider *m_jitter = nullptr;
    QLabel *m_delayText = nullptr;
    QLabel *m_jitterText = nullptr;
    QComboBox *m_duration;
    QWidget *m_body;
};

} // namespace swapscope
