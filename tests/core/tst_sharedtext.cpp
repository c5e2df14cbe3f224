#include <core/sharedtext.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestSharedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsItWasWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("ASCII") << u"<p>hello</p>"_s;
        QTest::newRow("more than that") << u"héllo \U0001F600"_s;
    }
    void readsAsItWasWritten()
    {
        QFETCH(QString, text);
        const SharedText shared{QStringView(text)};
        QCOMPARE(shared.toString(), text);
        QCOMPARE(shared.utf8().toByteArray(), text.toUtf8());
        QCOMPARE(shared.isEmpty(), text.isEmpty());
        QCOMPARE(shared, SharedText(QByteArrayView(text.toUtf8())));
    }

    void copiesAreTheSameMemory()
    {
        SharedText one(u"once");
        SharedText other = one;
        QVERIFY(other.utf8().data() == one.utf8().data());
        one = SharedText(u"another");
        QCOMPARE(other.toString(), u"once"_s);
        QVERIFY(!(one == other));
        other = std::move(one);
        QCOMPARE(other.toString(), u"another"_s);
    }

    void aForeignTextIsReadWhereItLies()
    {
        struct alignas(8)
        {
            SharedText::Block head{SharedText::kForeign, 2};
            char text[2] = {'h', 'i'};
        } kept;
        const SharedText text = SharedText::foreign(&kept.head);
        const SharedText copy = text;
        QVERIFY(copy.isForeign());
        QVERIFY(copy.utf8().data() == kept.text);
        QCOMPARE(copy, SharedText(u"hi"));
    }
};

QTEST_GUILESS_MAIN(TestSharedText)
#include "tst_sharedtext.moc"
