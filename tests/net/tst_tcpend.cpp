#include "ends.h"
#include "loop.h"

#include <net/tcpend.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using test::End;
using test::EndServer;

namespace {

// A TcpEnd that is connected to an End.
struct Pair
{
    EndServer server;
    std::unique_ptr<TcpEnd> tested = std::make_unique<TcpEnd>();
    QByteArray received;
    int endings = 0;
    bool wasReset = false;

    Pair()
    {
        QObject::connect(tested.get(), &TcpEnd::readable, tested.get(),
                         [this] { received += tested->read(); });
        QObject::connect(tested.get(), &TcpEnd::ended, tested.get(), [this](bool reset) {
            ++endings;
            wasReset = reset;
        });
        QSignalSpy connected(tested.get(), &TcpEnd::connected);
        tested->connectTo(QHostAddress::LocalHost, server.serverPort());
        QVERIFY(connected.wait());
        QTRY_COMPARE(server.ends.size(), 1U);
    }
    End &peer() { return *server.ends.front(); }
};

} // namespace

class TestTcpEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesGoBothWays()
    {
        Pair pair;
        QCOMPARE(pair.tested->localPort() != 0, true);
        pair.tested->write("one ");
        pair.tested->write("two");
        QCOMPARE(pair.tested->unwritten(), 7);
        pair.tested->flush();
        QCOMPARE(pair.tested->unwritten(), 0);
        QTRY_COMPARE(pair.peer().received, "one two");
        pair.tested->setReading(true);
        pair.peer().send("three");
        QTRY_COMPARE(pair.received, "three");
    }

    void nobodyThereIsTold()
    {
        quint16 port = 0;
        {
            const EndServer gone;
            port = gone.serverPort();
        }
        TcpEnd tested;
        QSignalSpy failed(&tested, &TcpEnd::failed);
        tested.connectTo(QHostAddress::LocalHost, port);
        QVERIFY(failed.isEmpty());
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().toString(), qt_error_string(ECONNREFUSED));
        QVERIFY(!tested.isConnected());
    }

    void anOrderlyEndComesAfterAllBytesAndTheOtherDirectionGoesOn()
    {
        Pair pair;
        pair.tested->setReading(true);
        pair.peer().send(QByteArray(300'000, 'x'));
        pair.peer().endWriting();
        QTRY_COMPARE(pair.endings, 1);
        QVERIFY(!pair.wasReset);
        QCOMPARE(pair.received.size(), 300'000);
        pair.tested->write("still here");
        pair.tested->flush();
        QTRY_COMPARE(pair.peer().received, "still here");
        QVERIFY(!pair.peer().ended);
        pair.tested->endWriting();
        QTRY_VERIFY(pair.peer().ended);
        QCOMPARE(pair.endings, 1);
    }

    void aResetIsToldFromAnEnd()
    {
        Pair pair;
        pair.tested->setReading(true);
        pair.peer().send("last");
        pair.peer().reset();
        QTRY_COMPARE(pair.endings, 1);
        QVERIFY(pair.wasReset);
        QCOMPARE(pair.received, "last");
    }

    void resettingReachesThePeerAsAReset()
    {
        Pair pair;
        bool closed = false;
        pair.tested->beforeClose([&] { closed = true; });
        pair.tested->reset();
        QVERIFY(closed);
        QTRY_VERIFY(pair.peer().wasReset);
        QVERIFY(!pair.peer().ended);
    }

    void whatThePeerDoesNotReadWaitsAndItsTakingIsTold()
    {
        Pair pair;
        pair.peer().setReading(false);
        QSignalSpy written(pair.tested.get(), &TcpEnd::written);
        const QByteArray block(1024 * 1024, 'x');
        qint64 sent = 0;
        while (!pair.tested->isBlocked()) {
            pair.tested->write(block);
            pair.tested->flush();
            sent += block.size();
        }
        QVERIFY(pair.tested->unwritten() > 0);
        pair.tested->endWriting();
        QVERIFY(written.isEmpty());
        pair.peer().setReading(true);
        QTRY_COMPARE(pair.peer().received.size(), sent);
        QTRY_VERIFY(pair.peer().ended);
        QCOMPARE(written.size(), 1);
        QVERIFY(!pair.tested->isBlocked());
    }

    void readingCanPauseAndLosesNothing()
    {
        Pair pair;
        pair.peer().send("a");
        pair.tested->setReading(true);
        QTRY_COMPARE(pair.received, "a");
        pair.tested->setReading(false);
        pair.peer().send("b");
        pair.peer().endWriting();
        // A whole round trip on another connection: what was to come has come.
        Pair other;
        other.tested->write("x");
        other.tested->flush();
        QTRY_COMPARE(other.peer().received, "x");
        QCOMPARE(pair.received, "a");
        QCOMPARE(pair.endings, 0);
        pair.tested->setReading(true);
        QTRY_COMPARE(pair.endings, 1);
        QCOMPARE(pair.received, "ab");
    }

    void writingToAPeerThatHasGoneBreaks()
    {
        Pair pair;
        QSignalSpy broken(pair.tested.get(), &TcpEnd::broken);
        pair.peer().reset();
        for (int tries = 0; tries < 100 && broken.isEmpty(); ++tries) {
            pair.tested->write("x");
            pair.tested->flush();
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(broken.size(), 1);
        QCOMPARE(pair.tested->unwritten(), 0);
        pair.tested->setReading(true);
        QTRY_COMPARE(pair.endings, 1);
        QVERIFY(pair.wasReset);
    }

    // Until its owner knows: what is kept of it has no gap, and does not grow with what is written.
    void ofWhatIsWrittenToABrokenEndTheFirstIsKept()
    {
        Pair pair;
        pair.peer().reset();
        while (!pair.tested->isBroken()) {
            pair.tested->write("x");
            pair.tested->flush();
        }
        QByteArray all = pair.tested->unsent();
        const qsizetype before = all.size();
        const QByteArray blocks[] = {QByteArray(300'000, 'a'), QByteArray(700'000, 'b'),
                                     QByteArray(100'000, 'c'), QByteArray(1, 'd')};
        for (int round = 0; round < 20; ++round) {
            for (const QByteArray &block : blocks) {
                pair.tested->write(block);
                all += block;
            }
        }
        const QByteArray kept = pair.tested->unsent();
        QVERIFY(kept.size() - before <= TcpEnd::kKeptBroken);
        QCOMPARE(kept.size() - before, 1'000'000);
        QVERIFY(all.startsWith(kept));
    }

    void aLingeringCloseWritesTheRestAndWaitsForThePeer()
    {
        Pair pair;
        QObject owner;
        bool closed = false;
        pair.tested->beforeClose([&] { closed = true; });
        pair.tested->write("good-bye");
        QPointer<TcpEnd> closing(pair.tested.release());
        closing->closeLingering(&owner);
        QTRY_COMPARE(pair.peer().received, "good-bye");
        QTRY_VERIFY(pair.peer().ended);
        QVERIFY(closing);
        QVERIFY(!closed);
        pair.peer().send("what it still says disturbs nobody");
        pair.peer().endWriting();
        QTRY_VERIFY(!closing);
        QVERIFY(closed);
        QVERIFY(!pair.peer().wasReset);
    }
};

SWAPSCOPE_LOOP_MAIN(TestTcpEnd)
#include "tst_tcpend.moc"
