#pragma once

#include <QWidget>

class QLabel;

namespace swapscope {

// The dashed note over a page that lacks updates and cannot know it. It lies above the page, never in its
// DOM, and lets clicks beside its cross through.
class MissedNote final : public QWidget
{
    Q_OBJECT

public:
    // `host` is what it lies over, at the lower edge above a page's controls.
    explicit MissedNote(QWidget *host);

    // Empty: nothing is missed and the note goes. A dismissed note stays away until all was caught up.
    void setText(const QString &text);
    void setEnabledByUser(bool on);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void display();

    QWidget *m_host;
    QLabel *m_text;
    bool m_dismissed = false;
    bool m_on = true;
};

} // namespace swapscope
