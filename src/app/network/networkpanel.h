#pragma once

#include "recorded/recordedfaults.h"

#include <core/clock.h>
#include <link/linkstatus.h>
#include <scenario/schedulewriter.h>

#include <QMap>
#include <QStringList>
#include <QWidget>

class QComboBox;

namespace swapscope {

class DropGrid;
class DropRepeat;
class FaultDialog;
class InForceList;
class LinkSliders;
class PresetGrid;
class RecordedList;
class StatePill;

// The link of one client, or of all: what it does all the time, what can be done to its connections, what is
// in force, and what was done by hand. Shows what a link reports and asks for faults by signals; it keeps no
// state of its own but the selection and the repeated drops.
class NetworkPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkPanel(QWidget *parent = nullptr);

    // The links there are, in the order of the clients. The selection stays where it still exists; the first
    // time the last client is selected, because a fault is seen best beside a page that has none.
    void setLinks(const QStringList &clients, const QMap<QString, LinkStatus> &links);
    // The moment, on the recorder's clock, for "cut for 3.2 s more". Drops that are due are asked for.
    void setNow(Nanoseconds now);
    // What was done by hand in this run.
    void setRecorded(const std::vector<RecordedFault> &faults);
    // Why nothing can be put into a schedule, in words; empty: it can.
    void setScheduleObstacle(const QString &words);

    // "A", or "*" for every client; empty without clients.
    QString client() const;
    void select(const QString &client);
    // How long "Refuse", "HTTP 503" and "Freeze" last.
    Ends duration() const;
    void setDuration(const Ends &duration);

    // Opens the window in which every fault can be chosen.
    void openAnotherFault();

Q_SIGNALS:
    // A fault or a preset, on the links that the command names.
    void faultRequested(const swapscope::FaultCommand &command);
    void scheduleRequested(const std::vector<swapscope::NetworkStep> &steps, swapscope::ScheduleEdit edit);
    void selected(const QString &client);

private:
    QWidget *makeHead();
    QWidget *makeBody();
    // At the right of the body, so that it stays in line with the head when the scroll bar comes.
    void leaveRoom(int scrollBar);
    void endPreset(const QString &name);
    // To the selected links.
    void request(const FaultCommand &command);
    // The links that the selection means, the first one's status, and whether they differ.
    QStringList meant() const;
    LinkStatus shown() const;
    QString whom() const;
    void display();
    void displayState();
    void displayPreset();

    QStringList m_clients;
    QMap<QString, LinkStatus> m_links;
    QMap<QString, Nanoseconds> m_presetSince; // by client
    Nanoseconds m_now = 0;
    QComboBox *m_client;
    StatePill *m_state;
    LinkSliders *m_sliders;
    DropGrid *m_drops;
    PresetGrid *m_presets;
    DropRepeat *m_repeat;
    RecordedList *m_recorded;
    InForceList *m_inForce;
    QWidget *m_body = nullptr;
    FaultDialog *m_dialog = nullptr;
};

} // namespace swapscope
