#pragma once

#include <QVariantAnimation>
#include <QWidget>

namespace swapscope {

// A soft frame around a part of the window, for a moment: look here. Lies over the window and takes no
// clicks.
class Spotlight final : public QWidget
{
    Q_OBJECT

public:
    explicit Spotlight(QWidget *window);

    // area: in the window's coordinates.
    void light(const QRect &area);
    QRect area() const { return m_area; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRect m_area;
    QVariantAnimation m_fade;
};

} // namespace swapscope
