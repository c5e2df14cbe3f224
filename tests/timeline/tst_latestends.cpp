#include <timeline/lanes/latestends.h>

#include <core/random.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

namespace {

// By looking at every end.
std::size_t slowly(const std::vector<Nanoseconds> &ends, std::size_t first, std::size_t limit, Nanoseconds t)
{
    limit = std::min(limit, ends.size());
    while (first < limit && ends[first] < t)
        ++first;
    return std::min(first, limit);
}

} // namespace

class TestLatestEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whatever is inserted, removed and changed, it finds what a plain search finds.
    void findsWhatAPlainSearchFinds_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 15, 16, 17, 255, 256, 257, 1000, 4097})
            QTest::addRow("%d ends", size) << size;
    }
    void findsWhatAPlainSearchFinds()
    {
        QFETCH(int, size);
        Random random(static_cast<quint64>(size));
        const auto below = [&random](std::size_t limit) {
            return static_cast<std::size_t>(random.uniform(0, static_cast<double>(limit) - 0.001));
        };
        LatestEnds index;
        std::vector<Nanoseconds> ends;
        const auto compare = [&] {
            for (int i = 0; i < 20; ++i) {
                const std::size_t first = below(ends.size() + 1);
                const std::size_t limit = first + below(ends.size() + 2);
                const auto t = static_cast<Nanoseconds>(random.uniform(0, 1100));
                std::size_t looked = 0;
                QCOMPARE(index.next(first, std::min(limit, ends.size()), t, &looked),
                         slowly(ends, first, limit, t));
            }
        };
        for (int i = 0; i < size; ++i) {
            // Mostly at the end, sometimes a little late; few reach far.
            const std::size_t at = i % 5 == 0 ? ends.size() - std::min(ends.size(), below(20)) : ends.size();
            const auto end = static_cast<Nanoseconds>(i % 50 == 0 ? 1000 : random.uniform(0, 500));
            ends.insert(ends.begin() + static_cast<std::ptrdiff_t>(at), end);
            index.insert(at, end);
        }
        compare();
        for (int i = 0; i < size / 10; ++i) {
            const std::size_t at = below(ends.size());
            ends[at] = static_cast<Nanoseconds>(random.uniform(0, 1000));
            index.set(at, ends[at]);
        }
        compare();
        while (ends.size() > static_cast<std::size_t>(size) / 3) {
            const std::size_t at = ends.size() - 1 - below(std::min<std::size_t>(ends.size(), 30));
            ends.erase(ends.begin() + static_cast<std::ptrdiff_t>(at));
            index.remove(at);
        }
        compare();
    }

    void looksAtFew()
    {
        LatestEnds index;
        for (std::size_t i = 0; i < 1'000'000; ++i)
            index.insert(i, i == 123'456 ? 20 : 10);
        std::size_t looked = 0;
        QCOMPARE(index.next(0, 1'000'000, 20, &looked), std::size_t(123'456));
        QCOMPARE(index.next(123'457, 1'000'000, 20, &looked), std::size_t(1'000'000));
        QVERIFY2(looked < 400, qPrintable(QString::number(looked)));
    }
};

QTEST_GUILESS_MAIN(TestLatestEnds)
#include "tst_latestends.moc"
