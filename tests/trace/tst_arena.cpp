#include <trace/store/arena.h>

#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <vector>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class ArenaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatItGivesIsZeroAndStays_data()
    {
        QTest::addColumn<bool>("file");
        QTest::newRow("in a file") << true;
        QTest::newRow("in memory, where no file can be made") << false;
    }
    void whatItGivesIsZeroAndStays()
    {
        QFETCH(bool, file);
        QTemporaryDir folder;
        Arena arena(file ? folder.path() : folder.filePath(u"nowhere"_s));
        std::vector<unsigned char *> pieces;
        constexpr std::size_t kSize = 100'000;
        for (int i = 0; i < 200; ++i) { // 20 MB
            auto *piece = arena.allocate<unsigned char>(kSize);
            QVERIFY(piece != nullptr);
            QCOMPARE(piece[0] + piece[kSize - 1], 0);
            std::memset(piece, i, kSize);
            pieces.push_back(piece);
            if (i % 50 == 0)
                arena.release();
        }
        arena.release();
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            QCOMPARE(static_cast<std::size_t>(pieces[i][0]), i);
            QCOMPARE(static_cast<std::size_t>(pieces[i][kSize - 1]), i);
        }
        QVERIFY(!arena.error());
        QCOMPARE(arena.note().isEmpty(), file);
        QVERIFY(arena.allocated() >= 200 * kSize);
        QVERIFY(QDir(folder.path()).isEmpty()); // the file has no name
    }

    void aSmallUserMakesNoFile()
    {
        Arena arena(u"/nowhere at all"_s);
        QVERIFY(arena.allocate(1000) != nullptr);
        QCOMPARE(arena.note(), QString());
    }

    void whatItGivesIsAligned()
    {
        Arena arena;
        for (const std::size_t size : {1U, 3U, 8U, 13U})
            QCOMPARE(reinterpret_cast<std::uintptr_t>(arena.allocate(size)) % 8, std::uintptr_t(0));
    }

    void whatCannotBeHadIsAnError()
    {
        QTemporaryDir folder;
        Arena arena(folder.path());
        QVERIFY(arena.allocate(std::size_t(1) << 60) == nullptr);
        QVERIFY(arena.error());
        QVERIFY2(arena.error()->message.contains(folder.path()), qPrintable(arena.error()->message));
        QVERIFY(arena.allocate(std::size_t(64) << 20) == nullptr); // and stays one
    }
};

QTEST_GUILESS_MAIN(ArenaTest)
#include "tst_arena.moc"
