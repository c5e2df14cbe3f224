#include <app/network/flatchoice.h>

#include <QTest>
#include <QWheelEvent>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFlatChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsWideAsWhatIsChosen()
    {
        FlatChoice choice(u"How long"_s, u"How long it lasts"_s, nullptr);
        choice.addItems({u"2 s"_s, u"until it is mended by hand"_s});
        const int narrow = choice.sizeHint().width();
        QTest::keyClick(&choice, Qt::Key_Down);
        QCOMPARE(choice.currentIndex(), 1);
        QVERIFY(choice.sizeHint().width() > narrow + 40);
        QCOMPARE(choice.minimumSizeHint(), choice.sizeHint());
        QCOMPARE(choice.accessibleName(), u"How long"_s);
    }

    void theWheelIsLeftToWhatItStandsIn()
    {
        FlatChoice choice(u"How long"_s, u"How long it lasts"_s, nullptr);
        choice.addItems({u"2 s"_s, u"5 s"_s});
        choice.setCurrentIndex(1);
        QWheelEvent wheel({4, 4}, {4, 4}, {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(&choice, &wheel);
        QVERIFY(!wheel.isAccepted());
        QCOMPARE(choice.currentIndex(), 1);
    }
};

QTEST_MAIN(TestFlatChoice)
#include "tst_flatchoice.moc"
