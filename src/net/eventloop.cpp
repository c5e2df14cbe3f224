#include "turn.h"

#include <QCoreApplication>

#ifdef Q_OS_LINUX
#include "epolldispatcher.h"
#endif

namespace swapscope {

void atTurnEnd(QObject *receiver, QEvent::Type type)
{
#ifdef Q_OS_LINUX
    if (EpollDispatcher *dispatcher = EpollDispatcher::current()) {
        dispatcher->atTurnEnd(receiver, type);
        return;
    }
#endif
    QCoreApplication::postEvent(receiver, new QEvent(type), Qt::HighEventPriority);
}

} // namespace swapscope
