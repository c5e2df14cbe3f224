#pragma once

#include <core/clock.h>
#include <session/frontend.h>

#include <QObject>
#include <QTimer>

namespace swapscope {

class PagesPanel;
class Session;

// The end of a measured run: after its duration nothing more is published, and what is on its way gets time
// to arrive. Counts on the event loop; says finished() once.
class PlayRun final : public QObject
{
    Q_OBJECT

public:
    // session and pages outlive the run; the session is open.
    PlayRun(Session &session, PagesPanel &pages, QObject *parent = nullptr);

    // Starts the network schedule and the time.
    void start(Nanoseconds duration);

Q_SIGNALS:
    void finished();

private:
    void drain();
    bool isQuiet() const;

    Session &m_session;
    PagesPanel &m_pages;
    QTimer m_poll;
    Nanoseconds m_deadline = 0;
    Nanoseconds m_quietSince = -1;
    std::size_t m_seen = 0;
};

// The object that `play` prints (section 8 of the design), after the run has finished.
QJsonObject playReport(const Session &session, Nanoseconds duration);
// Whether a report says that something went wrong: an error in the script; with `check` also a finding of the coach
// that the scenario does not expect.
bool playFailed(const QJsonObject &report, bool check);

} // namespace swapscope
