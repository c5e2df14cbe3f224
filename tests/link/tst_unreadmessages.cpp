#include "spoken.h"

#include <link/unreadmessages.h>

#include <QTest>

using namespace swapscope;
using test::chunk;
using test::down;
using test::kMask;
using test::kStreamHead;
using test::kSwitch;
using test::kUpgrade;
using test::s;
using test::up;

namespace {

const QByteArray kNews = "GET /news HTTP/1.1\r\nAccept: text/html, text/event-stream\r\n\r\n";

// A connection to the moment at which it is over.
struct Bench
{
    Recorder recorder{std::make_shared<MonotonicClock>()};
    ConnectionRegistry registry;
    Traffic traffic;
    Exchanges exchanges{s("B"), recorder, registry};
    UnreadMessages unread{traffic, exchanges};

    // The client has said this, and the server that, and the link has read both.
    Bench(const QByteArray &asked, const QByteArray &answered)
    {
        for (const WireUnit &unit : traffic.up(asked)) {
            if (unit.request)
                exchanges.noteAdmitted(exchanges.add(unit.exchange, *unit.request, 0));
        }
        unread.server().noteRead(answered.size());
        for (const WireUnit &unit : traffic.down(answered)) {
            if (unit.response)
                exchanges.noteResponse(unit, {});
        }
        static_cast<void>(recorder.take());
    }

    // "accepted 41", "lost 41 up a cut".
    QStringList told()
    {
        QStringList lines;
        for (const Event &event : recorder.take()) {
            QStringList words{QString(kindName(event.kind)).mid(5), QString::number(event.conn.number())};
            if (event.kind == Kind::LinkLost) {
                for (const Field field : {Field::Dir, Field::Text, Field::Why})
                    words << event.data.value(field).toString();
            }
            lines << words.join(u' ');
        }
        return lines;
    }
};

} // namespace

class TestUnreadMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesOfBothSidesAreLostAndNothingElse()
    {
        Bench bench(kUpgrade, kSwitch);
        bench.unread.lose(up("a") + wire::encodeClose({1000, {}}, kMask) + up("cut off").chopped(1),
                          wire::encodeFrame(wire::Opcode::Ping, "p") + down("b"));
        QCOMPARE(bench.told(), (QStringList{s("lost 1 up a closed"), s("lost 1 down b closed")}));
        bench.unread.setWhy(s("cut"));
        bench.unread.lose({}, down("c"));
        QCOMPARE(bench.told(), QStringList{s("lost 1 down c cut")});
        bench.unread.lose({}, {});
        QCOMPARE(bench.told(), QStringList());
    }

    void whatHasNotLeftTheServerFollowsItsLastBytes_data()
    {
        QTest::addColumn<int>("missing"); // bytes that the system had taken and nobody reads
        QTest::addColumn<QStringList>("told");
        QTest::newRow("all is there")
            << 0 << QStringList{s("lost 1 down whole closed"), s("lost 1 down torn closed")};
        QTest::newRow("a gap") << 1 << QStringList{s("lost 1 down whole closed")};
    }

    void whatHasNotLeftTheServerFollowsItsLastBytes()
    {
        QFETCH(int, missing);
        Bench bench(kUpgrade, kSwitch);
        const QByteArray torn = down("torn");
        const QByteArray left = down("whole") + torn.first(3);
        bench.unread.server().noteGone(kSwitch.size() + left.size() + missing, torn.mid(3));
        bench.unread.lose({}, left);
        QTEST(bench.told(), "told");
    }

    void theHeadThatIsUnreadSaysWhatTheRestIs()
    {
        Bench bench(kNews, {});
        bench.unread.setNumber(ConnectionId(41));
        bench.unread.lose({}, kStreamHead + chunk("data: a\n\n"));
        bench.exchanges.noteAllClosed(Side::Link);
        QCOMPARE(bench.told(), (QStringList{s("accepted 41"), s("lost 41 down a closed"), s("closed 41")}));
    }

    // Frames that came before the answer to the upgrade wait until it says what they are.
    void theHeadThatIsUnreadSaysWhatTheClientHasSent()
    {
        Bench bench(kUpgrade + up("early"), {});
        bench.unread.lose(up("later"), kSwitch);
        QCOMPARE(bench.told(), (QStringList{s("lost 1 up early closed"), s("lost 1 up later closed")}));
    }
};

QTEST_GUILESS_MAIN(TestUnreadMessages)
#include "tst_unreadmessages.moc"
