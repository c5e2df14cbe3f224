#include "sheets.h"

#include <QTest>

using namespace swapscope;
using namespace sheettest;

class TestSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fill(m_trace); }
    void aGap();
    void theEndOfAGapIsTheSameGap();
    void anythingElseShowsItsFields();
    void noEventNoSheet();
    void everyKindHasASheet();

private:
    Trace m_trace;
};

void TestSheet::aGap()
{
    const Sheet sheet =
        sheetOf(m_trace, RunModel(m_trace), m_trace.ofKind(Kind::GapOpened).front(), m_trace.lastTime());
    QCOMPARE(sheet.title, QStringLiteral("Gap of B"));
    QCOMPARE(value(sheet, "Gap", "from"), QStringLiteral("12.400 s"));
    QCOMPARE(value(sheet, "Gap", "to"), QStringLiteral("18.300 s"));
    QCOMPARE(value(sheet, "Gap", "lasted"), QStringLiteral("5.90 s"));
    QCOMPARE(value(sheet, "Gap", "missed"), QStringLiteral("3"));
}

void TestSheet::theEndOfAGapIsTheSameGap()
{
    const Sheet a = sheetOf(m_trace, RunModel(m_trace), m_trace.ofKind(Kind::GapOpened).front(), 0);
    const Sheet b = sheetOf(m_trace, RunModel(m_trace), m_trace.ofKind(Kind::GapClosed).front(), 0);
    QCOMPARE(a.cards[0].rows, b.cards[0].rows);
}

void TestSheet::anythingElseShowsItsFields()
{
    const Sheet sheet = sheetOf(m_trace, RunModel(m_trace), m_trace.ofKind(Kind::ServerStarted).front(), 0);
    QCOMPARE(sheet.title, QStringLiteral("server.started"));
    QCOMPARE(value(sheet, "Event 1", "htmx"), QStringLiteral("2.0.11"));
}

void TestSheet::noEventNoSheet()
{
    QVERIFY(sheetOf(m_trace, RunModel(m_trace), 0, 0).isEmpty());
    QVERIFY(sheetOf(m_trace, RunModel(m_trace), 99'999, 0).isEmpty());
    QVERIFY(sheetOf(Trace(), RunModel(), 1, 0).isEmpty());
}

void TestSheet::everyKindHasASheet()
{
    Trace trace;
    for (int kind = 0; kind <= static_cast<int>(Kind::FindingCleared); ++kind) {
        trace.append(chattrace::make(static_cast<Kind>(kind), kSecond));
        trace.append(chattrace::make(static_cast<Kind>(kind), kSecond, "A", 1, 1));
    }
    for (EventId id = 1; id <= trace.size(); ++id)
        QVERIFY(!sheetOf(trace, RunModel(trace), id, kSecond).isEmpty());
}

QTEST_MAIN(TestSheet)
#include "tst_sheet.moc"
