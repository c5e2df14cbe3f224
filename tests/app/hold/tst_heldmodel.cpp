#include "queue.h"

#include <app/hold/heldmodel.h>

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using queue::message;

class TestHeldModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatEachMessageIs()
    {
        HeldMessage event = message(1, "B", "<p>\n  Hello\n</p>");
        event.kind = LinkMessage::Kind::Event;
        event.event = u"tick"_s;
        QCOMPARE(heldKind(event), u"tick"_s);
        QCOMPARE(heldLine(event), u"Hello"_s);
        QCOMPARE(heldLine(message(5, "B", "<i id=\"ask\"\n hx-trigger='load'></i>")),
                 u"<i id=\"ask\" hx-trigger='load'></i>"_s); // it has no words
        QCOMPARE(heldLine(message(6, "B", "{\"message\": \"a < b\"}")), u"{\"message\": \"a < b\"}"_s);
        HeldMessage binary = message(2, "B", QByteArray(3, '\0'));
        binary.kind = LinkMessage::Kind::Binary;
        QCOMPARE(heldKind(binary), u"binary"_s);
        QCOMPARE(heldLine(binary), u"5 bytes"_s);
        HeldMessage coded = message(3, "B", {});
        coded.notEditable = u"An extension has coded it."_s;
        QCOMPARE(heldLine(coded), u"An extension has coded it."_s);
        QVERIFY(heldLine(message(4, "B", QByteArray(60'000, 'x'))).size() <= 400);
    }

    void whatIsReleasedGoesAndTheRestStays()
    {
        HeldModel model;
        const QAbstractItemModelTester tester(&model);
        model.setMessages({message(1, "A", "1"), message(2, "A", "2"), message(3, "B", "3")});
        const QPersistentModelIndex third(model.find(3));
        QSignalSpy removed(&model, &HeldModel::rowsRemoved);
        QSignalSpy inserted(&model, &HeldModel::rowsInserted);
        QSignalSpy reset(&model, &HeldModel::modelReset);
        model.setMessages({message(2, "A", "2"), message(3, "B", "3"), message(4, "A", "4")});
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(third.row(), 1);
        QCOMPARE(model.index(2).data().toString(), u"4"_s);
    }

    void aMoveKeepsWhatIsSelected()
    {
        HeldModel model;
        const QAbstractItemModelTester tester(&model);
        model.setMessages({message(1, "A", "1"), message(2, "A", "2"), message(3, "A", "3")});
        const QPersistentModelIndex third(model.find(3));
        model.setMessages({message(3, "A", "3"), message(1, "A", "1"), message(2, "A", "2")});
        QCOMPARE(third.row(), 0);
        QCOMPARE(model.at(model.index(2))->id, EventId(2));
    }

    void anEditChangesOneRow()
    {
        HeldModel model;
        model.setMessages({message(1, "A", "1"), message(2, "A", "2")});
        QSignalSpy changed(&model, &HeldModel::dataChanged);
        HeldMessage edited = message(2, "A", "another");
        edited.edited = true;
        model.setMessages({message(1, "A", "1"), edited});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QVERIFY(model.index(1).data(Qt::ToolTipRole).toString().contains(u"edited"_s));
    }

    // A link moves a message among its own client's, but the list has every client's.
    void aPlaceIsCountedAmongTheClientsOwn()
    {
        HeldModel model;
        model.setMessages(
            {message(1, "A", "1"), message(2, "B", "2"), message(3, "A", "3"), message(4, "B", "4")});
        QCOMPARE(model.placeBefore(4, 0), 0);
        QCOMPARE(model.placeBefore(4, 2), 1);
        QCOMPARE(model.placeBefore(1, 4), 1);
        QCOMPARE(model.placeBefore(99, 4), 0);
    }

    void aDraggedRowIsKnownByItsNumber()
    {
        HeldModel model;
        model.setMessages({message(11, "A", "1")});
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(0)}));
        QCOMPARE(HeldModel::dragged(*data), EventId(11));
        QCOMPARE(HeldModel::dragged(QMimeData()), EventId(0));
    }

    void tenThousandComeAndGo()
    {
        std::vector<HeldMessage> many;
        for (EventId id = 1; id <= 10'000; ++id)
            many.push_back(message(id, id % 2 == 0 ? "A" : "B", "<p>text</p>"));
        HeldModel model;
        model.setMessages(many);
        QCOMPARE(model.rowCount(), 10'000);
        QSignalSpy removed(&model, &HeldModel::rowsRemoved);
        many.erase(many.begin(), many.begin() + 9'000);
        model.setMessages(many);
        QCOMPARE(model.rowCount(), 1'000);
        QCOMPARE(removed.size(), 1); // in one piece
    }
};

QTEST_GUILESS_MAIN(TestHeldModel)
#include "tst_heldmodel.moc"
