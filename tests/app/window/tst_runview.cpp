#include "windowparts.h"

#include <app/network/networkpanel.h>
#include <app/widgets/messagebar.h>
#include <app/window/addressfield.h>
#include <app/window/runview.h>

#include <page/pageview.h>
#include <support/begun.h>

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRunView : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void showsARunFromItsBeginningToItsEnd()
    {
        WindowParts parts;
        const RunView view({parts.session, parts.scenarios, parts.panels, parts.layout, parts.actions,
                            parts.top, parts.trace});
        QVERIFY(!parts.actions.restart->isEnabled());
        QVERIFY(parts.scenarios.open(u"counter"_s, {}) && test::runs(parts.session));
        QVERIFY(parts.actions.restart->isEnabled());
        QCOMPARE(address(parts), parts.session.clients().front().url.toString(QUrl::RemovePath));
        QCOMPARE(parts.panels.network->client(), u"B"_s);
        QVERIFY(test::ended(parts.session));
        QVERIFY(!parts.actions.restart->isEnabled());
        QCOMPARE(address(parts), u"no server"_s);
        QCOMPARE(parts.panels.network->client(), QString());
    }

    void aFailureGivesEveryReasonAndAWayOut()
    {
        WindowParts parts;
        RunView view({parts.session, parts.scenarios, parts.panels, parts.layout, parts.actions, parts.top,
                      parts.trace});
        QVERIFY(parts.scenarios.open(u"counter"_s, {}) && test::runs(parts.session));
        int tried = 0;
        Error first;
        first.message = u"The first."_s;
        Error second;
        second.message = u"The second."_s;
        view.showFailure(u"counter cannot run yet."_s, {first, second}, [&tried] { ++tried; });
        const QString text = parts.panels.message->text();
        QVERIFY(text.startsWith(u"counter cannot run yet. The first."_s));
        QVERIFY(text.contains(u"and 1 more"_s));
        parts.panels.message->findChild<QPushButton *>()->click();
        QCOMPARE(tried, 1);
    }

private:
    static QString address(const WindowParts &parts)
    {
        return parts.top.address()->findChild<QLabel *>()->text();
    }
};

QTEST_MAIN(TestRunView)
#include "tst_runview.moc"
