#include "../window/savedtrace.h"
#include "../window/windowparts.h"

#include <app/ledger/ledgerfeature.h>
#include <app/ledger/ledgermodel.h>
#include <app/ledger/ledgerpanel.h>

#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLedgerFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLedgerIsThatOfTheTraceOnShow()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"saved.jsonl"_s);
        saveStory(file, {u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s,
                         u"server.published t=2 update=1 channel=room"_s,
                         u"server.sent A t=2 conn=1 n=1 update=1 channel=room why=live"_s});
        WindowParts parts;
        parts.add<LedgerFeature>();
        const LedgerModel *model = parts.window.findChild<LedgerPanel *>()->model();
        QVERIFY(showSaved(parts.trace, file));
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->index(0, LedgerModel::Delivered).data().toString(), u"1"_s);
        QVERIFY(model->unknown().isEmpty());
        parts.trace.leaveSaved();
        QCOMPARE(model->rowCount(), 0);

        saveStory(file, {u"server.attached t=0 url=http://localhost:8000/"_s,
                         u"link.accepted A t=1 conn=1 transport=sse path=/events"_s});
        QVERIFY(showSaved(parts.trace, file));
        QVERIFY(!model->unknown().isEmpty());
    }

    // What should follow the last line is missing from the numbers, so it stands beside them.
    void aTraceThatIsCutSaysSo()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cut.jsonl"_s);
        saveCutStory(file, {u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s,
                            u"server.published t=2 update=1 channel=room"_s});
        WindowParts parts;
        parts.add<LedgerFeature>();
        auto *panel = parts.window.findChild<LedgerPanel *>();
        QVERIFY(showSaved(parts.trace, file));
        QVERIFY(panel->model()->unknown().isEmpty());
        const QList<QLabel *> labels = panel->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return !label->isHidden() && label->text().contains(u"may be incomplete"_s);
        }));
    }

    void aClientLeadsToItsGaps()
    {
        WindowParts parts;
        parts.add<LedgerFeature>();
        QSignalSpy gaps(&parts.selection, &Selection::gapsRequested);
        Q_EMIT parts.window.findChild<LedgerPanel *>()->gapsRequested(u"B"_s, u"room"_s);
        QCOMPARE(gaps.size(), 1);
        QCOMPARE(gaps[0], (QList<QVariant>{u"B"_s, u"room"_s}));
    }
};

QTEST_MAIN(TestLedgerFeature)
#include "tst_ledgerfeature.moc"
