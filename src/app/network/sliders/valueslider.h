#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QSlider;

namespace swapscope {

// A slider with its name at the left and its value at the right; the value is a field in which an exact one
// can be typed. Knows positions and texts, not what they mean: who uses it says what is shown and wrong.
class ValueSlider final : public QWidget
{
    Q_OBJECT

public:
    // In pixels. The field reaches so far beyond the slider's right end that its text ends where the slider
    // does; who lays this out leaves so much room there.
    static constexpr int kOverhang = 5;

    ValueSlider(const QString &name, const QString &toolTip, int positions, QWidget *parent);

    // Shows a value. What is being dragged or typed is left alone. `none`: there is no such fault; the handle
    // is drawn grey.
    void show(int position, const QString &text, bool none);
    // A few words below the slider about what was typed; empty takes them away.
    void setWrong(const QString &words);
    QString wrong() const;

    QSlider *slider() const { return m_slider; }
    QLineEdit *field() const { return m_field; }
    // Puts a small control behind the name.
    void addBesideName(QWidget *control);

Q_SIGNALS:
    // By hand. While `dragging` more will follow.
    void moved(int position, bool dragging);
    void typed(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void commit();
    void showText();

    QString m_text;
    QHBoxLayout *m_head;
    QLineEdit *m_field;
    QSlider *m_slider;
    QLabel *m_wrong;
};

} // namespace swapscope
