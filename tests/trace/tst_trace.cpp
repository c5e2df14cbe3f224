#include "story.h"

#include <trace/trace.h>

#include <QTest>

#include <atomic>
#include <thread>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using Ids = std::vector<EventId>;

namespace swapscope {

char *toString(const Related &related)
{
    QStringList swaps;
    for (const EventId swap : related.swaps)
        swaps += QString::number(swap);
    return qstrdup(
        qPrintable(u"published %1 sent %2 link %3 lost %4 received %5 swaps [%6]"_s.arg(related.published)
                       .arg(related.sent)
                       .arg(related.link)
                       .arg(related.lost)
                       .arg(related.received)
                       .arg(swaps.join(u' '))));
}

} // namespace swapscope

namespace {

Trace traceOf(const QStringList &story)
{
    Trace trace;
    for (const Event &event : story::joined(story))
        trace.append(event);
    return trace;
}

Trace chat()
{
    return traceOf({
        u"server.started"_s,                                                  // 1
        u"server.published update=1 channel=room cause=1"_s,                  // 2
        u"server.sent A conn=1 n=1 update=1 channel=room why=live cause=2"_s, // 3
        u"server.sent B conn=2 n=1 update=1 channel=room why=live cause=2"_s, // 4
        u"link.message A conn=1 n=1 dir=down opcode=text"_s,                  // 5
        u"link.lost B conn=2 n=1 dir=down why=cut"_s,                         // 6
        u"page.message A conn=1 n=1"_s,                                       // 7
        u"page.swap A cause=7 style=beforeend"_s,                             // 8
        u"page.swapMissed A cause=7"_s,                                       // 9
        u"link.message A conn=1 n=1 dir=up opcode=text"_s,                    // 10
        u"server.received A conn=1 n=1"_s,                                    // 11
        u"page.sent A conn=1"_s,                                              // 12
        u"server.sent B conn=3 n=1 update=1 channel=room why=replay"_s,       // 13
        u"server.sent B conn=3 n=2 update=1 channel=room why=snapshot"_s,     // 14
    });
}

} // namespace

class TraceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersWhatComes()
    {
        Trace trace;
        QVERIFY(trace.isEmpty());
        QVERIFY(trace.append(story::event(u"link.cut B t=3"_s)));
        Event second = story::event(u"link.mended B t=2"_s);
        second.id = 2;
        QVERIFY(trace.append(second));
        QVERIFY(!trace.append(second)); // not the next number
        QCOMPARE(trace.size(), 2u);
        QCOMPARE(trace.at(1).id, EventId(1));
        QCOMPARE(trace.find(2)->kind, Kind::LinkMended);
        QVERIFY(!trace.find(0));
        QVERIFY(!trace.find(3));
        QCOMPARE(trace.lastTime(), 3 * kSecond);
        QCOMPARE(story::lines({trace.begin(), trace.end()}),
                 QStringList({u"link.cut B"_s, u"link.mended B"_s}));
    }

    void findsByIndex()
    {
        const Trace trace = chat();
        QCOMPARE(trace.clients(), (std::vector<QString>{u"A"_s, u"B"_s}));
        QCOMPARE(trace.ofClient(u"B"_s), (Ids{4, 6, 13, 14}));
        QCOMPARE(trace.ofConnection(ConnectionId(1)), (Ids{3, 5, 7, 8, 9, 10, 11, 12}));
        QCOMPARE(trace.ofKind(Kind::LinkMessage), (Ids{5, 10}));
        QCOMPARE(trace.ofUpdate(u"room"_s, 1), (Ids{2, 3, 4, 5, 6, 7, 8, 9, 13, 14}));
        QCOMPARE(trace.connectionsOf(u"B"_s), (std::vector{ConnectionId(2), ConnectionId(3)}));
        QVERIFY(trace.ofClient(u"C"_s).empty());
        QVERIFY(trace.ofConnection(ConnectionId(9)).empty());
        QVERIFY(trace.ofUpdate(u"other"_s, 1).empty());
    }

    void knowsCausesAndEffects()
    {
        const Trace trace = chat();
        QCOMPARE(trace.causesOf(8), (Ids{7, 5, 3, 2, 1}));
        QCOMPARE(trace.causesOf(1), Ids{});
        QCOMPARE(trace.effectsOf(2), (Ids{3, 4}));
        QCOMPARE(trace.effectsOf(7), (Ids{8, 9}));
        QCOMPARE(trace.effectsOf(8), Ids{});
        // The page told of its form after the frame had crossed the link.
        QCOMPARE(trace.at(10).cause, EventId(0));
        QCOMPARE(trace.causesOf(11), (Ids{10, 12}));
    }

    void aFileMayHoldNonsense()
    {
        const Trace trace = traceOf({u"script.log cause=2"_s, u"script.log cause=1"_s,
                                     u"script.log cause=3"_s, u"script.log cause=77"_s});
        QCOMPARE(trace.causesOf(1), Ids{2});
        QCOMPARE(trace.causesOf(3), Ids{});
        QCOMPARE(trace.causesOf(4), Ids{});
    }

    void seesAMessageAtAllThreePoints_data()
    {
        QTest::addColumn<EventId>("id");
        QTest::addColumn<Related>("related");
        const Related delivered{.published = 2, .sent = 3, .link = 5, .received = 7, .swaps = {8, 9}};
        for (const EventId id : {3, 5, 7, 8, 9})
            QTest::newRow(qPrintable(u"from event %1"_s.arg(id))) << id << delivered;
        QTest::newRow("lost") << EventId(6) << Related{.published = 2, .sent = 4, .lost = 6};
        for (const EventId id : {10, 11, 12}) {
            QTest::newRow(qPrintable(u"upwards from event %1"_s.arg(id)))
                << id << Related{.sent = 12, .link = 10, .received = 11};
        }
        QTest::newRow("a replay is of what was published")
            << EventId(13) << Related{.published = 2, .sent = 13};
        QTest::newRow("a snapshot is of no update") << EventId(14) << Related{.sent = 14};
        QTest::newRow("published alone") << EventId(2) << Related{.published = 2};
        QTest::newRow("no message") << EventId(1) << Related{};
        QTest::newRow("no event") << EventId(99) << Related{};
    }
    void seesAMessageAtAllThreePoints()
    {
        QFETCH(EventId, id);
        QTEST(chat().related(id), "related");
    }

    void aChannelThatNumbersAnewHasOtherUpdates()
    {
        const Trace trace = traceOf({
            u"server.published update=1 channel=c"_s,                          // 1
            u"server.sent A conn=1 n=1 update=1 channel=c why=live cause=1"_s, // 2
            u"server.published update=2 channel=c"_s,                          // 3
            u"server.stopped reason=script"_s,                                 // 4
            u"server.started"_s,                                               // 5
            u"server.published update=1 channel=c"_s,                          // 6
            u"link.message A conn=1 n=1 dir=down opcode=text"_s,               // 7: still of the first
            u"server.sent A conn=2 n=1 update=1 channel=c why=replay"_s,       // 8
            u"update.missed A update=2 channel=c why=lost"_s,                  // 9: of the first, told late
        });
        QCOMPARE(trace.publicationOf(u"c"_s, 1, 2), EventId(1));
        QCOMPARE(trace.publicationOf(u"c"_s, 1, 9), EventId(6));
        QCOMPARE(trace.publicationOf(u"c"_s, 2, 9), EventId(3));
        QCOMPARE(trace.publicationOf(u"c"_s, 3, 9), EventId(0));
        QCOMPARE(trace.publicationOf(u"d"_s, 1, 9), EventId(0));
        QCOMPARE(trace.ofUpdate(u"c"_s, 1), (Ids{6, 8}));
        QCOMPARE(trace.ofUpdate(u"c"_s, 1, 2), (Ids{1, 2, 7}));
        QCOMPARE(trace.ofUpdate(u"c"_s, 1, 7), (Ids{1, 2, 7}));
        QCOMPARE(trace.related(7).published, EventId(1));
        QCOMPARE(trace.related(8).published, EventId(6));
    }

    void aDeployGoesOnCounting()
    {
        const Trace trace = traceOf({
            u"server.published update=1 channel=c"_s,
            u"server.stopped reason=restart"_s,
            u"server.started"_s,
            u"server.sent A conn=2 n=1 update=1 channel=c why=replay"_s,
            u"server.published update=2 channel=c"_s,
        });
        QCOMPARE(trace.ofUpdate(u"c"_s, 1), (Ids{1, 4}));
        QCOMPARE(trace.related(4).published, EventId(1));
    }

    void clearedItTakesANewRun()
    {
        Trace trace;
        QVERIFY(trace.append(story::event(u"link.cut B t=1"_s)));
        const Event kept = trace.at(1);
        trace.clear();
        QVERIFY(trace.isEmpty());
        QVERIFY(trace.ofClient(u"B"_s).empty());
        QVERIFY(trace.ofKind(Kind::LinkCut).empty());
        QCOMPARE(trace.lastTime(), Nanoseconds(0));
        QVERIFY(trace.append(story::event(u"link.cut B t=1"_s)));
        QCOMPARE(kept.client, u"B"_s); // what was read stays
    }

    void takesEventsInTheOrderOfTheirNumbers()
    {
        Trace trace;
        Event third = story::event(u"link.cut B t=1"_s);
        third.id = 3;
        QVERIFY(!trace.append(third));
        third.id = 1;
        QVERIFY(trace.append(third));
        QVERIFY(!trace.problem());
    }

    // More than a memory would be given for, and every event as it was.
    void whatIsKeptReadsBack()
    {
        Trace trace;
        constexpr int kEvents = 200'000;
        const auto event = [](int i) {
            return Event{.id = static_cast<EventId>(i + 1),
                         .t = i * kMicrosecond,
                         .kind = Kind::LinkMessage,
                         .client = i % 3 == 0 ? QString() : QString::number(i % 50),
                         .conn = ConnectionId(1 + i % 200),
                         .n = 1 + i / 200,
                         .update = 1 + i / 200,
                         .cause = static_cast<EventId>(i / 2),
                         .data = {{Field::Dir, Word::Down},
                                  {Field::Bytes, i},
                                  {Field::HeldMs, i * 0.001},
                                  {Field::Channel, u"room"_s},
                                  {Field::Text, u"<p>body of the update %1</p>"_s.arg(i / 200)}}};
        };
        for (int i = 0; i < kEvents; ++i)
            QVERIFY(trace.append(event(i)));
        for (int i = 0; i < kEvents; i += 997)
            QCOMPARE(trace.at(static_cast<EventId>(i + 1)), event(i));
        QCOMPARE(trace.ofConnection(ConnectionId(7)).size(), std::size_t(kEvents / 200));
        QCOMPARE(trace.ofUpdate(u"room"_s, 5).size(), std::size_t(200));
        QVERIFY2(trace.bytes() < std::size_t(kEvents) * 200, qPrintable(QString::number(trace.bytes())));
    }

    // A file may name any number.
    void numbersThatStandAloneAreFound()
    {
        const Trace trace = traceOf({
            u"server.published update=900000000 channel=c"_s,                   // 1
            u"server.sent A conn=1 n=2000000000 update=900000000 channel=c"_s,  // 2
            u"page.message A conn=1 n=2000000000 update=900000000 channel=c"_s, // 3
            u"server.sent A conn=1 n=1 update=5 channel=c"_s,                   // 4
        });
        QCOMPARE(trace.related(3).sent, EventId(2));
        QCOMPARE(trace.related(3).published, EventId(1));
        QCOMPARE(trace.ofUpdate(u"c"_s, 900'000'000), (Ids{1, 2, 3}));
        QCOMPARE(trace.ofUpdate(u"c"_s, 5), (Ids{4}));
    }

    void othersReadWhileItGrows()
    {
        Trace trace;
        constexpr std::size_t kEvents = 60'000;
        std::atomic<int> wrong = 0;
        std::thread reader([&] {
            while (trace.size() < kEvents) {
                const EventId last = trace.size();
                if (last == 0)
                    continue;
                const Event event = trace.at(last);
                const bool fine = event.id == last && event.data[Field::Bytes].toInteger() == qint64(last) &&
                                  event.data[Field::Text].toString().endsWith(QString::number(last / 100));
                wrong += fine ? 0 : 1;
                const EventList &sent = trace.ofKind(Kind::ServerSent);
                wrong += sent.empty() || sent.back() <= trace.size() ? 0 : 1;
                trace.related(last);
                trace.effectsOf(last / 2);
                trace.clients();
            }
        });
        for (std::size_t i = 1; i <= kEvents; ++i) {
            trace.append({.t = static_cast<Nanoseconds>(i),
                          .kind = Kind::ServerSent,
                          .client = QString::number(i % 100),
                          .conn = ConnectionId(static_cast<int>(1 + i % 100)),
                          .n = static_cast<int>(1 + i / 100),
                          .update = static_cast<qint64>(1 + i / 100),
                          .cause = i / 2,
                          .data = {{Field::Bytes, static_cast<qint64>(i)},
                                   {Field::Channel, u"c"_s},
                                   {Field::Text, u"text "_s + QString::number(i / 100)}}});
        }
        reader.join();
        QCOMPARE(wrong.load(), 0);
    }
};

Q_DECLARE_METATYPE(swapscope::Related)
QTEST_GUILESS_MAIN(TraceTest)
#include "tst_trace.moc"
