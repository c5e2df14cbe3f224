#pragma once

#include <QDockWidget>

namespace swapscope {

// A dock whose title bar is the panel's own header row. Where docks lie over each other the tabs are the
// title, and the header goes.
class PanelDock final : public QDockWidget
{
    Q_OBJECT

public:
    // header: a row that belongs to the panel; null: a plain caption with the title. name is what the layout
    // is remembered by.
    PanelDock(const QString &name, const QString &title, QWidget *panel, QWidget *header, QWidget *parent);

protected:
    bool event(QEvent *event) override;

private:
    void fitTitles();
    void fitTitle();

    class Title;
    Title *m_title;
    bool m_plain;
};

} // namespace swapscope
