#pragma once

#include <session/lesson/stepstate.h>

#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace swapscope {

class StepRow;

// The lesson: its steps with a tick for what is done, and the one that comes next highlighted, with what the
// program offers for it and its question. Steps tick themselves; one that has nothing to wait for is ticked
// by a click or with the space bar when its turn has come.
class LessonPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LessonPanel(QWidget *parent = nullptr);

    // "LESSON … 3 of 5": the row to use as the panel's title. Belongs to the panel until it is given away.
    QWidget *header() const { return m_header; }

    void setSteps(const std::vector<StepState> &steps);
    // Why there are no steps, in a sentence, while there are none.
    void setEmptyNote(const QString &text);
    // How many are done.
    int done() const;
    // The step to do now, from 0; the number of steps when all are done.
    int currentStep() const;
    // True while steps are recorded from what the teacher does.
    void setRecording(bool on);
    QSize sizeHint() const override;

Q_SIGNALS:
    // A step without a condition was ticked by the user.
    void tickRequested(int step);
    // A step that this event has ticked was clicked.
    void evidenceRequested(swapscope::EventId by);
    // "Show me" was clicked: the program shall do the step.
    void showMeRequested(int step);
    // The place that a step points to shall be shown: "network", "lane:B", …
    void lookRequested(const QString &place);
    void answered(int step, int choice);
    void startOverRequested();
    void newLessonRequested();
    void recordRequested(bool on);

private:
    void makeHeader();
    StepRow *makeRow(int index);
    void display();
    void showCurrent();

    QWidget *m_header;
    QLabel *m_progress;
    QPushButton *m_stop; // of a recording
    QAction *m_startOver = nullptr;
    QAction *m_newLesson = nullptr;
    QAction *m_record = nullptr;
    QScrollArea *m_scroll;
    QWidget *m_list;
    QVBoxLayout *m_rows;
    QLabel *m_empty;
    std::vector<StepState> m_steps;
    int m_shown = -1; // the current step, as it was last scrolled to
    std::vector<StepRow *> m_stepRows;
};

} // namespace swapscope
