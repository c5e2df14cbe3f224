#pragma once

#include <QComboBox>

namespace swapscope {

// A choice that reads as a part of its line: as wide as what is chosen, without a frame until it is used.
class FlatChoice final : public QComboBox
{
    Q_OBJECT

public:
    FlatChoice(const QString &name, const QString &toolTip, QWidget *parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    void showPopup() override;

protected:
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace swapscope
