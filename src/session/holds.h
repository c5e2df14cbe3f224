#pragma once

#include <core/event.h>
#include <core/result.h>
#include <link/hold/holdcommand.h>
#include <scenario/manifest.h>

#include <QMap>
#include <QObject>

#include <vector>

namespace swapscope {

class Engine;
class EngineThread;

// Hold and step, as front ends see and command it: messages stop at the client's link and wait to be released
// (link/holding.h says how). Lives on the main thread. Commands return at once and take effect on the
// engine's thread in the order in which they were given, with those of the session; what is wrong with one
// comes as Session::commandFailed(). client: a name, or "*" for all; id: HeldMessage::id.
class Holds final : public QObject
{
    Q_OBJECT

public:
    // engine outlives the object.
    explicit Holds(EngineThread &engine);

    // Follows how this engine's links hold, until `context` is deleted, which lives on this object's thread,
    // and forgets what an earlier engine reported.
    void watch(const Engine &engine, QObject *context);
    // How the client's link holds messages, as changed() last told.
    HoldStatus of(const QString &client) const { return m_statuses.value(client); }

public Q_SLOTS:
    void set(const QString &client, bool on);
    // Say which messages stop; without any, all do.
    void setBreakpoints(const QString &client, const std::vector<swapscope::Breakpoint> &breakpoints);
    // Releases the next one; of "*", the one that stopped first.
    void step(const QString &client);
    void releaseAll(const QString &client);
    void release(swapscope::EventId id);
    void edit(swapscope::EventId id, const QString &text);
    void duplicate(swapscope::EventId id);
    void discard(swapscope::EventId id);
    void move(swapscope::EventId id, int position); // among those of its client, from 0
    // Sends a text message, or a stream's event of this name, into a connection; 0: the client's newest.
    void inject(const QString &client, ConnectionId conn, swapscope::Direction direction, const QString &text,
                const QString &event = {});

Q_SIGNALS:
    void changed(const QString &client); // at most once a display frame
    // One of the commands was given that a step's `do` could give.
    void acted(const swapscope::StepAction &action);

private:
    void command(const HoldCommand &command);

    EngineThread &m_engine;
    QMap<QString, HoldStatus> m_statuses;
};

} // namespace swapscope
