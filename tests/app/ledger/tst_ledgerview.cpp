#include "accounts.h"

#include <app/ledger/ledgermodel.h>
#include <app/ledger/ledgerview.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLedgerView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_ledger = accounts::shown(accounts::room(false));
        m_model.setLedger(&m_ledger);
        m_model.refresh(6 * kSecond);
        m_view = std::make_unique<LedgerView>(&m_model);
        m_view->resize(320, 400);
        m_view->show();
    }
    void cleanup() { m_view.reset(); }

    void aClickAsksForTheClient()
    {
        QSignalSpy chosen(m_view.get(), &LedgerView::chosen);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                          m_view->visualRect(m_model.index(1, 0)).center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0], (QVariantList{u"B"_s, QString()}));
    }

    void returnAsksForTheClientUnderTheCursor()
    {
        QSignalSpy chosen(m_view.get(), &LedgerView::chosen);
        m_view->setCurrentIndex(m_model.index(0, 0));
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), u"B"_s);
    }

    // Four figures a line in a narrow panel, all in one line in a wide one.
    void figuresAreFoundWhereTheyAreDrawn()
    {
        const QRect card = m_view->visualRect(m_model.index(1, 0));
        QCOMPARE(m_view->figureAt(card.topLeft() + QPoint(20, 10)).column(), int(LedgerModel::Who));
        QCOMPARE(m_view->figureAt(card.topLeft() + QPoint(20, 50)).column(), int(LedgerModel::Published));
        QCOMPARE(m_view->figureAt(card.topLeft() + QPoint(170, 50)).column(), int(LedgerModel::Missed));
        QCOMPARE(m_view->figureAt(card.topLeft() + QPoint(20, 90)).column(), int(LedgerModel::Covered));
        QCOMPARE(m_view->figureAt(card.bottomLeft() + QPoint(20, -8)).column(), int(LedgerModel::StaleFor));
        QVERIFY(!m_view->figureAt(QPoint(20, 390)).isValid());
        const int narrow = card.height();
        m_view->resize(900, 400);
        QTRY_VERIFY(m_view->visualRect(m_model.index(1, 0)).height() < narrow);
        const QRect wide = m_view->visualRect(m_model.index(1, 0));
        QCOMPARE(m_view->figureAt(wide.topLeft() + QPoint(860, 50)).column(), int(LedgerModel::Lost));
    }

private:
    LedgerSnapshot m_ledger;
    LedgerModel m_model;
    std::unique_ptr<LedgerView> m_view;
};

QTEST_MAIN(TestLedgerView)
#include "tst_ledgerview.moc"
