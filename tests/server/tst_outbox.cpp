#include "net/ends.h"
#include "net/loop.h"

#include <server/connection/outbox.h>

#include <memory>

using namespace swapscope;
using namespace swapscope::mock;

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<test::EndServer>();
        m_writer = std::make_unique<TcpEnd>();
        QSignalSpy connected(m_writer.get(), &TcpEnd::connected);
        m_writer->connectTo(QHostAddress(QHostAddress::LocalHost), m_server->serverPort());
        QVERIFY(connected.wait());
        QTRY_COMPARE(m_server->ends.size(), 1U);
    }

    void nothingLeavesBeforeTheFlush()
    {
        Outbox outbox(*m_writer);
        outbox.push("one ", 1);
        outbox.push("two ", 2);
        outbox.push("three");
        QCOMPARE(outbox.unsent(), 13);
        QCOMPARE(outbox.written(), 0);
        QVERIFY(outbox.flush());
        QCOMPARE(outbox.unsent(), 0);
        QCOMPARE(outbox.written(), 2);
        QTRY_COMPARE(reader().received, QByteArray("one two three"));
    }

    void manyPiecesInOneFlush()
    {
        Outbox outbox(*m_writer);
        QByteArray expected;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray piece = QByteArray::number(i) + ' ';
            outbox.push(piece);
            expected += piece;
        }
        QVERIFY(outbox.flush());
        QTRY_COMPARE(reader().received, expected);
    }

    // More than the kernel takes: nothing is lost, what came first goes first, and an update counts as
    // written when its last byte is.
    void aFullKernelBuffer()
    {
        reader().setReading(false);
        Outbox outbox(*m_writer);
        QByteArray expected;
        int update = 0;
        while (outbox.unsent() == 0) {
            const QByteArray piece(300'000, static_cast<char>('a' + update % 26));
            outbox.push(piece, ++update);
            expected += piece;
            QVERIFY(outbox.flush());
            QVERIFY2(update < 1000, "the kernel takes everything");
        }
        QCOMPARE(outbox.written(), update - 1);
        outbox.push("end", update + 1);
        expected += "end";
        QVERIFY(outbox.flush());
        QCOMPARE(outbox.written(), update - 1);
        reader().setReading(true);
        QTRY_COMPARE(reader().received.size(), expected.size());
        QVERIFY(reader().received == expected);
        QCOMPARE(outbox.written(), update + 1);
        QCOMPARE(outbox.unsent(), 0);
    }

    // A turn that produces more than a turn should hold back.
    void muchLeavesByItself()
    {
        Outbox outbox(*m_writer);
        const QByteArray piece(256 * 1024, 'x');
        for (int i = 0; i < 8; ++i)
            outbox.push(piece);
        QVERIFY(outbox.unsent() < 8 * piece.size());
    }

    void aNewChannelStartsAnew()
    {
        Outbox outbox(*m_writer);
        outbox.push("x", 40);
        QVERIFY(outbox.flush());
        outbox.push("y", 41);
        outbox.forgetUpdates();
        QVERIFY(outbox.flush());
        QCOMPARE(outbox.written(), 0);
        outbox.push("z", 1);
        QVERIFY(outbox.flush());
        QCOMPARE(outbox.written(), 1);
    }

    void aBrokenConnectionSaysSo()
    {
        Outbox outbox(*m_writer);
        outbox.push("x", 1);
        QVERIFY(outbox.flush());
        m_writer->reset();
        outbox.push("y", 2);
        QVERIFY(!outbox.flush());
        QVERIFY(!outbox.flush());
        QCOMPARE(outbox.written(), 1);
    }

private:
    test::End &reader() { return *m_server->ends.front(); }

    std::unique_ptr<test::EndServer> m_server;
    std::unique_ptr<TcpEnd> m_writer;
};

SWAPSCOPE_LOOP_MAIN(TestOutbox)
#include "tst_outbox.moc"
