#pragma once

#include <session/lesson/stepstate.h>

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace swapscope {

// One step of a lesson: a mark (ring, dot, tick) and the text; below it, when its turn has come, what the
// program offers ("Show me", where to look) and the question.
class StepRow final : public QWidget
{
    Q_OBJECT

public:
    enum class Look { Ahead, Current, Done };

    explicit StepRow(QWidget *parent);

    // number from 1, for the accessible name.
    void setStep(int number, const StepState &step, Look look);
    Look look() const { return m_look; }

Q_SIGNALS:
    // The row was clicked: to see the evidence of a step that is done, or to tick one by hand.
    void clicked();
    void showMeRequested();
    // The place that the step points to shall be shown. Repeated while the pointer is over the eye.
    void lookRequested();
    void answered(int choice); // from 1

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void colour();
    void offer(const StepState &step);
    void ask(const StepState &step);
    void makeChoices(const StepQuestion &question);

    QLabel *m_text;
    QLabel *m_note;    // why the step is not ticked, or the explanation of the answer
    QWidget *m_asking; // the question and its choices
    QLabel *m_question;
    QVBoxLayout *m_choices;
    QButtonGroup *m_group;
    QWidget *m_offers;
    QPushButton *m_showMe;
    QToolButton *m_where;
    std::optional<StepQuestion> m_asked;
    Look m_look = Look::Ahead;
    bool m_clickable = false;
};

} // namespace swapscope
