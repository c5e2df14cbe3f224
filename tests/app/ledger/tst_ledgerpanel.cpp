#include "accounts.h"

#include <app/ledger/ledgermodel.h>
#include <app/ledger/ledgerpanel.h>
#include <app/ledger/ledgerview.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLedgerPanel : public QObject
{
    Q_OBJECT

    static bool says(const QWidget &panel, const QString &text)
    {
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }

private Q_SLOTS:
    void saysWhatWillBeHereWhileItIsEmpty()
    {
        LedgerPanel panel;
        panel.show();
        QVERIFY(says(panel, u"Nothing to account for yet"_s));
        QVERIFY(!panel.findChild<LedgerView *>()->isVisible());
    }

    void followsTheLedger()
    {
        Ledger ledger = accounts::room(false);
        LedgerPanel panel;
        panel.setClock([] { return 6 * kSecond; });
        LedgerSnapshot shown = accounts::shown(ledger);
        panel.setLedger(&shown);
        panel.show();
        QVERIFY(panel.findChild<LedgerView *>()->isVisible());
        QVERIFY(says(panel, u"As of 6.0 s"_s));
        accounts::tell(ledger, {u"server.published t=5 update=3 channel=room"_s});
        shown = accounts::shown(ledger);
        panel.refreshSoon();
        QTRY_COMPARE(panel.model()->index(0, LedgerModel::Published).data().toString(), u"3"_s);
    }

    // What the figures do not know yet is said where they are, as long as it is so.
    void saysHowFarItIsBehind()
    {
        LedgerPanel panel;
        std::size_t behind = 1240;
        panel.setClock([] { return 6 * kSecond; });
        panel.setBehind([&behind] { return behind; });
        panel.show();
        QTRY_VERIFY(says(panel, u"What reached whom · 1,240 events behind"_s));
        const LedgerSnapshot shown = accounts::shown(accounts::room(false));
        panel.setLedger(&shown);
        QVERIFY(says(panel, u"As of 6.0 s · 1,240 events behind"_s));
        behind = 0;
        panel.refreshSoon();
        QTRY_VERIFY(says(panel, u"As of 6.0 s"_s));
    }

    // A thousand events between two frames are drawn once.
    void isDrawnOnceAFrame()
    {
        Ledger ledger = accounts::room(false);
        LedgerPanel panel;
        LedgerSnapshot shown = accounts::shown(ledger);
        panel.setLedger(&shown);
        panel.show();
        QSignalSpy changed(panel.model(), &LedgerModel::dataChanged);
        for (int update = 3; update < 1003; ++update) {
            accounts::tell(ledger, {u"server.published t=5 update=%1 channel=room"_s.arg(update)});
            shown = accounts::shown(ledger);
            panel.refreshSoon();
        }
        QCOMPARE(changed.size(), 0);
        QTRY_COMPARE(panel.model()->index(0, LedgerModel::Published).data().toString(), u"1002"_s);
        QCOMPARE(changed.size(), 2); // one for each client
    }

    void whileHiddenItCostsNothing()
    {
        Ledger ledger = accounts::room(false);
        LedgerPanel panel;
        LedgerSnapshot shown = accounts::shown(ledger);
        panel.setLedger(&shown);
        QSignalSpy changed(panel.model(), &LedgerModel::dataChanged);
        accounts::tell(ledger, {u"server.published t=5 update=3 channel=room"_s});
        shown = accounts::shown(ledger);
        panel.refreshSoon();
        QCoreApplication::processEvents();
        QCOMPARE(changed.size(), 0);
        panel.show();
        QCOMPARE(panel.model()->index(0, LedgerModel::Published).data().toString(), u"3"_s);
    }

    void theSelectionOutlivesANewChannel()
    {
        Ledger ledger = accounts::room(false);
        LedgerPanel panel;
        LedgerSnapshot shown = accounts::shown(ledger);
        panel.setLedger(&shown);
        panel.show();
        auto *view = panel.findChild<LedgerView *>();
        view->setCurrentIndex(panel.model()->index(1, 0));
        accounts::tell(ledger, {u"server.opened A t=5 conn=9 transport=sse channel=news"_s});
        shown = accounts::shown(ledger);
        panel.refreshSoon();
        QTRY_COMPARE(panel.model()->rowCount(), 4);
        QCOMPARE(view->currentIndex().data(LedgerModel::ClientRole).toString(), u"B"_s);
        QCOMPARE(view->currentIndex().row(), 3);
    }

    void asksForTheGapsOfAClient()
    {
        const Ledger ledger = accounts::room(false);
        LedgerPanel panel;
        LedgerSnapshot shown = accounts::shown(ledger);
        panel.setLedger(&shown);
        panel.show();
        QSignalSpy asked(&panel, &LedgerPanel::gapsRequested);
        Q_EMIT panel.findChild<LedgerView *>()->chosen(u"B"_s, u"room"_s);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0], (QVariantList{u"B"_s, u"room"_s}));
    }

    void saysWhyFiguresAreUnknown()
    {
        const Ledger ledger = accounts::room(false);
        LedgerPanel panel;
        LedgerSnapshot shown = accounts::shown(ledger);
        panel.setLedger(&shown, u"Only the server knows."_s);
        panel.show();
        QVERIFY(says(panel, u"Only the server knows."_s));
        panel.setLedger(&shown);
        QVERIFY(!says(panel, u"Only the server knows."_s));
    }

    void isCopied()
    {
        const Ledger ledger = accounts::room(false);
        LedgerPanel panel;
        LedgerSnapshot shown = accounts::shown(ledger);
        panel.setLedger(&shown);
        panel.copyCsv();
        QCOMPARE(QGuiApplication::clipboard()->text(), panel.model()->toCsv());
        panel.copyText();
        QCOMPARE(QGuiApplication::clipboard()->text(), panel.model()->toText());
    }
};

QTEST_MAIN(TestLedgerPanel)
#include "tst_ledgerpanel.moc"
