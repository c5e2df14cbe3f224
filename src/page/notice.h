#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

namespace swapscope {

// What stands in a page's place when there is none: what happened, what to do, and a button that tries again.
class PageNotice : public QWidget
{
    Q_OBJECT

public:
    explicit PageNotice(QWidget *parent);

    // Shows the notice. `title` says what happened, `text` what the user can do.
    void tell(const QString &title, const QString &text);

Q_SIGNALS:
    void retry();

private:
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_retry;
};

// A line of text at the bottom of a page that disappears by itself after a few seconds.
class PageHint : public QLabel
{
    Q_OBJECT

public:
    explicit PageHint(QWidget *parent);

    // Shows the text in place of an earlier one.
    void tell(const QString &text);

private:
    QTimer m_gone;
};

} // namespace swapscope
