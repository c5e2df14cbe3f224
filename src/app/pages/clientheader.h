#pragma once

#include "pagehead.h"

#include <QUrl>
#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace swapscope {

class StatePill;

// The two rows above a client's page: who it is, where its connection stands, how far it is behind; and
// below the buttons of a browser and those of its link.
class ClientHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit ClientHeader(const QString &client, QWidget *parent = nullptr);

    void setState(const Headline &state, const Headline &ledger);
    void setLink(const LinkStatus &link);
    void setAddress(const QUrl &url);
    void setHistory(bool canGoBack, bool canGoForward);
    // This client's link is the one in the network panel.
    void setSelected(bool selected);

    QString stateText() const;
    QString ledgerText() const;

Q_SIGNALS:
    void selectRequested();
    void backRequested();
    void forwardRequested();
    void reloadRequested();
    void loadRequested(const QUrl &url);
    // For no client yet.
    void faultRequested(const swapscope::FaultCommand &command);
    void copyAddressRequested();
    void openOutsideRequested();
    void closeRequested();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QMenu *makeMenu();
    void goToAddress();

    QString m_client;
    QLabel *m_name;
    StatePill *m_state;
    QLabel *m_ledger;
    QToolButton *m_back;
    QToolButton *m_forward;
    QLineEdit *m_address;
    QToolButton *m_delay;
    QToolButton *m_freeze;
    QToolButton *m_cut;
    LinkStatus m_link;
    QUrl m_url;
    bool m_selected = false;
};

} // namespace swapscope
