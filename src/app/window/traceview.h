#pragma once

#include <core/clock.h>
#include <core/event.h>
#include <core/result.h>

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace swapscope {

class Ledger;
class Session;
class Trace;
class WindowPanels;

// Which trace timeline, inspector and ledger show: that of the run, or a saved one.
class TraceView final : public QObject
{
    Q_OBJECT

public:
    // Both outlive the object.
    TraceView(const WindowPanels &panels, Session &session, QObject *parent = nullptr);
    ~TraceView() override;

    // The run's, from its beginning; a saved trace is left.
    void showRun();
    // Shows a saved trace instead; closes the run. What was left out of the file, in sentences.
    Result<QStringList> open(const QString &path);
    // Leaves a saved trace; nothing is shown then.
    void leaveSaved();
    // Shows none: what is shown is about to go away.
    void showNone();
    // Events were appended to the run's trace.
    void grow();

    bool isSaved() const { return m_saved != nullptr; }
    QString savedName() const; // its file's name
    const Trace &trace() const;
    Nanoseconds now() const; // where growing things end

Q_SIGNALS:
    // A saved trace was opened or left.
    void savedChanged();

private:
    struct Saved;

    void use(const Trace *trace, const Ledger *ledger, const QString &unknown = {});

    const WindowPanels &m_panels;
    Session &m_session;
    std::unique_ptr<Saved> m_saved;
};

} // namespace swapscope
