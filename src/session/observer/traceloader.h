#pragma once

#include <core/result.h>
#include <trace/file/tracefile.h>
#include <trace/ledger/ledgersnapshot.h>
#include <trace/runmodel.h>
#include <trace/trace.h>

#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <memory>

namespace swapscope {

// A saved trace, with what follows from it.
struct LoadedTrace
{
    QString path;
    std::unique_ptr<Trace> trace;
    std::unique_ptr<RunModel> model; // at its end, as the accounts
    LedgerSnapshot ledger;
    TraceNotes notes;
};

// Reads a saved trace and works out its accounts, on the caller's thread. watch: as for loadTrace().
Result<LoadedTrace> readSavedTrace(const QString &path, const TraceWatch &watch = {});

// The same on a thread of its own. For the thread that it was made on, which never waits for it but in the
// destructor.
class TraceLoader final : public QObject
{
    Q_OBJECT

public:
    explicit TraceLoader(const QString &path, QObject *parent = nullptr);
    // As cancel(), and waits for the end: a few thousand lines away, or the accounts of what was read.
    ~TraceLoader() override;

    // finished() follows, and ended().
    void start();
    // Nothing is told any more but ended().
    void cancel();
    // After finished(): what was read, once; or why not.
    Result<LoadedTrace> take() { return std::move(m_result); }

Q_SIGNALS:
    // From time to time; per cent of the file.
    void progressed(int percent, qulonglong events);
    void finished();
    void ended(); // its thread has; deleting it waits for nothing

private:
    void load();

    QString m_path;
    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_cancelled = false;
    std::atomic<int> m_percent = -1;                            // that was told
    Result<LoadedTrace> m_result = Error{QString(), QString()}; // written by the thread, read after its end
};

} // namespace swapscope
