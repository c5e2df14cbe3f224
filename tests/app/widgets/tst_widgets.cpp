#include <app/widgets/widgets.h>

#include <QLabel>
#include <QTest>

#include <memory>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLooksLikeHtmlIsShownAsItStands()
    {
        const std::unique_ptr<QLabel> label(makeLabel(u"{\"content\": \"<b>3 : 1</b>\"}"_s, "dim", nullptr));
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(label->property("role").toString(), u"dim"_s);
        const std::unique_ptr<QLabel> plain(makeLabel(u"x"_s, "", nullptr));
        QVERIFY(!plain->property("role").isValid());
    }

    void durationsAreWrittenForPeople_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64(0) << u"0 ms"_s;
        QTest::newRow("short") << qint64(42) << u"42 ms"_s;
        QTest::newRow("tenths") << qint64(412) << u"0.4 s"_s;
        QTest::newRow("seconds") << qint64(12'400) << u"12.4 s"_s;
        QTest::newRow("minutes") << qint64(65'000) << u"1 min 5 s"_s;
        QTest::newRow("hours") << qint64(3) * 60 * 60 * 1000 + 65'000 << u"3 h"_s;
        QTest::newRow("as long as a timer can") << qint64(0x7fffffff) << u"24 days"_s;
        QTest::newRow("past") << qint64(-5) << u"0 ms"_s;
    }

    void durationsAreWrittenForPeople()
    {
        QFETCH(qint64, milliseconds);
        QFETCH(QString, text);
        QCOMPARE(displayDuration(milliseconds * 1'000'000), text);
    }

    void everyMakerNamesItsWidget()
    {
        QWidget parent;
        QCOMPARE(makeIconButton(u"cut"_s, u"Cut it"_s, &parent)->accessibleName(), u"Cut it"_s);
        QCOMPARE(makeIconButton(u"cut"_s, u"Cut it"_s, &parent)->toolTip(), u"Cut it"_s);
        QCOMPARE(makeButton(u"Send"_s, "primary", u"Send it"_s, &parent)->toolTip(), u"Send it"_s);
        QCOMPARE(makeCaption(u"Lesson"_s, &parent)->text(), u"LESSON"_s);
        QCOMPARE(makeCaption(u"Lesson"_s, &parent)->accessibleName(), u"Lesson"_s);
    }
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
