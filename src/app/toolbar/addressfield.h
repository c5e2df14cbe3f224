#pragma once

#include <QFrame>
#include <QMap>
#include <QUrl>

#include <vector>

class QLabel;
class QMenu;

namespace swapscope {

// The address at which the run can be opened, with a dot for whether it answers, a button that copies it, and
// a menu of every address there is.
class AddressField final : public QFrame
{
    Q_OBJECT

public:
    struct Entry
    {
        QString label; // "Client A, through its link"
        QUrl url;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    explicit AddressField(QWidget *parent = nullptr);

    // The first is the one that is shown.
    void setAddresses(const std::vector<Entry> &entries);
    enum class State { Down, Up, Trouble };
    void setState(State state, const QString &toolTip);

    // Shows ":8137" instead of "http://127.0.0.1:8137".
    void setShort(bool isShort);

    // Puts the shown address on the clipboard.
    void copy();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void copy(const QUrl &url);
    void showAddress();

    std::vector<Entry> m_entries;
    State m_state = State::Down;
    bool m_isShort = false;
    QLabel *m_text;
    QMenu *m_menu;
};

} // namespace swapscope
