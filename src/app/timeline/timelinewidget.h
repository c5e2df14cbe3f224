#pragma once

#include "timelinecanvas.h"

#include <core/event.h>
#include <timeline/filter.h>
#include <timeline/lanes/lanes.h>

#include <QElapsedTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QMenu;
class QScrollBar;
class QTimer;

namespace swapscope {

class TimelineHeader;
class Trace;

// The timeline panel: head, space-time diagram, scroll bars. It reads a trace as it grows and costs what is
// new; it never changes it.
class TimelineWidget final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineWidget(QWidget *parent = nullptr);
    ~TimelineWidget() override;

    // Where a trace comes from. Beside a run the window has its pages to serve, and only a little of its time
    // goes into reading events. One that was saved is there as a whole and nothing runs beside it: most of
    // the time goes into reading it, and the diagram says how far it is.
    enum class Source { Run, Saved };

    // Shows this trace from its beginning; null for none. It must outlive the widget or the next setTrace().
    void setTrace(const Trace *trace, Source source = Source::Run);
    // Where growing things end, asked once a frame while the widget is visible. Without one it is the last
    // event's time.
    void setClock(std::function<Nanoseconds()> now);

    bool isFollowing() const { return m_following; }
    timeline::Range range() const;
    // Shows the range and stops following.
    void setRange(const timeline::Range &range);
    timeline::Filter filter() const;
    void setFilter(const timeline::Filter &filter);

    EventId selected() const;
    // Selects what the event belongs to and brings it into view; 0 takes the selection back. Emits nothing.
    // An event that has not been read yet is selected as soon as it is.
    void select(EventId event);
    // Brings the gaps of a client into view and selects the last one; channel: only those of this channel,
    // empty: of all. Without a gap the whole run is shown and nothing is selected. Emits gapsShown(): at
    // once, or when all of a saved trace has been read.
    void showGaps(const QString &client, const QString &channel = {});
    // True if every event of the trace is in the lanes.
    bool isComplete() const;

    const timeline::Lanes &lanes() const { return m_lanes; }
    TimelineCanvas *canvas() const { return m_canvas; }
    QMenu *exportMenu() const;
    // The diagram as it is shown, without the head, at twice the size in pixels.
    QImage picture() const;

public Q_SLOTS:
    // The trace has grown (or was emptied and grew again). What is more than the window has time for is read
    // later, a piece at a time, and the head says how much it is.
    void eventsAppended();
    void setFollowing(bool on);
    void fit();
    void zoomIn();
    void zoomOut();

Q_SIGNALS:
    void eventSelected(swapscope::EventId event); // 0: the selection was taken back
    void gapsShown(swapscope::EventId last);      // that is selected; 0: there is no gap
    void rangeChanged(qint64 from, qint64 to);
    void followingChanged(bool on);
    void filterChanged();
    void saveTraceRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    Nanoseconds now() const;
    timeline::Range content() const;
    void startAnew();
    void readSome();
    void showRead();
    void showClients();
    void serveRequests();
    void tick();
    void present(const timeline::Range &range, TimelineCanvas::Draw when = TimelineCanvas::Draw::AtOnce);
    void zoom(double factor, Nanoseconds anchor, bool atPointer);
    void pan(Nanoseconds by);
    void updateScrollBars();
    void updateTimer();
    void savePicture();

    const Trace *m_trace = nullptr;
    Source m_source = Source::Run;
    std::size_t m_read = 0;      // events of the trace that are in the lanes
    std::size_t m_lanesTold = 0; // lanes whose clients the head knows
    QElapsedTimer m_shown;       // since it was last shown how far a saved trace is read
    // What was asked for and waits for events that have not been read.
    struct GapsOf
    {
        QString client;
        QString channel;
    };
    EventId m_wanted = 0;
    std::optional<GapsOf> m_wantedGaps;
    timeline::Lanes m_lanes;
    std::function<Nanoseconds()> m_clock;
    bool m_following = true;
    TimelineHeader *m_header;
    TimelineCanvas *m_canvas;
    QScrollBar *m_across;
    QScrollBar *m_down;
    QTimer *m_timer;
    QTimer *m_readsOn; // while there is more to read than the window has time for
    bool m_updatingBars = false;
};

} // namespace swapscope
