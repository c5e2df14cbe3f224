#include <trace/store/textpool.h>

#include <QTest>

using namespace swapscope;

class TextPoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextIsKeptOnce()
    {
        Arena arena;
        TextPool pool;
        const std::uint32_t one = pool.put(arena, "a body");
        QCOMPARE(pool.put(arena, "a body"), one);
        const std::uint32_t other = pool.put(arena, "another");
        QVERIFY(other != one);
        QCOMPARE(pool.put(arena, ""), pool.put(arena, ""));
        QCOMPARE(pool.size(), 3U);
        QCOMPARE(SharedText::foreign(pool.at(one)).utf8(), QByteArrayView("a body"));
        QCOMPARE(SharedText::foreign(pool.at(other)).utf8(), QByteArrayView("another"));
    }

    void manyTextsAreFoundAgain()
    {
        Arena arena;
        TextPool pool;
        const auto text = [](int i) { return QByteArray("body ") + QByteArray::number(i); };
        std::vector<std::uint32_t> numbers;
        for (int i = 0; i < 20'000; ++i)
            numbers.push_back(pool.put(arena, text(i)));
        for (int i = 0; i < 20'000; ++i) {
            QCOMPARE(pool.put(arena, text(i)), numbers[static_cast<std::size_t>(i)]);
            QCOMPARE(SharedText::foreign(pool.at(numbers[static_cast<std::size_t>(i)])).utf8(),
                     QByteArrayView(text(i)));
        }
    }
};

QTEST_GUILESS_MAIN(TextPoolTest)
#include "tst_textpool.moc"
