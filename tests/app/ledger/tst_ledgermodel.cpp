#include "accounts.h"

#include <app/ledger/ledgermodel.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLedgerModel : public QObject
{
    Q_OBJECT

    static QStringList line(const LedgerModel &model, int row)
    {
        QStringList figures;
        for (int column = 0; column < LedgerModel::kColumns; ++column)
            figures += model.index(row, column).data().toString();
        return figures;
    }
    static Role tone(const LedgerModel &model, int row, int column)
    {
        return static_cast<Role>(model.index(row, column).data(LedgerModel::ToneRole).toInt());
    }

private Q_SLOTS:
    void hasARowForEachClient()
    {
        const Ledger ledger = accounts::room(false);
        LedgerModel model;
        const QAbstractItemModelTester tester(&model);
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown);
        QCOMPARE(model.rowCount(), 0);
        model.refresh(6 * kSecond);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(line(model, 0), (QStringList{u"Client A · room"_s, u"2"_s, u"2"_s, u"0"_s, u"0"_s, u"0"_s,
                                              u"0"_s, u"0"_s, u""_s, u""_s}));
        QCOMPARE(line(model, 1), (QStringList{u"Client B · room"_s, u"2"_s, u"1"_s, u"1"_s, u"0"_s, u"0"_s,
                                              u"0"_s, u"1"_s, u"4.0 s"_s, u"2.0 s"_s}));
        QCOMPARE(model.index(0, 0).data(LedgerModel::StateRole).toString(), u"up to date"_s);
        QCOMPARE(model.index(1, 0).data(LedgerModel::StateRole).toString(), u"behind by 1"_s);
        QCOMPARE(model.index(1, 0).data(LedgerModel::StaleRole).toString(),
                 u"Stale since 4.0 s, for 2.0 s"_s);
    }

    void whatWasCaughtUpIsNoLongerLost()
    {
        const Ledger ledger = accounts::room(true);
        LedgerModel model;
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown);
        model.refresh(10 * kSecond);
        QCOMPARE(line(model, 1), (QStringList{u"Client B · room"_s, u"2"_s, u"1"_s, u"1"_s, u"1"_s, u"0"_s,
                                              u"0"_s, u"0"_s, u""_s, u"2.5 s"_s}));
        QCOMPARE(model.index(1, 0).data(LedgerModel::StateRole).toString(), u"up to date"_s);
        QCOMPARE(model.index(1, 0).data(LedgerModel::StaleRole).toString(),
                 u"Not stale now; it was for 2.5 s"_s);
    }

    // A page was rendered with 1; 2 came before its first connection, which replays it.
    void whatWasMissedBeforeTheFirstConnectionIsSaid()
    {
        Ledger ledger;
        accounts::tell(ledger, {u"server.published t=1 update=1 channel=room"_s,
                                u"server.published t=2 update=2 channel=room"_s,
                                u"server.opened A t=3 conn=1 transport=ws channel=room cursor=1"_s});
        LedgerModel model;
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown);
        model.refresh(6 * kSecond);
        QCOMPARE(model.index(0, LedgerModel::Missed).data().toString(), u"1"_s);
        QCOMPARE(model.index(0, 0).data(LedgerModel::StaleRole).toString(),
                 u"Stale since 2.0 s, for 4.0 s · missed before its first connection: 1"_s);
        QVERIFY(model.toCsv().endsWith(u"A,room,1,0,1,0,0,0,1,2.0 s,4.0 s,1\n"_s));
    }

    void colourFollowsWhatAFigureMeans()
    {
        const Ledger ledger = accounts::room(false);
        LedgerModel model;
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown);
        model.refresh(6 * kSecond);
        QCOMPARE(tone(model, 1, LedgerModel::Published), Role::Ink);
        QCOMPARE(tone(model, 1, LedgerModel::Delivered), Role::Live);
        QCOMPARE(tone(model, 1, LedgerModel::Missed), Role::Lost);
        QCOMPARE(tone(model, 1, LedgerModel::Replayed), Role::Dim); // there is none
        QCOMPARE(tone(model, 1, LedgerModel::Lost), Role::Lost);
        QCOMPARE(tone(model, 1, LedgerModel::StaleFor), Role::Lost);
        QCOMPARE(tone(model, 0, LedgerModel::StaleFor), Role::Dim);
    }

    void severalChannelsHaveRowsOfTheirOwn()
    {
        Ledger ledger;
        accounts::tell(ledger, {u"server.opened A t=1 conn=1 transport=ws channel=room"_s,
                                u"server.opened A t=1 conn=2 transport=sse channel=news"_s,
                                u"server.published t=2 update=1 channel=news"_s,
                                u"server.sent A t=2 conn=2 n=1 update=1 channel=news why=live"_s});
        LedgerModel model;
        const QAbstractItemModelTester tester(&model);
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown);
        model.refresh(3 * kSecond);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 0).data().toString(), u"Client A"_s);
        QCOMPARE(model.index(1, 0).data().toString(), u"room"_s);
        QCOMPARE(model.index(2, 0).data().toString(), u"news"_s);
        QCOMPARE(model.index(2, LedgerModel::Delivered).data().toString(), u"1"_s);
        QCOMPARE(model.index(1, LedgerModel::Delivered).data().toString(), u"0"_s);
        QCOMPARE(model.index(2, 0).data(LedgerModel::ClientRole).toString(), u"A"_s);
        QCOMPARE(model.index(2, 0).data(LedgerModel::ChannelRole).toString(), u"news"_s);
    }

    void onlyWhatChangedIsAnnounced()
    {
        const Ledger ledger = accounts::room(false);
        LedgerModel model;
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown);
        model.refresh(6 * kSecond);
        QSignalSpy changed(&model, &LedgerModel::dataChanged);
        QSignalSpy reset(&model, &LedgerModel::modelReset);
        model.refresh(6 * kSecond);
        QCOMPARE(changed.size(), 0);
        model.refresh(7 * kSecond); // B is stale for longer
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(reset.size(), 0);
    }

    void whatNobodyCanKnowIsUnknown()
    {
        Ledger ledger;
        accounts::tell(ledger, {u"server.attached url=http://localhost:8000/"_s,
                                u"link.accepted A conn=1 transport=ws path=/chat"_s,
                                u"link.message A conn=1 n=1 dir=down opcode=text text=hi"_s});
        LedgerModel model;
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown, u"Only the server knows."_s);
        model.refresh(6 * kSecond);
        for (int column = LedgerModel::Published; column < LedgerModel::kColumns; ++column) {
            QCOMPARE(model.index(0, column).data().toString(), u"unknown"_s);
            QCOMPARE(model.index(0, column).data(Qt::ToolTipRole).toString().contains(u"Only the server"_s),
                     column != LedgerModel::Duplicated);
        }
        QCOMPARE(model.index(0, 0).data(LedgerModel::StateRole).toString(), u"unknown"_s);
        QCOMPARE(model.index(0, 0).data(LedgerModel::StaleRole).toString(),
                 u"No ids on a stream that would tell more"_s);
    }

    // The fault in the link lost 4 and brought 3 twice.
    void whatTheIdsOfAStreamTellIsTold()
    {
        Ledger ledger;
        QStringList lines{u"server.attached url=http://localhost:8000/"_s,
                          u"link.accepted A conn=1 transport=sse path=/s"_s};
        for (const int id : {1, 2, 3, 3})
            lines << u"link.message A conn=1 n=%1 dir=down opcode=event id=%2 text=x%2"_s
                         .arg(lines.size() - 1)
                         .arg(id);
        lines << u"link.lost A conn=1 n=5 dir=down opcode=event why=fault"_s
              << u"link.message A conn=1 n=6 dir=down opcode=event id=5 text=x5"_s;
        accounts::tell(ledger, lines);
        LedgerModel model;
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown, u"Only the server knows."_s);
        model.refresh(6 * kSecond);
        QCOMPARE(line(model, 0),
                 (QStringList{u"Client A"_s, u"unknown"_s, u"unknown"_s, u"unknown"_s, u"unknown"_s,
                              u"unknown"_s, u"1"_s, u"unknown"_s, u"unknown"_s, u"unknown"_s}));
        QCOMPARE(model.index(0, 0).data(LedgerModel::StateRole).toString(), u"1 never came"_s);
        QCOMPARE(model.index(0, 0).data(LedgerModel::StaleRole).toString(), u"Ids seen: 5 · never came: 1"_s);
        QCOMPARE(tone(model, 0, LedgerModel::Duplicated), Role::Wait);
        QCOMPARE(tone(model, 0, LedgerModel::StaleSince), Role::Lost);
        QVERIFY(model.toCsv().endsWith(
            u"stale for,ids seen,ids missed,ids recovered\n"
            "A,,unknown,unknown,unknown,unknown,unknown,1,unknown,unknown,unknown,5,1,0\n"_s));
        QVERIFY(model.toText().split(u'\n')[1].endsWith(u'0'));
        accounts::tell(ledger, {u"link.message A conn=1 n=7 dir=down opcode=event id=4 text=x4"_s});
        shown = accounts::shown(ledger);
        model.refresh(7 * kSecond);
        QCOMPARE(model.index(0, 0).data(LedgerModel::StateRole).toString(), u"unknown"_s);
        QCOMPARE(model.index(0, 0).data(LedgerModel::StaleRole).toString(),
                 u"Ids seen: 6 · never came: 0 · came later: 1"_s);
    }

    void everyColumnExplainsItself()
    {
        const LedgerModel model;
        for (int column = 0; column < LedgerModel::kColumns; ++column) {
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
            QVERIFY(model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().endsWith(u'.'));
        }
    }

    void isCopiedAsTextAndAsCsv()
    {
        const Ledger ledger = accounts::room(false);
        LedgerModel model;
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown);
        model.refresh(6 * kSecond);
        QCOMPARE(model.toCsv(), u"client,channel,published,delivered,missed,replayed,by "
                                u"snapshot,duplicated,lost,stale since,stale for,missed before\n"
                                "A,room,2,2,0,0,0,0,0,,,0\n"
                                "B,room,2,1,1,0,0,0,1,4.0 s,2.0 s,0\n"_s);
        const QStringList lines = model.toText().split(u'\n');
        QCOMPARE(lines[0], u"client  channel  published  delivered  missed  replayed  by snapshot  "
                           u"duplicated  lost  stale since  "
                           "stale for  missed before"_s);
        QCOMPARE(lines[2], u"B       room             2          1       1         0            0           "
                           u"0     1        4.0 s  "
                           "    2.0 s              0"_s);
    }

    void aNameWithACommaIsQuoted()
    {
        Ledger ledger;
        accounts::tell(ledger, {u"server.opened A t=1 conn=1 transport=ws channel=a,\"b\""_s});
        LedgerModel model;
        LedgerSnapshot shown = accounts::shown(ledger);
        model.setLedger(&shown);
        model.refresh(kSecond);
        QCOMPARE(model.toCsv().split(u'\n')[1], u"A,\"a,\"\"b\"\"\",0,0,0,0,0,0,0,,,0"_s);
    }
};

QTEST_MAIN(TestLedgerModel)
#include "tst_ledgermodel.moc"
