#pragma once

#include <QLayout>
#include <QWidget>

#include <vector>

namespace swapscope {

// Puts its items beside each other and goes on in the next row when the width is used up, as words do.
class FlowLayout final : public QLayout
{
public:
    explicit FlowLayout(QWidget *parent, int gap);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool move) const;

    std::vector<QLayoutItem *> m_items;
    int m_gap;
};

// A widget with a FlowLayout that is never lower than its rows need, which a dock does not ask for by itself.
class FlowBox final : public QWidget
{
    Q_OBJECT

public:
    FlowBox(QWidget *parent, int gap);

    FlowLayout *flow() const { return m_flow; }

protected:
    bool event(QEvent *event) override;

private:
    FlowLayout *m_flow;
};

} // namespace swapscope
