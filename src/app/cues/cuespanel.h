#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace swapscope {

class FlowLayout;

// The script's cues as buttons; the first nine also by Ctrl+1 … Ctrl+9 anywhere in the window.
class CuesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CuesPanel(QWidget *parent = nullptr);

    // "CUES … Ctrl+1 … 9": the row to use as the panel's title.
    QWidget *header() const { return m_header; }

    void setCues(const QStringList &labels);
    // No script is there to have cues, because a saved trace is shown; or there is one again.
    void setScriptless(bool on);

Q_SIGNALS:
    void triggered(int index);

private:
    QWidget *m_header;
    QLabel *m_keys;
    QLabel *m_empty;
    FlowLayout *m_flow;
    QStringList m_labels;
    std::vector<QPushButton *> m_buttons;
};

} // namespace swapscope
