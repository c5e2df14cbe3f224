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

    void whatIsSaidInPassingGivesThePlaceBack()
    {
        using Tone = MessageBar::Tone;
        MessageBar bar;
        int run = 0;
        bar.show(Tone::Note, u"This is a saved trace."_s, {{u"Run again"_s, [&] { ++run; }}});
        bar.showOver(Tone::Note, u"Reading: 1 %"_s, {{u"Cancel"_s, [] {}}});
        bar.setText(u"Reading: 2 %"_s);
        QCOMPARE(bar.text(), u"Reading: 2 %"_s);
        bar.showOver(Tone::Error, u"It cannot be read."_s); // in the place of the one in passing
        bar.dismiss();
        QCOMPARE(bar.text(), u"This is a saved trace."_s);
        const QList<QPushButton *> buttons = bar.findChildren<QPushButton *>();
        const auto again = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
            return !button->isHidden() && button->text() == u"Run again";
        });
        QVERIFY(again != buttons.end());
        (*again)->click();
        QCOMPARE(run, 1);
        QVERIFY(bar.isHidden());
    }

    void whatIsNewOrClearedTakesBothAway()
    {
        using Tone = MessageBar::Tone;
        MessageBar bar;
        bar.show(Tone::Note, u"below"_s);
        bar.showOver(Tone::Note, u"over"_s);
        bar.show(Tone::Error, u"new"_s);
        bar.dismiss();
        QCOMPARE(bar.text(), QString());
        bar.show(Tone::Note, u"below"_s);
        bar.showOver(Tone::Note, u"over"_s);
        bar.clear();
        QVERIFY(bar.isHidden());
        bar.showOver(Tone::Note, u"over"_s);
        bar.clear();
        QVERIFY(bar.isHidden());
        QCOMPARE(bar.text(), QString());
    }
};

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
