#include <app/network/flatchoice.h>

#include <QTest>

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
};

QTEST_MAIN(TestFlatChoice)
#include "tst_flatchoice.moc"
