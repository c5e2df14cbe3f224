#pragma once

#include "recordedfaults.h"

#include <scenario/schedulewriter.h>

#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace swapscope {

class RecordedColumns;

// What was done by hand in this run, to be put into the scenario's schedule: all of it or what is ticked,
// behind the present schedule or in its place.
class RecordedList final : public QWidget
{
    Q_OBJECT

public:
    explicit RecordedList(QWidget *parent = nullptr);

    // New ones are ticked; what was unticked stays so.
    void setFaults(const std::vector<RecordedFault> &faults);
    // There is no scenario whose schedule it could be put into: why not, in words; empty: there is one.
    void setObstacle(const QString &words);

    std::vector<NetworkStep> ticked() const;
    ScheduleEdit edit() const;

Q_SIGNALS:
    void scheduleRequested(const std::vector<swapscope::NetworkStep> &steps, swapscope::ScheduleEdit edit);

private:
    int tickedRows() const;
    void display();

    std::vector<RecordedFault> m_faults;
    QString m_obstacle;
    QLabel *m_count;
    QLabel *m_empty;
    QListWidget *m_list;
    RecordedColumns *m_columns;
    QPushButton *m_all;
    QPushButton *m_put;
    QComboBox *m_edit;
    QWidget *m_foot;
};

} // namespace swapscope
