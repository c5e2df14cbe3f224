#pragma once

#include <QWidget>

class QLabel;

namespace swapscope {

// One step of a lesson: a mark (ring, dot, tick) and the text.
class StepRow final : public QWidget
{
    Q_OBJECT

public:
    enum class Look { Ahead, Current, Done };

    explicit StepRow(QWidget *parent);

    // number from 1, for the accessible name. clickable: a click does something.
    void setStep(int number, const QString &text, Look look, bool clickable, const QString &toolTip);
    Look look() const { return m_look; }

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void colour();

    QLabel *m_text;
    Look m_look = Look::Ahead;
    bool m_clickable = false;
};

} // namespace swapscope
