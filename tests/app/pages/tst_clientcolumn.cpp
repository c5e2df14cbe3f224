#include <app/pages/clientcolumn.h>
#include <app/pages/clientheader.h>

#include <core/connections.h>
#include <core/recorder.h>
#include <page/pageview.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestClientColumn : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void inTheBackgroundACurtainSaysSoAndLetsItBack()
    {
        Recorder recorder(std::make_shared<MonotonicClock>());
        ConnectionRegistry connections;
        ClientColumn column(u"B"_s, recorder, connections);
        column.show();
        QVERIFY(!column.isInBackground());
        column.setInBackground(true);
        QVERIFY(column.isInBackground());
        QVERIFY(column.page()->isHidden());
        for (QPushButton *button : column.findChildren<QPushButton *>()) {
            if (button->text() == u"Bring it back")
                button->click();
        }
        QVERIFY(!column.isInBackground());
        QVERIFY(!column.page()->isHidden());
    }

    void theAddressThatIsCopiedIsThePagesOwn()
    {
        Recorder recorder(std::make_shared<MonotonicClock>());
        ConnectionRegistry connections;
        ClientColumn column(u"B"_s, recorder, connections);
        column.load(QUrl(u"http://127.0.0.1:9/"_s));
        Q_EMIT column.header()->copyAddressRequested();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:9/"_s);
    }
};

QTEST_MAIN(TestClientColumn)
#include "tst_clientcolumn.moc"
