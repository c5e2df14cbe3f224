#include <app/editor/textsearch.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTextSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("regex");
        QTest::addColumn<bool>("caseSensitive");
        QTest::addColumn<bool>("wholeWord");
        QTest::addColumn<QList<int>>("starts");
        QTest::newRow("without case") << u"room"_s << false << false << false << QList{0, 5, 14};
        QTest::newRow("with case") << u"room"_s << false << true << false << QList{5, 14};
        QTest::newRow("whole words") << u"room"_s << false << false << true << QList{0, 5};
        QTest::newRow("a dot is a dot") << u"r.om"_s << false << false << false << QList<int>{};
        QTest::newRow("expression") << u"r.o"_s << true << true << false << QList{5, 14};
        QTest::newRow("line starts") << u"^\\w"_s << true << true << false << QList{0, 10};
        QTest::newRow("nothing to find") << QString() << false << false << false << QList<int>{};
        QTest::newRow("empty matches are passed over") << u"x*"_s << true << true << false << QList<int>{};
    }

    void finds()
    {
        QFETCH(QString, pattern);
        QFETCH(bool, regex);
        QFETCH(bool, caseSensitive);
        QFETCH(bool, wholeWord);
        QFETCH(QList<int>, starts);
        const auto found = findMatches(u"Room room\nthe rooms"_s, {pattern, regex, caseSensitive, wholeWord});
        QVERIFY(found.ok());
        QList<int> at;
        for (const TextMatch &match : *found)
            at += static_cast<int>(match.start);
        QCOMPARE(at, starts);
    }

    void aBadExpressionIsAnError()
    {
        const auto found = findMatches(u"text"_s, {u"("_s, true, false, false});
        QVERIFY(!found.ok());
        QVERIFY(found.error().message.contains(u"of the expression"_s));
    }

    void replacesWithGroups()
    {
        const auto replaced =
            replaceMatches(u"a=1\nb=2"_s, {u"(\\w)=(\\d)"_s, true, true, false}, u"\\2:\\1\\\\"_s);
        QVERIFY(replaced.ok());
        QCOMPARE(replaced->text, u"1:a\\\n2:b\\"_s);
        QCOMPARE(replaced->count, 2);
    }

    void replacesPlainTextAsItIs()
    {
        const auto replaced = replaceMatches(u"a.b.c"_s, {u"."_s, false, false, false}, u"\\1"_s);
        QVERIFY(replaced.ok());
        QCOMPARE(replaced->text, u"a\\1b\\1c"_s);
    }
};

QTEST_GUILESS_MAIN(TestTextSearch)
#include "tst_textsearch.moc"
