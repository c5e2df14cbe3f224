#include <link/io/serverbacklog.h>

#include <QTest>

using namespace swapscope;

class TestServerBacklog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUnsentFollowsWhenAllThatWasTakenIsRead_data()
    {
        QTest::addColumn<int>("readBefore"); // the server's word
        QTest::addColumn<int>("taken");
        QTest::addColumn<int>("readAfter");
        QTest::addColumn<QByteArray>("follows");
        QTest::newRow("nothing was written before") << 0 << 0 << 0 << QByteArray("rest");
        QTest::newRow("all was read before") << 7 << 7 << 0 << QByteArray("rest");
        QTest::newRow("the last of it was read after the server's word") << 3 << 7 << 4 << QByteArray("rest");
        QTest::newRow("a part was never read") << 3 << 7 << 2 << QByteArray();
        QTest::newRow("none was ever read") << 0 << 7 << 0 << QByteArray();
    }

    void theUnsentFollowsWhenAllThatWasTakenIsRead()
    {
        QFETCH(int, readBefore);
        QFETCH(int, taken);
        QFETCH(int, readAfter);
        ServerBacklog backlog;
        backlog.noteRead(readBefore);
        QCOMPARE(backlog.takeUnsent(), QByteArray());
        backlog.noteGone(taken, "rest");
        if (readAfter > 0)
            QCOMPARE(backlog.takeUnsent(), QByteArray());
        backlog.noteRead(readAfter);
        QTEST(backlog.takeUnsent(), "follows");
        QCOMPARE(backlog.takeUnsent(), QByteArray());
    }

    void anEndIsRemembered()
    {
        ServerBacklog backlog;
        QVERIFY(!backlog.hasEnded());
        backlog.noteEnd();
        QVERIFY(backlog.hasEnded());
    }
};

QTEST_GUILESS_MAIN(TestServerBacklog)
#include "tst_serverbacklog.moc"
