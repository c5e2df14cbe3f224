#include <core/result.h>

#include <QTest>

#include <memory>

using namespace swapscope;

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesAValueOrAReason()
    {
        const Result<int> good = 3;
        QVERIFY(good.ok());
        QCOMPARE(*good, 3);
        const Result<int> bad = Error{QStringLiteral("no such port")};
        QVERIFY(!bad);
        QCOMPARE(bad.error().message, QStringLiteral("no such port"));
    }

    void takesWhatCanOnlyBeMoved()
    {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(4));
        const std::unique_ptr<int> taken = std::move(*result);
        QCOMPARE(*taken, 4);
    }

    void successNeedsNoValue()
    {
        QVERIFY(Result<void>().ok());
        QVERIFY(!Result<void>(Error{QStringLiteral("busy")}).ok());
    }

    void errorsNameTheirPlace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        QTest::newRow("nowhere") << QString() << 0 << 0 << QStringLiteral("bad");
        QTest::newRow("file") << QStringLiteral("a.js") << 0 << 0 << QStringLiteral("a.js: bad");
        QTest::newRow("line") << QStringLiteral("a.js") << 7 << 0 << QStringLiteral("a.js:7: bad");
        QTest::newRow("column") << QStringLiteral("a.js") << 7 << 2 << QStringLiteral("a.js:7:2: bad");
    }
    void errorsNameTheirPlace()
    {
        QFETCH(QString, file);
        QFETCH(int, line);
        QFETCH(int, column);
        QTEST(Error({QStringLiteral("bad"), file, line, column}).toString(), "text");
    }
};

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
