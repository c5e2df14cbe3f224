#include <link/span.h>

#include <QTest>

using namespace swapscope;

class TestSpan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atFirstItIsNotInForce()
    {
        Span span;
        QVERIFY(!span.active(0));
        QVERIFY(!span.until());
        QVERIFY(!span.expire(kSecond));
    }

    void itLastsForItsDurationAndItsEndIsToldOnce()
    {
        Span span;
        span.start(10, 5);
        QVERIFY(span.active(10));
        QVERIFY(span.active(14));
        QCOMPARE(span.until(), std::optional<Nanoseconds>(15));
        QVERIFY(!span.expire(14));
        QVERIFY(!span.active(15));
        QVERIFY(span.expire(15));
        QVERIFY(!span.expire(16));
        QVERIFY(!span.until());
    }

    void withoutADurationItLastsUntilItIsEnded()
    {
        Span span;
        span.start(10, std::nullopt);
        QVERIFY(span.active(1'000'000 * kSecond));
        QVERIFY(!span.until());
        QVERIFY(!span.expire(1'000'000 * kSecond));
        span.end();
        QVERIFY(!span.active(10));
        QVERIFY(!span.expire(1'000'000 * kSecond)); // it did not run out
    }

    void startingAnewForgetsWhatWasLeft()
    {
        Span span;
        span.start(0, 100);
        span.start(10, 5);
        QCOMPARE(span.until(), std::optional<Nanoseconds>(15));
        span.start(12, std::nullopt);
        QVERIFY(!span.until());
        QVERIFY(span.active(200));
    }

    void zeroIsOverAtOnce()
    {
        Span span;
        span.start(10, 0);
        QVERIFY(!span.active(10));
        QVERIFY(span.expire(10));
    }
};

QTEST_GUILESS_MAIN(TestSpan)
#include "tst_span.moc"
