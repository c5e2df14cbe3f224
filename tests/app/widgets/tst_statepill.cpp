#include <app/widgets/statepill.h>

#include <QImage>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestStatePill : public QObject
{
    Q_OBJECT

    static QColor dotOf(StatePill &pill)
    {
        pill.resize(pill.sizeHint());
        QImage image(pill.size(), QImage::Format_ARGB32);
        image.fill(Qt::white);
        pill.render(&image);
        return image.pixelColor(13, image.height() / 2);
    }

private Q_SLOTS:
    void itsWordsAreItsAccessibleName()
    {
        StatePill pill(nullptr);
        pill.setState(u"back-off 2 · 1.4 s"_s, Role::Wait);
        QCOMPARE(pill.accessibleName(), u"back-off 2 · 1.4 s"_s);
    }

    void growsWithItsWords()
    {
        StatePill pill(nullptr);
        pill.setState(u"open"_s, Role::Live);
        const int narrow = pill.sizeHint().width();
        pill.setState(u"connecting"_s, Role::Wait);
        QVERIFY(pill.sizeHint().width() > narrow);
    }

    // Colour is never alone: what is going on has a full dot, what is not a ring.
    void theDotIsFullOrARing()
    {
        StatePill pill(nullptr);
        pill.setState(u"open"_s, Role::Live);
        QCOMPARE(dotOf(pill), Theme::light().live);
        pill.setState(u"closed"_s, Role::Lost);
        QCOMPARE(dotOf(pill), Theme::light().lost);
        pill.setState(u"closed"_s, Role::Lost, true);
        QVERIFY(dotOf(pill) != Theme::light().lost);
    }
};

QTEST_MAIN(TestStatePill)
#include "tst_statepill.moc"
