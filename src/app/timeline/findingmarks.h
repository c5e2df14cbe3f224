#pragma once

#include <coach/finding.h>
#include <core/clock.h>

#include <QWidget>

#include <vector>

namespace swapscope {

class TimelineWidget;

// The coach's marks over the timeline: a shape on the axis where each finding showed. Lies over the diagram
// and lets everything pass that is not a mark.
class FindingMarks final : public QWidget
{
    Q_OBJECT

public:
    struct Mark
    {
        Nanoseconds t = 0;
        Severity severity = Severity::Warning;
        bool standing = true;
        QString rule;
        QString text;
        friend bool operator==(const Mark &, const Mark &) = default;
    };

    // The timeline outlives the marks, which are its child.
    explicit FindingMarks(TimelineWidget &timeline);

    void setMarks(std::vector<Mark> marks);
    const std::vector<Mark> &marks() const { return m_marks; }
    // Where a mark is, in the widget's coordinates; null when its time is not shown.
    QRect rectOf(std::size_t mark) const;

Q_SIGNALS:
    void chosen(const QString &rule);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void place();
    int at(const QPoint &point) const; // index; below 0: none

    TimelineWidget &m_timeline;
    std::vector<Mark> m_marks;
};

} // namespace swapscope
