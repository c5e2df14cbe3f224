#pragma once

#include <QEvent>

class QObject;
class QThread;

namespace swapscope {

// Gives a thread that is about to start an event loop to which many silent sockets cost nothing: an
// EpollDispatcher on Linux, what Qt has elsewhere. Before each start.
void useSocketLoop(QThread &thread);

// Sends the object, of this thread, an event of this type when all that has come in this turn of the event
// loop is worked through, and before the thread waits again. What a turn has produced for a connection can
// then leave in one write. On a thread without an EpollDispatcher it is a posted event, early in the next
// turn.
void atTurnEnd(QObject *receiver, QEvent::Type type);

} // namespace swapscope
