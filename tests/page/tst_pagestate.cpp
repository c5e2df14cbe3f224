#include <page/pagestate.h>

#include <QtTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// Follows events as a page makes them, numbering them from 1, a second apart.
class Story
{
public:
    bool tell(Kind kind, int conn, const QJsonObject &data = {}, EventId cause = 0)
    {
        ++m_last;
        return state.apply({.id = m_last,
                            .t = static_cast<Nanoseconds>(m_last) * kSecond,
                            .kind = kind,
                            .client = u"A"_s,
                            .conn = ConnectionId(conn),
                            .cause = cause,
                            .data = Payload::fromJson(data)});
    }
    bool connecting(int conn, int attempt = 0, EventId cause = 0, const QString &url = u"ws://h/ws"_s,
                    const QString &transport = u"ws"_s)
    {
        return tell(Kind::PageConnecting, conn,
                    {{u"transport"_s, transport}, {u"url"_s, url}, {u"attempt"_s, attempt}}, cause);
    }
    bool backoff(int conn, int attempt, double ms)
    {
        return tell(Kind::PageBackoff, conn,
                    {{u"transport"_s, u"ws"_s}, {u"attempt"_s, attempt}, {u"delay_ms"_s, ms}});
    }
    EventId last() const { return m_last; }

    PageState state;

private:
    EventId m_last = 0;
};

} // namespace

class TestPageState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageWithoutConnections()
    {
        Story story;
        QCOMPARE(story.state.phase(), PagePhase::None);
        QVERIFY(!story.state.headline());
        QVERIFY(story.tell(Kind::PageLoaded, 0, {{u"htmx"_s, u"2.0.11"_s}}));
        QVERIFY(story.state.loaded);
        QCOMPARE(story.state.htmx, u"2.0.11"_s);
        QVERIFY(!story.tell(Kind::PageMessage, 1));
    }

    // One connection to its user, though each attempt has a number of its own.
    void aDropAndItsReturn()
    {
        Story story;
        story.connecting(1);
        QCOMPARE(story.state.phase(), PagePhase::Connecting);
        story.tell(Kind::PageOpen, 1);
        QCOMPARE(story.state.phase(), PagePhase::Open);
        story.tell(Kind::PageClosed, 1, {{u"code"_s, 1006}});
        QCOMPARE(story.state.phase(), PagePhase::Closed);
        QCOMPARE(story.state.headline()->code, 1006);
        story.backoff(1, 1, 412.5);
        const PageConnection waiting = *story.state.headline();
        QCOMPARE(waiting.phase, PagePhase::Backoff);
        QCOMPARE(waiting.attempt, 1);
        QVERIFY(waiting.planned);
        QCOMPARE(waiting.delay, 412'500 * kMicrosecond);
        QCOMPARE(waiting.due, 4 * kSecond + 412'500 * kMicrosecond);
        story.connecting(2, 1, story.last());
        QCOMPARE(story.state.connections.size(), 1U);
        QCOMPARE(story.state.headline()->conn, ConnectionId(2));
        QCOMPARE(story.state.headline()->attempt, 1);
        story.tell(Kind::PageOpen, 2);
        QCOMPARE(story.state.phase(), PagePhase::Open);
    }

    void theOneInTroubleIsShown()
    {
        Story story;
        story.connecting(1, 0, 0, u"ws://h/a"_s);
        story.tell(Kind::PageOpen, 1);
        story.connecting(2, 0, 0, u"ws://h/b"_s);
        story.tell(Kind::PageOpen, 2);
        story.connecting(3, 0, 0, u"ws://h/c"_s);
        story.tell(Kind::PageOpen, 3);
        QCOMPARE(story.state.headline()->conn, ConnectionId(3));
        story.tell(Kind::PageClosed, 2, {{u"code"_s, 1000}});
        QCOMPARE(story.state.headline()->conn, ConnectionId(2));
        story.tell(Kind::PageClosed, 1, {{u"code"_s, 1006}});
        story.backoff(1, 1, 5);
        QCOMPARE(story.state.headline()->conn, ConnectionId(1));
    }

    // A stream that the page has closed by itself is no trouble of the others.
    void whatThePageEndedIsShownLast()
    {
        Story story;
        story.connecting(1, 0, 0, u"/board"_s, u"sse"_s);
        story.tell(Kind::PageOpen, 1);
        story.connecting(2, 0, 0, u"/orders/1"_s, u"sse"_s);
        story.tell(Kind::PageOpen, 2);
        story.tell(Kind::PageClosed, 2, {{u"reason"_s, u"closed by the page"_s}, {u"clean"_s, true}});
        QCOMPARE(story.state.headline()->conn, ConnectionId(1));
        QCOMPARE(story.state.phase(), PagePhase::Open);
        story.tell(Kind::PageClosed, 1, {{u"clean"_s, false}});
        QCOMPARE(story.state.headline()->conn, ConnectionId(1));
    }

    // As a page does that comes back to the foreground.
    void aClosedOneIsOpenedAgain()
    {
        Story story;
        story.connecting(1);
        story.tell(Kind::PageClosed, 1, {{u"code"_s, 1005}});
        story.connecting(2);
        QCOMPARE(story.state.connections.size(), 1U);
        QCOMPARE(story.state.phase(), PagePhase::Connecting);
        // Two at once to one address are two.
        story.connecting(3);
        QCOMPARE(story.state.connections.size(), 2U);
    }

    void aPlannedAttemptThatWillNotCome()
    {
        Story story;
        story.connecting(1);
        QVERIFY(!story.state.giveUp(ConnectionId(1)));
        story.tell(Kind::PageClosed, 1);
        story.backoff(1, 1, 3000);
        QVERIFY(story.state.giveUp(ConnectionId(1)));
        QCOMPARE(story.state.phase(), PagePhase::Closed);
        QVERIFY(!story.state.giveUp(ConnectionId(9)));
    }

    void hiding()
    {
        Story story;
        QVERIFY(story.tell(Kind::PageHidden, 0));
        QVERIFY(story.state.hidden);
        story.tell(Kind::PageShown, 0);
        QVERIFY(!story.state.hidden);
    }

    void aPageThatOpensAndClosesWithoutEnd()
    {
        Story story;
        for (int conn = 1; conn <= 500; ++conn) {
            story.connecting(conn, 0, 0, QString::number(conn));
            if (conn > 1)
                story.tell(Kind::PageClosed, conn);
        }
        QCOMPARE(story.state.connections.size(), 64U);
        QCOMPARE(story.state.connections.front().conn, ConnectionId(1));
        QCOMPARE(story.state.connections.back().conn, ConnectionId(500));
    }
};

QTEST_GUILESS_MAIN(TestPageState)
#include "tst_pagestate.moc"
