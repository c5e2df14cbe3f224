#pragma once

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace swapscope {

// Says in one line what went wrong or what is to be decided, with what can be done about it. No modal box:
// the work goes on below. What is said in passing, over what stood there, gives the place back.
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

    // In the place of everything that was said before.
    void show(Tone tone, const QString &text, std::vector<Action> actions = {});
    // In passing: what show() has put there comes back when this is dismissed. Replaces only what was said in
    // passing itself.
    void showOver(Tone tone, const QString &text, std::vector<Action> actions = {});
    // Changes the text of what is shown; its actions stay as they are.
    void setText(const QString &text);
    // Takes away what is shown.
    void dismiss();
    // Takes away everything, also what would come back.
    void clear();
    QString text() const; // that is shown; empty: nothing is

Q_SIGNALS:
    void dismissed();

private:
    struct Message
    {
        Tone tone = Tone::Note;
        QString text;
        std::vector<Action> actions;
    };

    // Brings the widgets in line with what is to be shown.
    void present();

    std::optional<Message> m_standing;
    std::optional<Message> m_passing; // over it
    QLabel *m_icon;
    QLabel *m_text;
    QWidget *m_actions;
    QHBoxLayout *m_actionRow;
};

} // namespace swapscope
