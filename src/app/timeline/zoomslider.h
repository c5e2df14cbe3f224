#pragma once

#include <QSlider>

namespace swapscope {

// A slider that keeps quiet: a thin line and a ring in the dim ink.
class ZoomSlider final : public QSlider
{
    Q_OBJECT

public:
    explicit ZoomSlider(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace swapscope
