#pragma once

#include <QWidget>

namespace swapscope {

// What the colours of the timeline mean: a sign and a word each. What has no room is left out, last first.
class TimelineLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineLegend(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, 20}; }
    // How many entries there is room for.
    int shown() const;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace swapscope
