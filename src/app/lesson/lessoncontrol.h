#pragma once

#include "lessonprogress.h"

#include <session/steprecorder.h>

#include <QObject>

#include <functional>

class QMainWindow;

namespace swapscope {

class ScenarioControl;
class Session;
class Spotlight;
class WindowLayout;
class WindowPanels;

// Leads what the lesson's panel asks for to where it is done: shows steps, lights up where to look, keeps the
// progress, and writes lessons: a first step, or what the teacher does while it is recorded.
class LessonControl final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QMainWindow &window;
        Session &session;
        const ScenarioControl &scenarios;
        const WindowPanels &panels;
        WindowLayout &layout;
        std::function<void()> saveAsCopy;
    };

    // What the parts name outlives the object; settings may be null.
    LessonControl(const Parts &parts, QSettings *settings, QObject *parent = nullptr);

    bool isRecording() const { return m_recording; }

private:
    void begin();
    void keepProgress();
    void light(const QString &place);
    void startOver();
    void newLesson();
    void record(bool on);
    void put(const std::vector<LessonStep> &steps, const QString &what);
    std::vector<LessonStep> steps() const;

    const Parts m_parts;
    LessonProgress m_progress;
    Spotlight *m_spotlight;
    bool m_recording = false;
    EventId m_recordedFrom = 0;
    std::vector<RecordedAction> m_recorded;
};

} // namespace swapscope
