#include "loop.h"

#include <net/eventloop.h>

#include <QThread>

#include <atomic>

#include <sys/resource.h>

using namespace swapscope;

namespace {

class Told : public QObject
{
public:
    QList<QEvent::Type> types;

protected:
    void customEvent(QEvent *event) override { types << event->type(); }
};

} // namespace

class TestEventLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aThreadCanHaveItMoreThanOnce()
    {
        QThread thread;
        for (int run = 0; run < 2; ++run) {
            useSocketLoop(thread);
            thread.start();
            QObject onThread;
            onThread.moveToThread(&thread);
            std::atomic<bool> fired = false;
            QMetaObject::invokeMethod(
                &onThread, [&] { fired = true; }, Qt::BlockingQueuedConnection);
            QVERIFY(fired);
            thread.quit();
            QVERIFY(thread.wait(10'000));
        }
    }

    void asManyDescriptorsAsTheSystemAllows()
    {
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
        const rlimit few{256, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
        raiseDescriptorLimit();
        rlimit raised{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &raised), 0);
        QCOMPARE(raised.rlim_cur, before.rlim_max);
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    }

    void comesOnceAndNeverFromWithin()
    {
        Told told;
        atTurnEnd(&told, QEvent::User);
        QVERIFY(told.types.isEmpty());
        QTRY_COMPARE(told.types, QList<QEvent::Type>({QEvent::User}));
        QCoreApplication::processEvents();
        QCOMPARE(told.types.size(), 1);
    }

    void whoHasGoneIsNotTold()
    {
        auto gone = std::make_unique<Told>();
        Told stays;
        atTurnEnd(gone.get(), QEvent::User);
        atTurnEnd(&stays, QEvent::User);
        gone.reset();
        QTRY_COMPARE(stays.types.size(), 1);
    }
};

SWAPSCOPE_LOOP_MAIN(TestEventLoop)
#include "tst_eventloop.moc"
