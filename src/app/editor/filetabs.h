#pragma once

#include <QTabBar>

namespace swapscope {

// The tabs of the editor's files. The title of one that is only in part in view, because there is no room for
// all, ends in an ellipsis there; its tool tip says the rest.
class FileTabs final : public QTabBar
{
    Q_OBJECT

public:
    explicit FileTabs(QWidget *parent = nullptr);

    // What is to be read of the tab's title; empty if nothing of it is in view.
    QString shownText(int index) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRect inView(int index) const;
    QRect titleInView(int index) const;
};

} // namespace swapscope
