#include "story.h"

#include <trace/store/eventstore.h>

#include <QJsonObject>
#include <QTest>

#include <memory>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class EventStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEventReadsBack_data()
    {
        QTest::addColumn<Event>("event");
        QTest::newRow("bare") << Event{.id = 1, .t = 0, .kind = Kind::LinkMended};
        QTest::newRow("all sorts of values")
            << Event{.id = 1,
                     .t = 7'999'999'123'456'789,
                     .kind = Kind::PageSwap,
                     .client = u"Ä"_s,
                     .conn = ConnectionId(2147483647),
                     .n = 3,
                     .update = 9007199254740993,
                     .cause = 4,
                     .data = {{Field::Text, u"a text that is no word"_s},
                              {Field::Title, u""_s},
                              {Field::Why, Word::Replay},
                              {Field::Bytes, -70'000},
                              {Field::Cursor, qint64(9007199254740993)},
                              {Field::HeldMs, -0.125},
                              {Field::Clean, true},
                              {Field::Heard, false},
                              {Field::Rect, QJsonArray{1, 2.5}},
                              {Field::Undeclared, QJsonObject{{u"new"_s, QJsonArray{}}}}}};
    }
    void anEventReadsBack()
    {
        QFETCH(Event, event);
        const auto store = std::make_shared<EventStore>(QString());
        QCOMPARE(store->append(event, 5), EventId(1));
        QCOMPARE(store->size(), std::size_t(1));
        QCOMPARE(store->at(1), event);
        QCOMPARE(store->head(1).epoch, 5U);
        QCOMPARE(store->clientName(store->head(1).client), event.client);
    }

    // What was read may be kept, changed and put into another event when the store is gone.
    void whatWasReadOutlivesTheStore()
    {
        auto store = std::make_shared<EventStore>(QString());
        store->append({.id = 1, .t = 0, .data = {{Field::Text, u"a long body"_s}}}, 0);
        Event read = store->at(1);
        Payload other;
        other.insert(Field::Title, read.data[Field::Text]);
        store.reset();
        read.data.insert(Field::Bytes, 11);
        QCOMPARE(read.data[Field::Text].toString(), u"a long body"_s);
        read = {};
        QCOMPARE(other[Field::Title].toString(), u"a long body"_s);
    }

    void aBodyIsKeptOnceHoweverManyCarryIt()
    {
        const auto store = std::make_shared<EventStore>(QString());
        const QString body(100'000, u'x');
        for (int i = 0; i < 500; ++i)
            store->append(
                {.t = i, .kind = Kind::LinkMessage, .conn = ConnectionId(i), .data = {{Field::Text, body}}},
                0);
        QVERIFY(store->arena().allocated() < 400'000);
        QCOMPARE(store->at(500).data[Field::Text].toString(), body);
    }
};

QTEST_GUILESS_MAIN(EventStoreTest)
#include "tst_eventstore.moc"
