#include "traceview.h"

#include "inspector/inspectorpanel.h"
#include "timeline/timelinewidget.h"
#include "windowpanels.h"

#include <session/session.h>
#include <trace/trace.h>
#include <trace/tracefile.h>

#include <QFileInfo>

namespace swapscope {

namespace {
constexpr Nanoseconds kFirstRange = 12 * kSecond; // of the timeline
} // namespace

struct TraceView::Saved
{
    Trace trace;
    QString path;
};

TraceView::TraceView(const WindowPanels &panels, Session &session, QObject *parent)
    : QObject(parent), m_panels(panels), m_session(session)
{
    m_panels.timeline->setClock([this] { return now(); });
}

TraceView::~TraceView() = default;

void TraceView::showRun()
{
    leaveSaved();
    use(&m_session.trace());
}

Result<QStringList> TraceView::open(const QString &path)
{
    Result<TraceReading> reading = loadTrace(path);
    if (!reading)
        return reading.error();
    auto saved = std::make_unique<Saved>();
    saved->path = path;
    for (Event &event : reading->events)
        saved->trace.append(std::move(event));
    m_session.close();
    m_saved = std::move(saved);
    use(&m_saved->trace);
    m_panels.timeline->fit();
    Q_EMIT savedChanged();
    return reading->notes;
}

void TraceView::leaveSaved()
{
    if (!m_saved)
        return;
    use(nullptr);
    m_panels.timeline->setRange({0, kFirstRange}); // that of the trace was as long as the trace
    m_saved.reset();
    Q_EMIT savedChanged();
}

void TraceView::showNone()
{
    use(nullptr);
}

void TraceView::grow()
{
    if (m_saved)
        return;
    m_panels.timeline->eventsAppended();
    m_panels.inspector->eventsAppended();
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

void TraceView::use(const Trace *trace)
{
    m_panels.inspector->setTrace(trace);
    m_panels.timeline->setTrace(trace);
}

} // namespace swapscope
