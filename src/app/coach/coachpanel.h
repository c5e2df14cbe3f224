#pragma once

#include "coachgroups.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace swapscope {

class FindingCard;

// The coach: what it found, by rules. Takes plain values and says by signals what the user wants.
class CoachPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CoachPanel(QWidget *parent = nullptr);

    void setGroups(const std::vector<CoachGroup> &groups);
    const std::vector<CoachGroup> &groups() const { return m_groups; }
    // Rules that the scenario silences.
    void setSilenced(const QStringList &rules);
    // Nothing is there to look at: another text for the empty panel.
    void setWatching(bool watching);

    // How many findings stand, and the worst of them; nothing when none does.
    int standing() const;
    std::optional<Severity> worst() const;
    // Brings the rule's card into view and gives it the focus.
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
