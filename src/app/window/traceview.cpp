#include "traceview.h"

#include "inspector/inspectorpanel.h"
#include "ledger/ledgerpanel.h"
#include "timeline/timelinewidget.h"
#include "windowpanels.h"

#include <session/session.h>
#include <trace/ledger.h>
#include <trace/trace.h>
#include <trace/tracefile.h>

#include <QFileInfo>

namespace swapscope {

namespace {
constexpr Nanoseconds kFirstRange = 12 * kSecond; // of the timeline
} // namespace

// Why the ledger cannot know what was published; empty: it does.
static QString unknown(bool attached)
{
    return attached
               ? TraceView::tr("Which updates an attached server published, only that server knows. What "
                               "is known here: duplicates and gaps, by the ids of a stream's events.")
               : QString();
}

struct TraceView::Saved
{
    Trace trace;
    Ledger ledger;
    QString path;
};

TraceView::TraceView(const WindowPanels &panels, Session &session, QObject *parent)
    : QObject(parent), m_panels(panels), m_session(session)
{
    m_panels.timeline->setClock([this] { return now(); });
    m_panels.ledger->setClock([this] { return now(); });
}

TraceView::~TraceView() = default;

void TraceView::showRun()
{
    leaveSaved();
    use(&m_session.trace(), &m_session.ledger(), unknown(m_session.isAttached()));
}

Result<QStringList> TraceView::open(const QString &path)
{
    auto saved = std::make_unique<Saved>();
    saved->path = path;
    Result<QStringList> notes = loadTrace(path, &saved->trace);
    if (!notes)
        return notes.error();
    saved->ledger = Ledger::ofTrace(saved->trace);
    m_session.close();
    m_saved = std::move(saved);
    use(&m_saved->trace, &m_saved->ledger, unknown(!m_saved->trace.ofKind(Kind::ServerAttached).empty()));
    m_panels.timeline->fit();
    Q_EMIT savedChanged();
    return notes;
}

void TraceView::leaveSaved()
{
    if (!m_saved)
        return;
    use(nullptr, nullptr);
    m_panels.timeline->setRange({0, kFirstRange}); // that of the trace was as long as the trace
    m_saved.reset();
    Q_EMIT savedChanged();
}

void TraceView::showNone()
{
    use(nullptr, nullptr);
}

void TraceView::grow()
{
    if (m_saved)
        return;
    m_panels.timeline->eventsAppended();
    m_panels.inspector->eventsAppended();
    m_panels.ledger->refreshSoon();
}

QString TraceView::savedName() const
{
    return m_saved ? QFileInfo(m_saved->path).fileName() : QString();
}

const Trace &TraceView::trace() const
{
    return m_saved ? m_saved->trace : m_session.trace();
}

Nanoseconds TraceView::now() const
{
    return m_saved ? m_saved->trace.lastTime() : m_session.now();
}

void TraceView::use(const Trace *trace, const Ledger *ledger, const QString &unknown)
{
    m_panels.inspector->setTrace(trace);
    m_panels.timeline->setTrace(trace);
    m_panels.ledger->setLedger(ledger, unknown);
}

} // namespace swapscope
