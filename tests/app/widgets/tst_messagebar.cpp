#include <app/widgets/messagebar.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestMessageBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsGoesAndActs()
    {
        MessageBar bar;
        QVERIFY(bar.isHidden());
        int tried = 0;
        bar.show(MessageBar::Tone::Error, u"The port is busy."_s, {{u"Try again"_s, [&] { ++tried; }}});
        QCOMPARE(bar.text(), u"The port is busy."_s);
        QSignalSpy dismissed(&bar, &MessageBar::dismissed);
        bar.findChild<QPushButton *>()->click();
        QCOMPARE(tried, 1);
        QCOMPARE(dismissed.size(), 1);
        QVERIFY(bar.isHidden());
        QCOMPARE(bar.text(), QString());
    }

    void anActionMayShowTheNextMessage()
    {
        MessageBar bar;
        bar.show(MessageBar::Tone::Error, u"first"_s,
                 {{u"Again"_s, [&] { bar.show(MessageBar::Tone::Note, u"second"_s); }}});
        bar.findChild<QPushButton *>()->click();
        QCOMPARE(bar.text(), u"second"_s);
    }
};

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
