#pragma once

#include "findingmarks.h"
#include "window/feature.h"

namespace swapscope {

class TimelineWidget;
struct Workbench;

// The timeline in the window, with the marks of the coach over it and its commands in the Timeline menu.
class TimelineFeature final : public Feature
{
    Q_OBJECT

public:
    explicit TimelineFeature(const Workbench &bench);

    std::vector<WindowLayout::Panel> panels() const override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void traceShown(const TraceView &view) override;
    QWidget *placeNamed(const QString &name, const QString &client) override;

public Q_SLOTS:
    void setMarks(const std::vector<swapscope::FindingMarks::Mark> &marks);

Q_SIGNALS:
    // The mark of a finding by this rule was clicked.
    void markChosen(const QString &rule);

private:
    void fillMenu(const Workbench &bench);

    TimelineWidget *m_panel;
    FindingMarks *m_marks;
    bool m_saved = false; // a saved trace is shown
};

} // namespace swapscope
