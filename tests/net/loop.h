#pragma once

#include <QCoreApplication>
#include <QTest>

#ifdef Q_OS_LINUX
#include <net/epolldispatcher.h>
#endif

namespace swapscope::test {

// The event loop that the engine's thread has in the program; with SWAPSCOPE_LOOP=qt the one that Qt chooses.
// Before the application is made.
inline void chooseLoop()
{
#ifdef Q_OS_LINUX
    if (qEnvironmentVariable("SWAPSCOPE_LOOP") != QLatin1StringView("qt"))
        QCoreApplication::setEventDispatcher(new EpollDispatcher);
#endif
}

} // namespace swapscope::test

// QTEST_GUILESS_MAIN on the engine's event loop.
#define SWAPSCOPE_LOOP_MAIN(TestObject)                                                                      \
    QTEST_MAIN_WRAPPER(TestObject, swapscope::test::chooseLoop(); QCoreApplication application(argc, argv);)
