#include <app/widgets/behind.h>

#include <QTest>

using namespace swapscope;

class TestBehind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsInWords_data()
    {
        QTest::addColumn<qulonglong>("events");
        QTest::addColumn<QString>("words");
        QTest::newRow("none") << 0ULL << QString();
        QTest::newRow("one") << 1ULL << QStringLiteral("1 event behind");
        QTest::newRow("some") << 40ULL << QStringLiteral("40 events behind");
        QTest::newRow("many") << 1'240ULL << QStringLiteral("1,240 events behind");
        QTest::newRow("a lot") << 2'500'000ULL << QStringLiteral("2,500,000 events behind");
    }
    void countsInWords()
    {
        QFETCH(qulonglong, events);
        QTEST(behindWords(events), "words");
    }

    void saysHowMuchIsDrawn()
    {
        QCOMPARE(drawingWords(340'000, 1'000'001), QStringLiteral("drawing 340,000 of 1,000,001 events"));
    }
};

QTEST_GUILESS_MAIN(TestBehind)
#include "tst_behind.moc"
