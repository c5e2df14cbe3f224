#include <app/pages/missednote.h>

#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestMissedNote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhileSomethingIsMissed()
    {
        QWidget host;
        host.resize(400, 300);
        MissedNote note(&host);
        QVERIFY(note.isHidden());
        note.setText(u"3 updates missed"_s);
        QVERIFY(!note.isHidden());
        QVERIFY(host.rect().contains(note.geometry()));
        note.setText({});
        QVERIFY(note.isHidden());
    }

    void onceDismissedItStaysAwayUntilAllWasCaughtUp()
    {
        QWidget host;
        host.resize(400, 300);
        MissedNote note(&host);
        note.setText(u"1 update missed"_s);
        note.findChild<QToolButton *>()->click();
        QVERIFY(note.isHidden());
        note.setText(u"2 updates missed"_s);
        QVERIFY(note.isHidden());
        note.setText({});
        note.setText(u"1 update missed"_s);
        QVERIFY(!note.isHidden());
    }

    void canBeTurnedOff()
    {
        QWidget host;
        MissedNote note(&host);
        note.setEnabledByUser(false);
        note.setText(u"1 update missed"_s);
        QVERIFY(note.isHidden());
        note.setEnabledByUser(true);
        QVERIFY(!note.isHidden());
    }
};

QTEST_MAIN(TestMissedNote)
#include "tst_missednote.moc"
