#include <core/suggest.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestSuggest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearest_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("meant");
        QTest::newRow("one letter missing") << u"titel"_s << u"title"_s;
        QTest::newRow("neighbours swapped") << u"clinets"_s << u"clients"_s;
        QTest::newRow("letter case") << u"Title"_s << u"title"_s;
        QTest::newRow("one letter more") << u"cutt"_s << u"cut"_s;
        QTest::newRow("something else") << u"colour"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("far too long") << QString(100'000, u't') << QString();
    }
    void nearest()
    {
        QFETCH(QString, given);
        QFETCH(QString, meant);
        QCOMPARE(swapscope::nearest(given, {u"title"_s, u"clients"_s, u"cut"_s}), meant);
    }

    void asksInASentence()
    {
        QCOMPARE(didYouMean(u"titel", {u"title"_s}), u", did you mean \"title\"?"_s);
        QCOMPARE(didYouMean(u"zzz", {u"title"_s}), QString());
    }
};

QTEST_GUILESS_MAIN(TestSuggest)
#include "tst_suggest.moc"
