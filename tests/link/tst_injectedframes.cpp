#include "spoken.h"

#include <link/hold/rewrite.h>
#include <link/injectedframes.h>
#include <link/protocol/traffic.h>

#include <QTest>

using namespace swapscope;
using test::chunk;
using test::down;
using test::kStreamHead;
using test::kSwitch;
using test::kTicks;
using test::kUpgrade;
using test::s;

namespace {

const QByteArray kOpenStream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
const QByteArray kSizedStream =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 99\r\n\r\n";

// After this request and this answer.
Traffic traffic(const QByteArray &request, const QByteArray &answer)
{
    Traffic open;
    static_cast<void>(open.up(request));
    static_cast<void>(open.down(answer));
    return open;
}

Result<WireUnit> written(const Traffic &open, Direction direction, const QString &text)
{
    Random random(3);
    return writtenMessage(open, ConnectionId(4), direction, text, s("tick"), random);
}

QString why(const Result<WireUnit> &written)
{
    return written ? QString() : written.error().message;
}

} // namespace

class TestInjectedFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWebSocketGetsAFrame()
    {
        const Traffic open = traffic(kUpgrade, kSwitch);
        const Result<WireUnit> unit = written(open, Direction::Down, s("hi"));
        QVERIFY(unit);
        QCOMPARE(unit->raw, down("hi"));
        QCOMPARE(unit->exchange, 1);
        QVERIFY(unit->messages.front().injected);
        const Result<WireUnit> upward = written(open, Direction::Up, s("hi"));
        QVERIFY(upward);
        QCOMPARE(upward->raw.size(), down("hi").size() + 4); // the mask
    }

    void aStreamGetsAnEventInItsOwnForm()
    {
        const Result<WireUnit> plain = written(traffic(kTicks, kOpenStream), Direction::Down, s("hi"));
        QVERIFY(plain);
        QCOMPARE(plain->raw, QByteArray("event: tick\ndata: hi\n\n"));
        const Result<WireUnit> chunked = written(traffic(kTicks, kStreamHead), Direction::Down, s("hi"));
        QVERIFY(chunked);
        QCOMPARE(chunked->raw, chunk("event: tick\ndata: hi\n\n"));
    }

    void whereNoneFitsInItIsSaidWhy()
    {
        QVERIFY(why(written(traffic(kTicks, kStreamHead), Direction::Up, s("hi")))
                    .startsWith(s("Connection 4 is an event stream, in which only the server speaks")));
        QVERIFY(why(written(traffic(kTicks, kSizedStream), Direction::Down, s("hi")))
                    .startsWith(s("The length of this stream was promised")));
        Traffic broken = traffic(kUpgrade, kSwitch);
        static_cast<void>(broken.up(down("no mask")));
        QVERIFY(why(written(broken, Direction::Up, s("hi")))
                    .startsWith(s("Connection 4 carries what breaks the WebSocket protocol")));
        QVERIFY(written(broken, Direction::Down, s("hi")));
        QVERIFY(why(written(broken, Direction::Down, QString(kMostWritten + 1, u'x')))
                    .startsWith(s("The text is longer than 1048576 bytes")));
    }

    void aWebSocketIsClosedByItsFrame()
    {
        const wire::CloseInfo info{4001, s("off")};
        const std::vector<WireUnit> units = closingUnits(traffic(kUpgrade, kSwitch), false, info);
        QCOMPARE(units.size(), 1U);
        QCOMPARE(units[0].raw, wire::encodeClose(info));
        QVERIFY(units[0].byLink && !units[0].eof);
        QCOMPARE(units[0].messages.front().code, 4001);
    }

    void whatCannotBeReadIsClosedByTheEndAlone()
    {
        Traffic broken = traffic(kUpgrade, kSwitch);
        static_cast<void>(broken.down(test::up("a mask")));
        const std::vector<WireUnit> units = closingUnits(broken, false, {1001, {}});
        QCOMPARE(units.size(), 1U);
        QVERIFY(units[0].eof && units[0].byLink && units[0].raw.isEmpty());
    }

    void aStreamIsClosedByItsEndWhereThatFitsIn_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("ownChunks");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("between chunks") << kStreamHead << false << QByteArray("0\r\n\r\n");
        QTest::newRow("within a chunk") << kStreamHead + "9\r\nda" << false << QByteArray();
        QTest::newRow("in chunks of the link's")
            << kStreamHead + "9\r\nda" << true << QByteArray("0\r\n\r\n");
        QTest::newRow("not chunked") << kOpenStream << false << QByteArray();
        QTest::newRow("of a promised length") << kSizedStream << false << QByteArray();
    }

    void aStreamIsClosedByItsEndWhereThatFitsIn()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, ownChunks);
        const std::vector<WireUnit> units = closingUnits(traffic(kTicks, answer), ownChunks, {});
        QCOMPARE(units.size(), 2U);
        QTEST(units[0].raw, "end");
        QVERIFY(units[0].streamEnds && units[0].byLink);
        QVERIFY(units[1].eof && units[1].byLink);
    }
};

QTEST_GUILESS_MAIN(TestInjectedFrames)
#include "tst_injectedframes.moc"
