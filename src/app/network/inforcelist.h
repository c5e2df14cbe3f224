#pragma once

#include <link/linkstatus.h>

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace swapscope {

// One thing that a link does now, and what ends it.
struct InForceEntry
{
    QString text;                    // "120 ms ± 40"
    std::optional<Nanoseconds> rest; // how long it lasts still; nothing: until it is ended
    std::optional<FaultCommand> end; // what ends it, on its link; nothing: it ends only with all others

    // Whether it is the same thing, later.
    bool sameAs(const InForceEntry &other) const { return text == other.text && end == other.end; }
};

// What is in force on a link, as the list shows it. Pure.
std::vector<InForceEntry> inForceEntries(const LinkStatus &link, Nanoseconds now);

// What is in force on a link now, each with a cross that ends it, and all of it with one press. Takes no room
// when there is nothing.
class InForceList final : public QWidget
{
    Q_OBJECT

public:
    explicit InForceList(QWidget *parent = nullptr);

    void setEntries(const std::vector<InForceEntry> &entries);
    const std::vector<InForceEntry> &entries() const { return m_entries; }

Q_SIGNALS:
    void endRequested(const swapscope::FaultCommand &command);
    void clearRequested();

private:
    void rebuild();

    std::vector<InForceEntry> m_entries;
    std::vector<QLabel *> m_rests;
    QLabel *m_count;
    QPushButton *m_clear;
    QScrollArea *m_scroll;
};

} // namespace swapscope
