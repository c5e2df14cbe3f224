#include <core/messagekey.h>

#include <QTest>

using namespace swapscope;

class TestMessageKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The same message has the same key at every point.
    void aMessageHasOneKeyAtEveryPoint_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("dir");
        QTest::addColumn<int>("way");
        const auto row = [](Kind kind, Word dir, Way way) {
            QTest::addRow("%s %s", kindName(kind).data(), wordText(dir).data())
                << static_cast<int>(kind) << static_cast<int>(dir) << static_cast<int>(way);
        };
        row(Kind::ServerSent, Word::None, Way::Down);
        row(Kind::PageMessage, Word::None, Way::Down);
        row(Kind::LinkMessage, Word::Down, Way::Down);
        row(Kind::LinkLost, Word::Down, Way::Down);
        row(Kind::LinkHeld, Word::Down, Way::Down);
        row(Kind::ServerReceived, Word::None, Way::Up);
        row(Kind::PageSent, Word::None, Way::Up);
        row(Kind::LinkMessage, Word::Up, Way::Up);
        row(Kind::LinkReleased, Word::Up, Way::Up);
    }
    void aMessageHasOneKeyAtEveryPoint()
    {
        QFETCH(int, kind);
        QFETCH(int, dir);
        QFETCH(int, way);
        Event event{.kind = static_cast<Kind>(kind), .conn = ConnectionId(7), .n = 3};
        if (dir != 0)
            event.data = {{Field::Dir, static_cast<Word>(dir)}};
        QCOMPARE(messageKey(event), std::optional(MessageKey{ConnectionId(7), static_cast<Way>(way), 3}));
    }

    void whatSpeaksOfNoMessageHasNone()
    {
        QVERIFY(!messageKey({.kind = Kind::LinkClosed, .conn = ConnectionId(7), .n = 3}));
        QVERIFY(!messageKey({.kind = Kind::ServerSent, .conn = ConnectionId(7)}));
        QVERIFY(!messageKey({.kind = Kind::ServerSent, .n = 3}));
    }
};

QTEST_GUILESS_MAIN(TestMessageKey)
#include "tst_messagekey.moc"
