#pragma once

#include "coachgroups.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace swapscope {

// A card with all findings of one rule: its severity, each finding with links to its evidence, why it
// matters, and what to do.
class FindingCard final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingCard(QWidget *parent = nullptr);

    void setGroup(const CoachGroup &group);
    const CoachGroup &group() const { return m_group; }

Q_SIGNALS:
    void eventRequested(swapscope::EventId event);
    void placeRequested(const QString &file, int line, int column);
    void silenceRequested(const QString &rule);

protected:
    void changeEvent(QEvent *event) override;

private:
    void display();
    void follow(const QString &link);

    CoachGroup m_group;
    QLabel *m_mark;
    QLabel *m_title;
    QLabel *m_word;
    QWidget *m_list;
    QVBoxLayout *m_entries;
    QLabel *m_why;
    QLabel *m_advice;
    QLabel *m_rule;
    QToolButton *m_silence;
};

} // namespace swapscope
