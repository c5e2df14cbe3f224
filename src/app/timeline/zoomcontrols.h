#pragma once

#include <QAbstractButton>
#include <QSlider>

namespace swapscope {

// A small round plus or minus.
class ZoomButton final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Sign { Minus, Plus };

    explicit ZoomButton(Sign sign, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {20, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Sign m_sign;
};

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
