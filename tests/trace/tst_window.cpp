#include <trace/window.h>

#include <QTest>

using namespace swapscope;

class WindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreFoundByNumber()
    {
        Window<int> window;
        QVERIFY(window.find(1) == nullptr);
        for (int i = 5; i < 50; ++i)
            window.at(i) = i * i;
        QCOMPARE(*window.find(7), 49);
        QVERIFY(window.find(4) == nullptr);
        QVERIFY(window.find(50) == nullptr);
        window.at(52) = 1; // a gap is filled with nothing
        QCOMPARE(*window.find(51), 0);
    }

    void whatStandsApartCostsNoMemoryBetween()
    {
        Window<int> window;
        window.at(10) = 1;
        window.at(2'000'000'000) = 2;
        window.at(3) = 3;
        QCOMPARE(window.size(), std::size_t(3));
        QCOMPARE(*window.find(2'000'000'000), 2);
        QCOMPARE(*window.find(3), 3);
    }

    void whatIsDoneGoes()
    {
        Window<int> window;
        for (int i = 1; i <= 10; ++i)
            window.at(i) = i;
        window.dropWhile([](int value) { return value < 4; });
        QVERIFY(window.find(3) == nullptr);
        QCOMPARE(*window.find(4), 4);
        window.keepLast(2);
        QCOMPARE(window.size(), std::size_t(2));
        QCOMPARE(*window.find(9), 9);
        window.at(11) = 11;
        QCOMPARE(*window.find(11), 11);
    }
};

QTEST_GUILESS_MAIN(WindowTest)
#include "tst_window.moc"
