#include <core/duration.h>

#include <QTest>

using namespace swapscope;

class TestDuration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds");
        QTest::newRow("milliseconds") << QStringLiteral("250ms") << qint64(250'000'000);
        QTest::newRow("seconds") << QStringLiteral("5s") << qint64(5'000'000'000);
        QTest::newRow("fraction") << QStringLiteral("1.5s") << qint64(1'500'000'000);
        QTest::newRow("minutes") << QStringLiteral("2m") << qint64(120'000'000'000);
        QTest::newRow("nothing") << QStringLiteral("0s") << qint64(0);
        QTest::newRow("a day") << QStringLiteral("1440m") << qint64(86'400'000'000'000);
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        const auto duration = parseDuration(text);
        QVERIFY2(duration.ok(), duration.ok() ? "" : qPrintable(duration.error().message));
        QCOMPARE(*duration, nanoseconds);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "5", "s", "5 s", "-5s", "5h", "1e3s", "1..5s", ".5s", "5.s", "five s", "0x5s"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto duration = parseDuration(text);
        QVERIFY(!duration.ok());
        QVERIFY2(duration.error().message.contains(QStringLiteral("\"250ms\", \"5s\" or \"2m\"")),
                 qPrintable(duration.error().message));
    }

    void refusesMoreThanADay()
    {
        QCOMPARE(parseDuration(u"1441m").error().message, QStringLiteral("\"1441m\" is longer than a day"));
    }

    void writesWhatItReads_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("0") << qint64(0) << QStringLiteral("0s");
        QTest::newRow("250ms") << qint64(250'000'000) << QStringLiteral("250ms");
        QTest::newRow("0.25ms") << qint64(250'000) << QStringLiteral("0.25ms");
        QTest::newRow("90s") << qint64(90'000'000'000) << QStringLiteral("90s");
        QTest::newRow("2m") << qint64(120'000'000'000) << QStringLiteral("2m");
    }
    void writesWhatItReads()
    {
        QFETCH(qint64, nanoseconds);
        QFETCH(QString, text);
        QCOMPARE(formatDuration(nanoseconds), text);
        QCOMPARE(*parseDuration(text), nanoseconds);
    }
};

QTEST_GUILESS_MAIN(TestDuration)
#include "tst_duration.moc"
