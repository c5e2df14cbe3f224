#pragma once

#include <core/clock.h>

#include <QWidget>

#include <functional>

class QLabel;
class QStackedLayout;
class QTimer;
class QToolButton;

namespace swapscope {

class LedgerSnapshot;
class LedgerModel;
class LedgerView;

// The ledger: what was published for each client, and what became of it. Drawn anew once a frame at most, and
// only while it can be seen.
class LedgerPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LedgerPanel(QWidget *parent = nullptr);

    // The ledger outlives the panel or its next setLedger(); null: none. unknown: a sentence that says why
    // nobody can know what was published; empty: it is known. note: another sentence that the reader of the
    // figures must know.
    void setLedger(const LedgerSnapshot *ledger, const QString &unknown = {}, const QString &note = {});
    // What `now` is, for stale times.
    void setClock(std::function<Nanoseconds()> now) { m_clock = std::move(now); }
    // How many events have happened and are not in the accounts yet; the head says so.
    void setBehind(std::function<std::size_t()> events) { m_behind = std::move(events); }
    LedgerModel *model() const { return m_model; }

public Q_SLOTS:
    // The ledger has grown: shown with the next frame.
    void refreshSoon();
    void copyText();
    void copyCsv();

Q_SIGNALS:
    // Show the gaps of this client; channel is empty for all of its channels.
    void gapsRequested(const QString &client, const QString &channel);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void showTitle(Nanoseconds now);

    LedgerModel *m_model;
    LedgerView *m_view;
    QLabel *m_title;
    QLabel *m_note;
    QToolButton *m_copy;
    QStackedLayout *m_stack;
    QTimer *m_frame;
    QTimer *m_tick;
    std::function<Nanoseconds()> m_clock;
    std::function<std::size_t()> m_behind;
};

} // namespace swapscope
