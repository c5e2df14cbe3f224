#include <app/cues/sendbox.h>

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestSendBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishesOnTheFirstChannelUnlessAnotherIsChosen()
    {
        SendBox box;
        box.setTargets({u"room"_s}, {u"A"_s, u"B"_s});
        box.setFragment(u"<p>Hello</p>"_s);
        QSignalSpy publish(&box, &SendBox::publishRequested);
        box.findChild<QPushButton *>()->click();
        QCOMPARE(publish.size(), 1);
        QCOMPARE(publish[0], (QVariantList{u"room"_s, u"<p>Hello</p>"_s}));
    }

    void sendsToOneClientByKey()
    {
        SendBox box;
        box.setTargets({u"room"_s}, {u"A"_s, u"B"_s});
        box.setFragment(u"<p>Hello</p>"_s);
        box.findChild<QComboBox *>()->setCurrentIndex(2);
        QSignalSpy send(&box, &SendBox::sendRequested);
        QTest::keyClick(box.findChild<QPlainTextEdit *>(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(send.size(), 1);
        QCOMPARE(send[0], (QVariantList{u"B"_s, u"<p>Hello</p>"_s}));
    }

    void nothingIsSentWithoutATextOrATarget()
    {
        SendBox box;
        box.setFragment(u"<p>Hello</p>"_s);
        QVERIFY(!box.findChild<QPushButton *>()->isEnabled());
        box.setTargets({u"room"_s}, {});
        QVERIFY(box.findChild<QPushButton *>()->isEnabled());
        box.setFragment(u"  "_s);
        QVERIFY(!box.findChild<QPushButton *>()->isEnabled());
    }
};

QTEST_MAIN(TestSendBox)
#include "tst_sendbox.moc"
