#include "timeline/views.h"

#include <timeline/itemtext.h>
#include <trace/trace.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestItemText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void texts_data();
    void texts();
    void foldedThings();
    void nothing();

private:
    Lanes m_lanes;
    Trace m_trace;
};

void TestItemText::initTestCase()
{
    for (const Event &event : chattrace::chat()) {
        m_trace.append(event);
        m_lanes.append(event, m_trace);
    }
}

void TestItemText::texts_data()
{
    QTest::addColumn<ItemType>("type");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("text");
    QTest::newRow("live") << ItemType::Message << 0
                          << "Update 1 to B\n10.310 s, 280 ms on the way\n122 bytes on the wire";
    QTest::newRow("replay") << ItemType::Message << 4
                            << "Update 5 to B, replay\n18.120 s, 260 ms on the way\n122 bytes on the wire";
    QTest::newRow("missed")
        << ItemType::Missed << 1
        << "Update 6 missed: B was away\npublished at 14.400 s\nrecovered by replay at 18.430 s";
    QTest::newRow("swap") << ItemType::Swap << 0
                          << "Swap beforeend \u2192 #messages\n1 nodes added, 0 removed\n10.593 s";
    QTest::newRow("closing") << ItemType::Closing << 0 << "Connection 2 of B: cut \u00b7 1006\n12.400 s";
    QTest::newRow("gap") << ItemType::Gap << 0
                         << "B is away for 5.9 s \u2014 3 updates missed\nsince 12.400 s";
}

void TestItemText::texts()
{
    QFETCH(ItemType, type);
    QFETCH(int, index);
    QTEST(itemText(m_lanes, m_trace, {{type, 1, index}, 1}, 22 * kSecond), "text");
}

void TestItemText::foldedThings()
{
    QCOMPARE(itemText(m_lanes, m_trace, {{ItemType::Swap, 0, 0}, 7}, 0),
             QStringLiteral("7 swaps here: zoom in to tell them apart"));
}

void TestItemText::nothing()
{
    QCOMPARE(itemText(m_lanes, m_trace, {}, 0), QString());
    QCOMPARE(itemText(m_lanes, m_trace, {{ItemType::Gap, 0, 4}, 1}, 0), QString());
}

QTEST_MAIN(TestItemText)
#include "tst_itemtext.moc"
