#pragma once

#include <core/clock.h>
#include <core/event.h>
#include <session/observer/traceloader.h>

#include <QObject>
#include <QString>

#include <memory>

namespace swapscope {

class Session;

// Which trace the window shows: that of the run, a saved one, or none while one run follows another.
class TraceView final : public QObject
{
    Q_OBJECT

public:
    // session outlives the object.
    explicit TraceView(Session &session, QObject *parent = nullptr);
    ~TraceView() override;

    // Shows a saved trace instead of the run's, and closes the run.
    void show(LoadedTrace saved);
    // Leaves a saved trace; nothing is shown then.
    void leaveSaved();
    // Shows none, because what is shown is about to be replaced.
    void showNone();

    bool isSaved() const { return m_saved != nullptr; }
    QString savedName() const; // its file's name
    // The saved trace's last line is cut off, so that what should follow is in no number (TraceNotes).
    bool isCut() const { return m_saved && m_saved->notes.cut; }

    // The trace, its run's model and its ledger; null while none is shown.
    const Trace *shown() const { return m_trace; }
    const RunModel *model() const { return m_model; }
    const LedgerSnapshot *ledger() const { return m_ledger; }
    // Why the ledger cannot know what was published, in a sentence; empty if it does.
    QString unknown() const { return m_unknown; }
    // The saved trace if one is shown, else that of the run, shown or not.
    const Trace &trace() const;
    // Events that have happened and are not in the ledger yet, while that is to be said: what is a moment
    // behind catches up before anybody has read it.
    std::size_t behind() const;
    // Where things that go on end: the run's time, or the end of a saved trace.
    Nanoseconds now() const;

Q_SIGNALS:
    // shown() is another trace, or none.
    void changed();
    // A saved trace was opened or left.
    void savedChanged();

private:
    void showRun();
    void use(const Trace *trace, const RunModel *model, const LedgerSnapshot *ledger, bool attached);

    Session &m_session;
    std::unique_ptr<LoadedTrace> m_saved;
    const Trace *m_trace = nullptr;
    const RunModel *m_model = nullptr;
    const LedgerSnapshot *m_ledger = nullptr;
    QString m_unknown;
};

} // namespace swapscope
