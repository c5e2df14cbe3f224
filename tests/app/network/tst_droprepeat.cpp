#include <app/network/droprepeat.h>

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestDropRepeat : public QObject
{
    Q_OBJECT

    static void choose(DropRepeat &row, int index)
    {
        auto *every = row.findChild<QComboBox *>();
        every->setFocus();
        every->setCurrentIndex(index);
        Q_EMIT every->activated(index);
    }

private Q_SLOTS:
    void aRepetitionIsDueOnceEachTime()
    {
        Repetition repetition;
        QVERIFY(!repetition.advance(100 * kSecond));
        repetition.start(10 * kSecond, 5 * kSecond);
        QVERIFY(!repetition.advance(14 * kSecond));
        QCOMPARE(*repetition.rest(14 * kSecond), kSecond);
        QVERIFY(repetition.advance(15 * kSecond));
        QVERIFY(!repetition.advance(15 * kSecond));
        QVERIFY(repetition.advance(47 * kSecond)); // two were slept through
        QVERIFY(!repetition.advance(54 * kSecond));
        QVERIFY(repetition.advance(55 * kSecond));
        repetition.start(0, 60 * kSecond);
        QVERIFY(!repetition.advance(1000 * kSecond));
        QVERIFY(!repetition.rest(0));
    }

    void dropsNow()
    {
        DropRepeat row;
        QSignalSpy dropped(&row, &DropRepeat::dropRequested);
        auto *button = row.findChild<QPushButton *>();
        button->click();
        QCOMPARE(dropped.size(), 0);
        row.setClient(u"B"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped[0][0].toString(), u"B"_s);
    }

    void eachLinkHasItsOwn()
    {
        DropRepeat row;
        QSignalSpy dropped(&row, &DropRepeat::dropRequested);
        row.setNow(kSecond);
        row.setClient(u"A"_s);
        choose(row, 2); // every 5 s
        row.setClient(u"B"_s);
        QCOMPARE(row.findChild<QComboBox *>()->currentIndex(), 0);
        row.setNow(5 * kSecond);
        QCOMPARE(dropped.size(), 0);
        row.setNow(6 * kSecond);
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped[0][0].toString(), u"A"_s);
        row.setClient(u"A"_s);
        QCOMPARE(row.findChild<QComboBox *>()->currentText(), u"5 s"_s);
        choose(row, 0);
        row.setNow(60 * kSecond);
        QCOMPARE(dropped.size(), 1);
    }

    void theEndOfTheRunEndsIt()
    {
        DropRepeat row;
        QSignalSpy dropped(&row, &DropRepeat::dropRequested);
        row.setClient(u"A"_s);
        choose(row, 1);
        row.stop();
        row.setNow(60 * kSecond);
        QCOMPARE(dropped.size(), 0);
    }
};

QTEST_MAIN(TestDropRepeat)
#include "tst_droprepeat.moc"
