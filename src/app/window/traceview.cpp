#include "traceview.h"

#include <session/session.h>

#include <QFileInfo>
#include <QTimer>

namespace swapscope {

namespace {
constexpr Nanoseconds kToldBehind = 250 * kMillisecond;
} // namespace

TraceView::TraceView(Session &session, QObject *parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::starting, this, [this] {
        if (!m_saved)
            showNone();
    });
    connect(&session, &Session::opened, this, &TraceView::showRun);
    connect(&session, &Session::closed, this, [this] {
        if (m_saved)
            return;
        showNone();
        // A run that follows at once gives a trace of its own; one that has ended for good stays to be looked
        // at.
        QTimer::singleShot(0, this, [this] {
            if (!m_session.isOpen() && !m_saved)
                showRun();
        });
    });
}

TraceView::~TraceView() = default;

void TraceView::showRun()
{
    leaveSaved();
    use(&m_session.trace(), &m_session.model(), &m_session.ledger(), m_session.isAttached());
}

void TraceView::show(LoadedTrace saved)
{
    m_session.close();
    // One that was saved before stays until nobody reads it any more.
    const auto before = std::exchange(m_saved, std::make_unique<LoadedTrace>(std::move(saved)));
    const Trace &trace = *m_saved->trace;
    use(&trace, m_saved->model.get(), &m_saved->ledger, !trace.ofKind(Kind::ServerAttached).empty());
    Q_EMIT savedChanged();
}

void TraceView::leaveSaved()
{
    if (!m_saved)
        return;
    const auto before = std::exchange(m_saved, nullptr);
    showNone();
    Q_EMIT savedChanged();
}

void TraceView::showNone()
{
    use(nullptr, nullptr, nullptr, false);
}

QString TraceView::savedName() const
{
    return m_saved ? QFileInfo(m_saved->path).fileName() : QString();
}

const Trace &TraceView::trace() const
{
    return m_saved ? *m_saved->trace : m_session.trace();
}

std::size_t TraceView::behind() const
{
    return !m_saved && m_session.behindFor() > kToldBehind ? m_session.behind() : 0;
}

Nanoseconds TraceView::now() const
{
    return m_saved ? m_saved->trace->lastTime() : m_session.now();
}

void TraceView::use(const Trace *trace, const RunModel *model, const LedgerSnapshot *ledger, bool attached)
{
    m_trace = trace;
    m_model = model;
    m_ledger = ledger;
    m_unknown = attached ? tr("Which updates an attached server published, only that server knows. What is "
                              "known here: duplicates and gaps, by the ids of a stream's events.")
                         : QString();
    Q_EMIT changed();
}

} // namespace swapscope
