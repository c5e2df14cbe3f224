#include <server/outbox.h>

#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace swapscope::mock;

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<QTcpServer>();
        QVERIFY(m_server->listen(QHostAddress(QHostAddress::LocalHost)));
        m_reader = std::make_unique<QTcpSocket>();
        m_reader->connectToHost(QHostAddress(QHostAddress::LocalHost), m_server->serverPort());
        QVERIFY(m_reader->waitForConnected());
        QTRY_VERIFY(m_server->hasPendingConnections());
        m_writer.reset(m_server->nextPendingConnection());
        m_writer->setParent(nullptr);
    }

    void nothingLeavesBeforeTheFlush()
    {
        Outbox outbox(m_writer.get());
        outbox.push("one ", 1);
        outbox.push("two ", 2);
        outbox.push("three");
        QCOMPARE(outbox.unsent(), 13);
        QCOMPARE(outbox.corked(), 13);
        QCOMPARE(outbox.written(), 0);
        QVERIFY(outbox.flush());
        QCOMPARE(outbox.unsent(), 0);
        QCOMPARE(outbox.written(), 2);
        QTRY_COMPARE(m_reader->bytesAvailable(), 13);
        QCOMPARE(m_reader->readAll(), QByteArray("one two three"));
    }

    void whatTheSocketHoldsGoesFirst()
    {
        Outbox outbox(m_writer.get());
        m_writer->write("before ");
        outbox.push("after");
        QVERIFY(outbox.flush());
        m_writer->write(" last");
        QTRY_COMPARE(m_reader->bytesAvailable(), 17);
        QCOMPARE(m_reader->readAll(), QByteArray("before after last"));
    }

    void manyPiecesInOneFlush()
    {
        Outbox outbox(m_writer.get());
        QByteArray expected;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray piece = QByteArray::number(i) + ' ';
            outbox.push(piece);
            expected += piece;
        }
        QVERIFY(outbox.flush());
        QTRY_COMPARE(m_reader->bytesAvailable(), expected.size());
        QCOMPARE(m_reader->readAll(), expected);
    }

    // More than the kernel takes: nothing is lost, and an update counts as written when its last byte is.
    void aFullKernelBuffer()
    {
        m_reader->setReadBufferSize(4096);
        Outbox outbox(m_writer.get());
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
        QByteArray received;
        m_reader->setReadBufferSize(0);
        QTRY_VERIFY((received += m_reader->readAll()).size() == expected.size());
        QVERIFY(received == expected);
        QCOMPARE(outbox.written(), update + 1);
        QCOMPARE(outbox.unsent(), 0);
    }

    void aNewChannelStartsAnew()
    {
        Outbox outbox(m_writer.get());
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

    void clearedBytesNeverLeave()
    {
        Outbox outbox(m_writer.get());
        outbox.push("x", 1);
        outbox.clear();
        outbox.push("y", 2);
        QVERIFY(outbox.flush());
        QTRY_COMPARE(m_reader->bytesAvailable(), 1);
        QCOMPARE(m_reader->readAll(), QByteArray("y"));
        QCOMPARE(outbox.written(), 2);
    }

    void aBrokenConnectionSaysSo()
    {
        Outbox outbox(m_writer.get());
        outbox.push("x", 1);
        QVERIFY(outbox.flush());
        m_writer->abort();
        outbox.push("y", 2);
        QVERIFY(!outbox.flush());
        QVERIFY(!outbox.flush());
        QCOMPARE(outbox.written(), 1);
    }

private:
    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<QTcpSocket> m_reader;
    std::unique_ptr<QTcpSocket> m_writer;
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
