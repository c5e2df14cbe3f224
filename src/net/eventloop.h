#pragma once

#include <QEvent>

class QObject;
class QThread;

namespace swapscope {

// Gives a thread that is about to start an event loop to which many silent sockets cost nothing: an
// EpollDispatcher on Linux, what Qt has elsewhere. Before each start.
void useSocketLoop(QThread &thread);

// Lets this process have as many open descriptors as the system allows it. Each socket is one, and most
// systems begin with 1,024.
void raiseDescriptorLimit();

// Sends the object, of this thread, an event of this type when all that has come in this turn of the event
// loop is worked through, and before the thread waits again. What a turn has produced for a connection can
// then leave in one write. On a thread without an EpollDispatcher it is a posted event, early in the next
// turn.
void atTurnEnd(QObject *receiver, QEvent::Type type);

} // namespace swapscope
