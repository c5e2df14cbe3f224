#pragma once

#include "pagehead.h"

#include <QUrl>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace swapscope {

class StatePill;

// The two rows above a client's page: who it is, where its connection stands, how far it is behind; and
// below the buttons of a browser and those of its link. Where it is narrow, back and forward are in its menu,
// and the address is short: ":8137/chat".
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
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showAddress();
    void fitFirstRow();
    QMenu *makeMenu();
    void goToAddress();

    QString m_client;
    QLabel *m_name;
    StatePill *m_state;
    QLabel *m_ledger;
    QString m_ledgerText; // the label may have no room for all of it
    QToolButton *m_back;
    QToolButton *m_forward;
    QAction *m_backInMenu = nullptr;
    QAction *m_forwardInMenu = nullptr;
    QLineEdit *m_address;
    QToolButton *m_delay;
    QToolButton *m_freeze;
    QToolButton *m_cut;
    LinkStatus m_link;
    QUrl m_url;
    bool m_selected = false;
};

} // namespace swapscope
