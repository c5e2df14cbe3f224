#include <app/pages/pageactor.h>
#include <app/pages/pagespanel.h>

#include <page/pageview.h>
#include <session/session.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageActor : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    // A step that names a page which is not there says so, whatever it asks for; it does not wait for it.
    void aPageThatIsNotShownIsSaid_data()
    {
        QTest::addColumn<StepAction::Type>("type");
        QTest::newRow("hide") << StepAction::Type::Hide;
        QTest::newRow("reload") << StepAction::Type::Reload;
        QTest::newRow("click") << StepAction::Type::Click;
        QTest::newRow("fill") << StepAction::Type::Fill;
    }

    void aPageThatIsNotShownIsSaid()
    {
        QFETCH(StepAction::Type, type);
        Session session;
        PagesPanel pages(session);
        const PageActor actor(session, pages);
        QSignalSpy failed(&session, &Session::commandFailed);
        StepAction action;
        action.type = type;
        action.client = u"C"_s;
        Q_EMIT session.pageActionRequested(action, 1);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<Error>().message, u"The page of C is not shown."_s);
    }
};

QTEST_MAIN(TestPageActor)
#include "tst_pageactor.moc"
