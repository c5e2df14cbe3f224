#include <link/textpattern.h>

#include <QTest>

using namespace swapscope;

class TestTextPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsMeant_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("found");
        QTest::newRow("nothing said") << QString() << QByteArray("any") << true;
        QTest::newRow("a part") << QStringLiteral("ell") << QByteArray("hello") << true;
        QTest::newRow("a part, in any case") << QStringLiteral("ELL") << QByteArray("hello") << true;
        QTest::newRow("no part") << QStringLiteral("elk") << QByteArray("hello") << false;
        QTest::newRow("special characters are none in a part")
            << QStringLiteral("h.llo") << QByteArray("hello") << false;
        QTest::newRow("expression") << QStringLiteral("/h.llo/") << QByteArray("hello") << true;
        QTest::newRow("expression, in its case") << QStringLiteral("/HELLO/") << QByteArray("hello") << false;
        QTest::newRow("expression, in any case") << QStringLiteral("/HELLO/i") << QByteArray("hello") << true;
        QTest::newRow("a slash in an expression") << QStringLiteral("/a/b/") << QByteArray("a/b") << true;
        QTest::newRow("a slash alone") << QStringLiteral("/\\//") << QByteArray("a/b") << true;
        QTest::newRow("letters beyond ASCII")
            << QStringLiteral("/^gr\\w+$/") << QByteArray("gr\xc3\xbc\xc3\x9f") << true;
    }

    void findsWhatIsMeant()
    {
        QFETCH(QString, pattern);
        QFETCH(QByteArray, text);
        const Result<TextPattern> read = TextPattern::read(pattern);
        QVERIFY2(read.ok(), qPrintable(pattern));
        QTEST(read->matches(text), "found");
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("message");
        QTest::newRow("one slash") << QStringLiteral("/chat")
                                   << QStringLiteral("A regular expression stands between two slashes, as in "
                                                     "/a+b/; \"/chat\" lacks the second. To look for a slash "
                                                     "itself, write /\\//");
        QTest::newRow("empty") << QStringLiteral("//")
                               << QStringLiteral(
                                      "Between the two slashes of a regular expression something must "
                                      "stand");
        QTest::newRow("option") << QStringLiteral("/a/gi")
                                << QStringLiteral("Behind a regular expression only i may stand, not \"gi\"");
    }

    void whatIsWrongIsSaid()
    {
        QFETCH(QString, pattern);
        const Result<TextPattern> read = TextPattern::read(pattern);
        QVERIFY(!read);
        QTEST(read.error().message, "message");
    }

    void aWrongExpressionSaysWhere()
    {
        const Result<TextPattern> read = TextPattern::read(QStringLiteral("/a(b/"));
        QVERIFY(!read);
        QVERIFY2(read.error().message.startsWith(
                     QStringLiteral("The regular expression /a(b/ is wrong at character 4: ")),
                 qPrintable(read.error().message));
    }

    // One that tries everything gives up instead of standing still.
    void aSearchIsBounded()
    {
        const Result<TextPattern> read = TextPattern::read(QStringLiteral("/(a+)+(a+)+$/"));
        QVERIFY(read);
        QVERIFY(!read->matches(QByteArray(40'000, 'a') + "b"));
    }

    void aPathMatches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("matches");
        QTest::newRow("any") << QString() << QStringLiteral("/chat") << true;
        QTest::newRow("itself") << QStringLiteral("/chat") << QStringLiteral("/chat") << true;
        QTest::newRow("longer") << QStringLiteral("/chat") << QStringLiteral("/chat/1") << false;
        QTest::newRow("star") << QStringLiteral("/chat*") << QStringLiteral("/chat/1") << true;
        QTest::newRow("star for nothing") << QStringLiteral("/chat*") << QStringLiteral("/chat") << true;
        QTest::newRow("star within") << QStringLiteral("/*/ws") << QStringLiteral("/a/b/ws") << true;
        QTest::newRow("two stars") << QStringLiteral("*a*b") << QStringLiteral("/xaxab") << true;
        QTest::newRow("unfulfilled") << QStringLiteral("*a*b") << QStringLiteral("/xaxa") << false;
    }

    void aPathMatches()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, path);
        QTEST(matchesPath(pattern, path), "matches");
    }
};

QTEST_GUILESS_MAIN(TestTextPattern)
#include "tst_textpattern.moc"
