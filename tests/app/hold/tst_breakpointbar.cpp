#include <app/hold/breakpointbar.h>
#include <app/hold/breakpointform.h>

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using Breakpoints = std::vector<Breakpoint>;

class TestBreakpointBar : public QObject
{
    Q_OBJECT

    static QToolButton *button(const BreakpointBar &bar, const QString &name)
    {
        for (QToolButton *candidate : bar.findChildren<QToolButton *>()) {
            if (candidate->accessibleName() == name && candidate->isVisibleTo(&bar))
                return candidate;
        }
        return nullptr;
    }

private Q_SLOTS:
    void aBreakpointInAFewWords_data()
    {
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QString>("text");
        QTest::newRow("all") << QVariantMap{} << u"everything"_s;
        QTest::newRow("client") << QVariantMap{{u"client"_s, u"B"_s}} << u"B"_s;
        QTest::newRow("down") << QVariantMap{{u"direction"_s, u"down"_s}, {u"path"_s, u"/chat"_s}}
                              << u"↓ down · /chat"_s;
        QTest::newRow("event") << QVariantMap{{u"event"_s, u"tick"_s}} << u"event tick"_s;
        QTest::newRow("words") << QVariantMap{{u"text"_s, u"hello"_s}} << u"“hello”"_s;
        QTest::newRow("pattern") << QVariantMap{{u"text"_s, u"/a|b/"_s}} << u"/a|b/"_s;
        QTest::newRow("heartbeats") << QVariantMap{{u"heartbeats"_s, true}}
                                    << u"everything · with heartbeats"_s;
    }

    void aBreakpointInAFewWords()
    {
        QFETCH(QVariantMap, args);
        QFETCH(QString, text);
        const Result<Breakpoint> breakpoint = Breakpoint::read(args);
        QVERIFY(breakpoint);
        QCOMPARE(breakpointText(*breakpoint), text);
    }

    void addsChangesAndRemoves()
    {
        BreakpointBar bar;
        bar.show();
        Breakpoints asked;
        connect(&bar, &BreakpointBar::changed, &bar, [&](const Breakpoints &wanted) {
            asked = wanted;
            bar.setBreakpoints(wanted);
        });
        QVERIFY(!bar.form()->isVisible());
        button(bar, u"Add a breakpoint"_s)->click();
        QVERIFY(bar.form()->isVisible());
        bar.form()->begin({.path = u"/chat"_s}, true);
        Q_EMIT bar.form()->accepted();
        QCOMPARE(asked, (Breakpoints{{.path = u"/chat"_s}}));
        QVERIFY(!bar.form()->isVisible());

        button(bar, u"Breakpoint /chat"_s)->click();
        QCOMPARE(bar.form()->breakpoint().path, u"/chat"_s);
        bar.form()->begin({.path = u"/news"_s}, false);
        Q_EMIT bar.form()->accepted();
        QCOMPARE(asked, (Breakpoints{{.path = u"/news"_s}}));

        button(bar, u"Remove this breakpoint"_s)->click();
        QCOMPARE(asked, Breakpoints{});
        QVERIFY(button(bar, u"Breakpoint /news"_s) == nullptr);
    }

    void noMoreThanALinkTakes()
    {
        BreakpointBar bar;
        bar.show();
        bar.setBreakpoints(Breakpoints(kMostBreakpoints));
        QVERIFY(!button(bar, u"Add a breakpoint"_s)->isEnabled());
    }
};

QTEST_MAIN(TestBreakpointBar)
#include "tst_breakpointbar.moc"
