#include "eventloop.h"

#include <QCoreApplication>
#include <QThread>

#include <sys/resource.h>

#ifdef Q_OS_LINUX
#include "epolldispatcher.h"
#endif

namespace swapscope {

void useSocketLoop(QThread &thread)
{
#ifdef Q_OS_LINUX
    thread.setEventDispatcher(new EpollDispatcher);
#else
    Q_UNUSED(thread)
#endif
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

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
