#pragma once

#include "lessonprogress.h"
#include "window/feature.h"
#include "window/workbench.h"

#include <session/lesson/steprecorder.h>

namespace swapscope {

class LessonPanel;
class Spotlight;

// The lesson in the window: shows its steps and where to look, keeps how far the reader is, and writes new
// lessons into the manifest: a first step, or what the teacher does while it is recorded.
class LessonFeature final : public Feature
{
    Q_OBJECT

public:
    explicit LessonFeature(const Workbench &bench);

    bool isRecording() const { return m_recording; }
    // Draws a frame around a part of the window for a moment.
    void highlight(const QWidget *widget);

    std::vector<WindowLayout::Panel> panels() const override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void runEnded() override;
    void runFailed(const RunFailure &failure) override;
    void traceShown(const TraceView &view) override;

Q_SIGNALS:
    // A step points to this place, "network" or "lane:B". To be answered with highlight().
    void placeRequested(const QString &place);

private:
    void connectPanel();
    void keepProgress();
    void startNewLesson();
    void record(bool on);
    void writeSteps(const std::vector<LessonStep> &steps, const QString &what);
    std::vector<LessonStep> steps() const;

    const Workbench m_bench;
    LessonPanel *m_panel;
    LessonProgress m_progress;
    Spotlight *m_spotlight;
    bool m_recording = false;
    EventId m_recordedFrom = 0;
    std::vector<RecordedAction> m_recorded;
};

} // namespace swapscope
