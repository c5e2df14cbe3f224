#pragma once

#include <scenario/manifest.h>

#include <QObject>
#include <QTimer>

#include <vector>

namespace swapscope {

class Session;

// Does what a step's `do` says, one after the other, through a session. What happens inside a page is left to
// the front end that has it. Main thread.
class StepActions final : public QObject
{
    Q_OBJECT

public:
    // session outlives the object.
    explicit StepActions(Session &session);

    // Does these from now on; drops what is left of others.
    void start(std::vector<StepAction> actions);
    void stop();
    // Something is left to do, or is being done.
    bool isRunning() const { return m_next < m_actions.size() || m_wait.isActive(); }
    // The page action that was asked for by this number is done, and the next one's turn has come. One that
    // is answered too late, after its time was up or others were begun, is nobody's.
    void pageActionDone(int request);

Q_SIGNALS:
    // To be done in the client's page by whoever has it, who then says so.
    void pageActionRequested(const swapscope::StepAction &action, int request);

private:
    void proceed();
    // What is not of a page; how long the next one has to wait.
    Nanoseconds perform(const StepAction &action);
    void runCue(const QString &label);

    Session &m_session;
    std::vector<StepAction> m_actions;
    std::size_t m_next = 0;
    int m_requests = 0;
    int m_inPage = 0; // the request that is to be answered; 0: none
    QTimer m_wait;
};

} // namespace swapscope
