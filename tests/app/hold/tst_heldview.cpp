#include "queue.h"

#include <app/hold/heldmodel.h>
#include <app/hold/heldview.h>

#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using queue::message;

namespace {
// The application delivers a drop only while something is dragged.
class View final : public HeldView
{
public:
    using HeldView::dropEvent;
    using HeldView::HeldView;
};
} // namespace

class TestHeldView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model.setMessages(
            {message(1, "A", "1"), message(2, "B", "2"), message(3, "A", "3"), message(4, "A", "4")});
        m_view = std::make_unique<View>(&m_model);
        m_view->setClock([] { return 10 * kSecond; });
        m_view->resize(420, 300);
        m_view->show();
    }
    void cleanup() { m_view.reset(); }

    void everyKeyAsksForWhatItSays_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QByteArray>("signal");
        QTest::newRow("release") << int(Qt::Key_Return) << 0 << QByteArray("releaseRequested");
        QTest::newRow("edit") << int(Qt::Key_F2) << 0 << QByteArray("editRequested");
        QTest::newRow("duplicate") << int(Qt::Key_D) << int(Qt::ControlModifier)
                                   << QByteArray("duplicateRequested");
        QTest::newRow("discard") << int(Qt::Key_Delete) << 0 << QByteArray("discardRequested");
    }

    void everyKeyAsksForWhatItSays()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QByteArray, signal);
        const QByteArray signature = "2" + signal + "(swapscope::EventId)";
        QSignalSpy asked(m_view.get(), signature.constData());
        QVERIFY(asked.isValid());
        QTest::keyClick(m_view.get(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QCOMPARE(asked.size(), 0); // nothing is selected
        m_view->select(3);
        QTest::keyClick(m_view.get(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<EventId>(), EventId(3));
    }

    // Past the messages of other clients, which wait at other links.
    void altWithAnArrowMovesAmongTheClientsOwn()
    {
        QSignalSpy asked(m_view.get(), &HeldView::moveRequested);
        m_view->select(3);
        QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(asked.last(), (QVariantList{QVariant::fromValue(EventId(3)), 0}));
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(asked.last(), (QVariantList{QVariant::fromValue(EventId(3)), 2}));
        m_view->select(1);
        QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(asked.size(), 2); // it is the first
    }

    void aDraggedRowAsksForItsPlace()
    {
        QSignalSpy asked(m_view.get(), &HeldView::moveRequested);
        const std::unique_ptr<QMimeData> data(m_model.mimeData({m_model.find(4)}));
        const QRect first = m_view->visualRect(m_model.index(0));
        QDropEvent drop(QPointF(first.left() + 20, first.top() + 2), Qt::MoveAction, data.get(),
                        Qt::LeftButton, Qt::NoModifier);
        m_view->dropEvent(&drop);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0], (QVariantList{QVariant::fromValue(EventId(4)), 0}));
        QCOMPARE(m_model.rowCount(), 4);                        // nothing has moved yet
        QCOMPARE(m_model.at(m_model.index(3))->id, EventId(4)); // until the link says so
    }

    void aDoubleClickEdits()
    {
        QSignalSpy asked(m_view.get(), &HeldView::editRequested);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {},
                           m_view->visualRect(m_model.index(1)).center());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<EventId>(), EventId(2));
    }

    void whatIsSelectedMayGo()
    {
        m_view->select(4);
        QCOMPARE(m_view->selected(), EventId(4));
        QSignalSpy changed(m_view.get(), &HeldView::selectedChanged);
        m_model.setMessages({message(1, "A", "1")});
        QVERIFY(changed.size() > 0);
        QVERIFY(m_view->selected() != EventId(4));
    }

    void everyRowIsOfOneHeight()
    {
        std::vector<HeldMessage> many;
        for (EventId id = 1; id <= 10'000; ++id)
            many.push_back(message(id, "A", QByteArray(static_cast<qsizetype>(id), 'x')));
        m_model.setMessages(many);
        QVERIFY(m_view->uniformItemSizes());
        m_view->scrollToBottom();
        const QImage picture = m_view->grab().toImage();
        QVERIFY(!picture.isNull());
        QCOMPARE(m_view->visualRect(m_model.index(9'999)).height(),
                 m_view->visualRect(m_model.index(9'990)).height());
    }

private:
    HeldModel m_model;
    std::unique_ptr<View> m_view;
};

QTEST_MAIN(TestHeldView)
#include "tst_heldview.moc"
