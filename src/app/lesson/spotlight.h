#pragma once

#include <QVariantAnimation>
#include <QWidget>

namespace swapscope {

// A soft frame around a part of the window that appears for a moment, to show where to look. It lies over the
// window and lets clicks through.
class Spotlight final : public QWidget
{
    Q_OBJECT

public:
    explicit Spotlight(QWidget *window);

    // Shows the frame around this area, in the window's coordinates.
    void highlight(const QRect &area);
    QRect area() const { return m_area; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRect m_area;
    QVariantAnimation m_fade;
};

} // namespace swapscope
