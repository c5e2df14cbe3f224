#pragma once

#include "coachgroups.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace swapscope {

class FindingCard;

// Shows the findings of the coach, grouped by rules. Takes plain values; signals say what the user wants.
class CoachPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CoachPanel(QWidget *parent = nullptr);

    void setGroups(const std::vector<CoachGroup> &groups);
    const std::vector<CoachGroup> &groups() const { return m_groups; }
    // Rules that the scenario silences.
    void setSilenced(const QStringList &rules);
    // False if there is nothing that the coach could check, which the empty panel then says.
    void setWatching(bool watching);

    // The number of findings that are not over, and the severity of the worst; nothing if there is none.
    int standing() const;
    std::optional<Severity> worst() const;
    // Scrolls to the card of the rule and gives it the focus.
    void reveal(const QString &rule);

Q_SIGNALS:
    void eventRequested(swapscope::EventId event);
    void placeRequested(const QString &file, int line, int column);
    void silenceRequested(const QString &rule);

private:
    void display();

    std::vector<CoachGroup> m_groups;
    std::vector<FindingCard *> m_cards;
    QLabel *m_title;
    QLabel *m_silenced;
    QLabel *m_emptyTitle;
    QLabel *m_emptyText;
    QScrollArea *m_scroll;
    QWidget *m_list;
    QVBoxLayout *m_column;
    QStackedLayout *m_stack;
};

} // namespace swapscope
