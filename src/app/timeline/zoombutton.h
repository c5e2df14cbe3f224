#pragma once

#include <QAbstractButton>

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

} // namespace swapscope
