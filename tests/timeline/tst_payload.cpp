#include <timeline/payload.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsLoseTheirQuery();
    void numbersAreBounded();
    void directionIsDownUnlessItSaysUp();
};

void TestPayload::pathsLoseTheirQuery()
{
    Event event;
    QCOMPARE(pathOf(event), QString());
    event.data = {{Field::Url, QStringLiteral("ws://127.0.0.1:8137/chat?swapscope-key=1")}};
    QCOMPARE(pathOf(event), QStringLiteral("/chat"));
    event.data.insert(Field::Path, QStringLiteral("/news?x=1"));
    QCOMPARE(pathOf(event), QStringLiteral("/news"));
}

void TestPayload::numbersAreBounded()
{
    Event event;
    const auto read = [&](const QJsonValue &value) {
        event.data = {{Field::DelayMs, value}};
        return nanoseconds(event, Field::DelayMs, kMillisecond);
    };
    QCOMPARE(read(412.5), 412'500 * kMicrosecond);
    QCOMPARE(read(-3), Nanoseconds(0));
    QCOMPARE(read(QStringLiteral("soon")), Nanoseconds(0));
    QCOMPARE(read(1e300), Nanoseconds(1'000'000'000) * kSecond);
}

void TestPayload::directionIsDownUnlessItSaysUp()
{
    Event event;
    QVERIFY(isDown(event));
    event.data = {{Field::Dir, QStringLiteral("up")}};
    QVERIFY(!isDown(event));
    const auto isCaughtUp = [&](const QString &why) {
        event.data = {{Field::Why, why}};
        return isCatchUp(event);
    };
    QVERIFY(isCaughtUp(QStringLiteral("replay")));
    QVERIFY(isCaughtUp(QStringLiteral("snapshot")));
    QVERIFY(!isCaughtUp(QStringLiteral("live")));
}

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
