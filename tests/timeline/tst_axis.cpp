#include <timeline/axis.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsAreNice_data();
    void stepsAreNice();
    void ticksOfAView_data();
    void ticksOfAView();
    void ticksStandApart();
    void labelsTellMoments_data();
    void labelsTellMoments();
    void labelsTellDurations_data();
    void labelsTellDurations();
    void exactDurations();
};

void TestAxis::stepsAreNice_data()
{
    QTest::addColumn<Nanoseconds>("least");
    QTest::addColumn<Nanoseconds>("step");
    QTest::newRow("nothing") << Nanoseconds(0) << Nanoseconds(1);
    QTest::newRow("3 ns") << Nanoseconds(3) << Nanoseconds(5);
    QTest::newRow("exact") << 20 * kMillisecond << 20 * kMillisecond;
    QTest::newRow("0.3 s") << 300 * kMillisecond << 500 * kMillisecond;
    QTest::newRow("0.7 s") << 700 * kMillisecond << kSecond;
    QTest::newRow("6 s") << 6 * kSecond << 10 * kSecond;
    QTest::newRow("12 s") << 12 * kSecond << 15 * kSecond;
    QTest::newRow("16 s") << 16 * kSecond << 30 * kSecond;
    QTest::newRow("31 s") << 31 * kSecond << 60 * kSecond;
    QTest::newRow("21 min") << 1260 * kSecond << 1800 * kSecond;
    QTest::newRow("3 h") << 3 * 3600 * kSecond << 4 * 3600 * kSecond;
}

void TestAxis::stepsAreNice()
{
    QFETCH(Nanoseconds, least);
    QFETCH(Nanoseconds, step);
    QCOMPARE(niceStep(least), step);
}

void TestAxis::ticksOfAView_data()
{
    QTest::addColumn<Nanoseconds>("from");
    QTest::addColumn<Nanoseconds>("to");
    QTest::addColumn<QString>("labels");
    QTest::newRow("seconds") << 10 * kSecond << 13 * kSecond << "10 s|11 s|12 s|13 s";
    QTest::newRow("between") << 10'100 * kMillisecond << 12'900 * kMillisecond << "11 s|12 s";
    QTest::newRow("tenths") << 10 * kSecond << 10'300 * kMillisecond << "10.0 s|10.1 s|10.2 s|10.3 s";
    QTest::newRow("before the start") << -2 * kSecond << kSecond << "\u22122 s|\u22121 s|0 s|1 s";
    QTest::newRow("minutes") << 30 * kSecond << 120 * kSecond << "30 s|1:00|1:30|2:00";
    QTest::newRow("empty") << kSecond << kSecond << "";
}

void TestAxis::ticksOfAView()
{
    QFETCH(Nanoseconds, from);
    QFETCH(Nanoseconds, to);
    QFETCH(QString, labels);
    QStringList got;
    for (const Tick &tick : ticks({{from, to}, 0, 300}, 90))
        got << tick.label;
    QCOMPARE(got.join(u'|'), labels);
}

void TestAxis::ticksStandApart()
{
    for (Nanoseconds span = kMinSpan; span < kMaxSpan; span = span * 3 / 2) {
        const Scale scale{{7 * kSecond, 7 * kSecond + span}, 0, 1000};
        const std::vector<Tick> all = ticks(scale, 70);
        QVERIFY2(!all.empty() && all.size() <= 15, qPrintable(QString::number(span)));
        for (std::size_t i = 1; i < all.size(); ++i)
            QVERIFY(scale.x(all[i].t) - scale.x(all[i - 1].t) >= 69.99);
    }
    QVERIFY(ticks({{0, kSecond}, 0, 100'000}, 1).size() <= 1000);
}

void TestAxis::labelsTellMoments_data()
{
    QTest::addColumn<Nanoseconds>("t");
    QTest::addColumn<Nanoseconds>("resolution");
    QTest::addColumn<QString>("label");
    QTest::newRow("as in the picture") << 15'300 * kMillisecond << 10 * kMillisecond << "15.30 s";
    QTest::newRow("fine") << Nanoseconds(15'300'456'000) << 100 * kMicrosecond << "15.3005 s";
    QTest::newRow("minutes") << 65'304 * kMillisecond << 50 * kMillisecond << "1:05.30";
    QTest::newRow("hours") << 3'725 * kSecond << 50 * kMillisecond << "1:02:05.00";
    QTest::newRow("rounds up to a minute") << 59'999 * kMillisecond << 50 * kMillisecond << "1:00.00";
}

void TestAxis::labelsTellMoments()
{
    QFETCH(Nanoseconds, t);
    QFETCH(Nanoseconds, resolution);
    QFETCH(QString, label);
    QCOMPARE(momentLabel(t, resolution), label);
}

void TestAxis::labelsTellDurations_data()
{
    QTest::addColumn<Nanoseconds>("duration");
    QTest::addColumn<QString>("label");
    QTest::newRow("none") << Nanoseconds(0) << "0.0 ms";
    QTest::newRow("below zero") << -kSecond << "0.0 ms";
    QTest::newRow("some ms") << 3'240 * kMicrosecond << "3.2 ms";
    QTest::newRow("many ms") << 85 * kMillisecond << "85 ms";
    QTest::newRow("never 100 ms") << 99'600 * kMicrosecond << "0.1 s";
    QTest::newRow("back-off") << 412 * kMillisecond << "0.4 s";
    QTest::newRow("seconds") << 12'440 * kMillisecond << "12.4 s";
    QTest::newRow("never 60.0 s") << 59'970 * kMillisecond << "1:00 min";
    QTest::newRow("minutes") << 125 * kSecond << "2:05 min";
}

void TestAxis::labelsTellDurations()
{
    QFETCH(Nanoseconds, duration);
    QFETCH(QString, label);
    QCOMPARE(durationLabel(duration), label);
}

void TestAxis::exactDurations()
{
    QCOMPARE(exactDurationLabel(3'240 * kMicrosecond), QStringLiteral("3.2 ms"));
    QCOMPARE(exactDurationLabel(280 * kMillisecond), QStringLiteral("280 ms"));
    QCOMPARE(exactDurationLabel(999'700 * kMicrosecond), QStringLiteral("1.00 s"));
    QCOMPARE(exactDurationLabel(1'699 * kMillisecond), QStringLiteral("1.70 s"));
    QCOMPARE(exactDurationLabel(59'998 * kMillisecond), QStringLiteral("1:00 min"));
    QCOMPARE(exactDurationLabel(-kSecond), QStringLiteral("0.0 ms"));
}

QTEST_GUILESS_MAIN(TestAxis)
#include "tst_axis.moc"
