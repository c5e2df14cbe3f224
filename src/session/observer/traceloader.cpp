#include "traceloader.h"

#include <trace/ledger/ledger.h>

namespace swapscope {

Result<LoadedTrace> readSavedTrace(const QString &path, const TraceWatch &watch)
{
    LoadedTrace loaded{path, std::make_unique<Trace>(), std::make_unique<RunModel>(), {}, {}};
    Result<TraceNotes> notes = loadTrace(path, loaded.trace.get(), watch);
    if (!notes)
        return notes.error();
    loaded.notes = std::move(*notes);
    Ledger ledger = Ledger::forPagesOf(*loaded.trace);
    for (const Event &event : *loaded.trace) {
        loaded.model->push(event);
        ledger.consume(event);
    }
    loaded.ledger = LedgerSnapshot(ledger, loaded.trace->lastTime());
    return loaded;
}

TraceLoader::TraceLoader(const QString &path, QObject *parent) : QObject(parent), m_path(path) {}

TraceLoader::~TraceLoader()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void TraceLoader::start()
{
    m_thread.reset(QThread::create([this] { load(); }));
    m_thread->setObjectName(QStringLiteral("trace loader"));
    connect(m_thread.get(), &QThread::finished, this, [this] {
        if (!m_cancelled)
            Q_EMIT finished();
        Q_EMIT ended();
    });
    m_thread->start();
}

void TraceLoader::cancel()
{
    m_cancelled = true;
}

void TraceLoader::load()
{
    const auto watch = [this](const TraceProgress &progress) {
        const int percent = progress.of > 0 ? static_cast<int>(100 * progress.bytes / progress.of) : 0;
        if (m_percent.exchange(percent) != percent) {
            const auto events = static_cast<qulonglong>(progress.events);
            QMetaObject::invokeMethod(
                this,
                [this, percent, events] {
                    if (!m_cancelled)
                        Q_EMIT progressed(percent, events);
                },
                Qt::QueuedConnection);
        }
        return !m_cancelled;
    };
    m_result = readSavedTrace(m_path, watch);
}

} // namespace swapscope
