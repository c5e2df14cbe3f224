#include <page/pageview.h>
#include <page/webpage.h>

#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestWebPage : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    // Nobody is there to answer: the page's questions answer themselves, and it goes on.
    void questionsNeverStopAPage()
    {
        WebPage page;
        QSignalSpy loaded(&page, &WebPage::loadFinished);
        page.setHtml(
            u"<script>alert('a'); document.title = `${confirm('c')} ${prompt('p', 'preset')}`</script>"_s);
        QVERIFY(loaded.wait(60'000));
        QTRY_COMPARE(page.title(), u"true preset"_s);
    }

    void anErrorOfThePageIsTold()
    {
        WebPage page;
        QSignalSpy failed(&page, &WebPage::failed);
        page.setHtml(u"<script>console.log('no error')\nconsole.error('that went wrong')</script>"_s);
        QVERIFY(failed.wait(60'000));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), u"that went wrong"_s);
        QCOMPARE(failed[0][2].toInt(), 2);
    }

    void whatTheProbeSaysArrives()
    {
        ProbePort port;
        QSignalSpy arrived(&port, &ProbePort::arrived);
        port.report(u"d1"_s, 12.5, {QJsonObject{{u"kind"_s, u"open"_s}}});
        QCOMPARE(arrived.size(), 1);
        QCOMPARE(arrived[0][0].toString(), u"d1"_s);
        QCOMPARE(arrived[0][1].toDouble(), 12.5);
        QCOMPARE(arrived[0][2].toJsonArray().size(), 1);
    }
};

QTEST_MAIN(TestWebPage)
#include "tst_webpage.moc"
