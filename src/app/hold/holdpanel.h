#pragma once

#include <link/hold/hold.h>

#include <QWidget>

#include <functional>

class QLabel;
class QStackedLayout;
class QTimer;
class QToolButton;

namespace swapscope {

class BreakpointBar;
class HeldModel;
class HeldView;
class MessageForm;

// Hold and step: the breakpoints, the messages that are held, and the commands on them. Takes plain values;
// signals say what the user wants.
class HoldPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit HoldPanel(QWidget *parent = nullptr);

    QWidget *header() const { return m_header; }
    // The held messages of all links.
    void setStatus(const HoldStatus &status);
    const HoldStatus &status() const { return m_status; }
    // The clients that a breakpoint can name and a message can be sent to.
    void setClients(const QStringList &clients);
    // The clock that tells how long a message has waited, in nanoseconds since the start of the run.
    void setClock(std::function<Nanoseconds()> now);
    // Shows a sentence about what happened to held messages, until the next one; empty: none.
    void setNote(const QString &text);
    QString note() const;

    HeldModel *model() const { return m_model; }
    HeldView *view() const { return m_view; }
    BreakpointBar *breakpoints() const { return m_breakpoints; }
    MessageForm *form() const { return m_form; }

    QSize sizeHint() const override { return {440, 320}; }

public Q_SLOTS:
    // Opens the form for a new message.
    void inject();

Q_SIGNALS:
    void holdRequested(bool on);
    void stepRequested();
    void releaseAllRequested();
    void releaseRequested(swapscope::EventId id);
    void editRequested(swapscope::EventId id, const QString &text);
    void duplicateRequested(swapscope::EventId id);
    void discardRequested(swapscope::EventId id);
    void moveRequested(swapscope::EventId id, int position);
    void injectRequested(const QString &client, swapscope::Direction direction, const QString &event,
                         const QString &text);
    void breakpointsRequested(const std::vector<swapscope::Breakpoint> &breakpoints);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeEmpty();
    QWidget *makeTools();
    QToolButton *addTool(QLayout *row, const QString &icon, const QString &text, const QString &tip);
    void openEditor(EventId id);
    void refresh();

    HoldStatus m_status;
    HeldModel *m_model;
    HeldView *m_view;
    BreakpointBar *m_breakpoints;
    MessageForm *m_form;
    QWidget *m_header = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_all = nullptr;
    QLabel *m_note;
    QLabel *m_emptyTitle = nullptr;
    QLabel *m_emptyText = nullptr;
    QLabel *m_more;
    QToolButton *m_release = nullptr;
    QToolButton *m_edit = nullptr;
    QToolButton *m_duplicate = nullptr;
    QToolButton *m_discard = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_inject = nullptr;
    QStackedLayout *m_stack;
    QTimer *m_tick;
    QStringList m_clients;
};

} // namespace swapscope
