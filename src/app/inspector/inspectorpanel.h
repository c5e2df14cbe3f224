#pragma once

#include "sheet.h"

#include <QWidget>

#include <functional>

class QLabel;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace swapscope {

class CodeView;
class RunModel;
class Trace;

// Everything that is known about one event of the trace: a message at all three points, its fragment, the
// page before and after; or a back-off, a connection, a gap, a missed update. Empty it says what to do.
class InspectorPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget *parent = nullptr);

    // Trace and model, of the same run, must outlive the panel or the next setTrace(); both null for none.
    // Shows nothing afterwards.
    void setTrace(const Trace *trace, const RunModel *model);
    // Shows the thing that the event belongs to; 0 for nothing.
    void showEvent(EventId event);
    EventId shown() const { return m_event; }
    const Sheet &sheet() const { return m_sheet; }

public Q_SLOTS:
    // What is shown may have become more.
    void eventsAppended();

protected:
    using QWidget::showEvent;

private:
    void fill();
    QWidget *cardWidget(const SheetCard &card);
    void addHeading(const QString &text, const QString &detail);

    const Trace *m_trace = nullptr;
    const RunModel *m_model = nullptr;
    EventId m_event = 0;
    std::size_t m_seen = 0;
    Sheet m_sheet;
    QStackedWidget *m_stack;
    QScrollArea *m_scroll;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace swapscope
