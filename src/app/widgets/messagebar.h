#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace swapscope {

// Says in one line what went wrong or what is to be decided, with what can be done about it. No modal box:
// the work goes on below.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    enum class Tone { Error, Note };

    struct Action
    {
        QString label;
        std::function<void()> run; // the bar closes first
    };

    explicit MessageBar(QWidget *parent = nullptr);

    void show(Tone tone, const QString &text, std::vector<Action> actions = {});
    // Changes the text of what is shown; its actions stay as they are.
    void setText(const QString &text);
    void dismiss();
    QString text() const;

Q_SIGNALS:
    void dismissed();

private:
    QLabel *m_icon;
    QLabel *m_text;
    QWidget *m_actions;
    QHBoxLayout *m_actionRow;
};

} // namespace swapscope
