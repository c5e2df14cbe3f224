#pragma once

#include <core/clock.h>

#include <QString>
#include <QVariantMap>
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
    QString text;         // "120 ms ± 40"
    Nanoseconds rest = 0; // how long it lasts still; 0: until it is ended
    QString endFault;     // as Link::apply() takes it; empty: it ends only with all others
    QVariantMap endArgs;

    // Whether it is the same thing, later.
    bool sameAs(const InForceEntry &other) const
    {
        return text == other.text && endFault == other.endFault && endArgs == other.endArgs;
    }
};

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
    void endRequested(const QString &fault, const QVariantMap &args);
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
