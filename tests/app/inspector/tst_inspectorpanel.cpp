#include "sheets.h"

#include <inspector/codeview.h>
#include <inspector/inspectorpanel.h>

#include <QLabel>
#include <QTest>

using namespace swapscope;
using namespace sheettest;

class TestInspectorPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatToDoWhenEmpty();
    void showsAMessage();
    void growsWithTheTrace();
    void letsGoOfAnEmptiedTrace();
    void unknownEventsShowNothing();
};

namespace {

bool says(const InspectorPanel &panel, const QString &text)
{
    for (const QLabel *label : panel.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&panel) && label->text().contains(text))
            return true;
    }
    return false;
}

} // namespace

void TestInspectorPanel::saysWhatToDoWhenEmpty()
{
    InspectorPanel panel;
    QVERIFY(says(panel, QStringLiteral("Click a message in the timeline")));
    QCOMPARE(panel.shown(), EventId(0));
}

void TestInspectorPanel::showsAMessage()
{
    Trace trace;
    fill(trace);
    const RunModel model(trace);
    InspectorPanel panel;
    panel.setTrace(&trace, &model);
    panel.showEvent(nth(trace, Kind::ServerSent, "B", 1));
    QVERIFY(says(panel, QStringLiteral("Update 2 to B")));
    QVERIFY(!says(panel, QStringLiteral("Click a message")));
    const auto codes = panel.findChildren<CodeView *>();
    QCOMPARE(codes.size(), 2);
    QVERIFY(codes[0]->toPlainText().contains(QStringLiteral("hx-swap-oob")));
    QVERIFY(codes[1]->toPlainText().contains(QStringLiteral("Hello everyone!")));
    panel.showEvent(EventId(0));
    QVERIFY(says(panel, QStringLiteral("Click a message")));
}

void TestInspectorPanel::growsWithTheTrace()
{
    Trace trace;
    trace.append(chattrace::make(Kind::ServerSent, kSecond, "A", 1, 1));
    const RunModel model(trace);
    InspectorPanel panel;
    panel.setTrace(&trace, &model);
    panel.showEvent(EventId(1));
    QCOMPARE(note(panel.sheet(), "Effect"), QStringLiteral("Nothing yet."));
    trace.append(chattrace::make(Kind::PageMessage, 1100 * kMillisecond, "A", 1, 1));
    panel.eventsAppended();
    QCOMPARE(value(panel.sheet(), "Effect", "received"), QStringLiteral("1.100 s"));
    QVERIFY(says(panel, QStringLiteral("1.100 s")));
}

void TestInspectorPanel::letsGoOfAnEmptiedTrace()
{
    Trace trace;
    trace.append(chattrace::make(Kind::PageBackoff, kSecond, "A", 1));
    trace.append(chattrace::make(Kind::PageBackoff, kSecond, "A", 1));
    const RunModel model(trace);
    InspectorPanel panel;
    panel.setTrace(&trace, &model);
    panel.showEvent(EventId(1));
    QCOMPARE(panel.shown(), EventId(1));
    trace.clear();
    panel.eventsAppended();
    QCOMPARE(panel.shown(), EventId(0));
}

void TestInspectorPanel::unknownEventsShowNothing()
{
    Trace trace;
    const RunModel model(trace);
    InspectorPanel panel;
    panel.setTrace(&trace, &model);
    panel.showEvent(EventId(17));
    QCOMPARE(panel.shown(), EventId(0));
    panel.setTrace(nullptr, nullptr);
    panel.showEvent(EventId(1));
    panel.eventsAppended();
    QCOMPARE(panel.shown(), EventId(0));
}

QTEST_MAIN(TestInspectorPanel)
#include "tst_inspectorpanel.moc"
