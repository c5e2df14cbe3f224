#include "sheets.h"

#include <client/reconnect.h>

#include <QTest>

using namespace swapscope;
using namespace sheettest;

class TestConnectionSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fill(m_trace); }
    void everyPolicyHasAFormula();
    void aBackoff();
    void aRunningBackoff();
    void aWaitOutsideItsFormula();
    void aConnectionThatWasCut();
    void anAttemptInVain();
    void anOpenConnection();

private:
    Trace m_trace;
};

void TestConnectionSheet::everyPolicyHasAFormula()
{
    for (const auto &policy : reconnectPolicies())
        QVERIFY2(!backoffFormula(policy->id()).isEmpty(), qPrintable(policy->id()));
    QCOMPARE(backoffFormula(QStringLiteral("nobody's")), QString());
}

void TestConnectionSheet::aBackoff()
{
    const Sheet sheet =
        sheetOf(m_trace, RunModel(m_trace), nth(m_trace, Kind::PageBackoff, "B", 1), m_trace.lastTime());
    QCOMPARE(sheet.title, QStringLiteral("B waits before attempt 2"));
    QCOMPARE(sheet.subtitle, QStringLiteral("over"));
    QCOMPARE(sheet.role, Role::Wait);
    QCOMPARE(value(sheet, "Back-off", "planned"), QStringLiteral("1.70 s"));
    QCOMPARE(value(sheet, "Back-off", "exactly"), QStringLiteral("1700.0 ms"));
    QCOMPARE(value(sheet, "Back-off", "rule"), QStringLiteral("htmx 2 WebSocket"));
    QCOMPARE(value(sheet, "Back-off", "so between"), QStringLiteral("0.0 ms and 2.00 s"));
    QCOMPARE(note(sheet, "Back-off"), QString());
}

void TestConnectionSheet::aRunningBackoff()
{
    Trace trace;
    trace.append(chattrace::make(Kind::PageBackoff, kSecond, "B", 1, 0,
                                 {{QStringLiteral("transport"), QStringLiteral("sse")},
                                  {QStringLiteral("attempt"), 1},
                                  {QStringLiteral("delay_ms"), 3000},
                                  {QStringLiteral("planned"), false}}));
    const Sheet sheet = sheetOf(trace, RunModel(trace), 1, 2 * kSecond);
    QCOMPARE(sheet.subtitle, QStringLiteral("running"));
    QCOMPARE(value(sheet, "Back-off", "expected"), QStringLiteral("3.00 s"));
    QCOMPARE(value(sheet, "Back-off", "left"), QStringLiteral("2.00 s"));
    QVERIFY(note(sheet, "Back-off").contains(QStringLiteral("does not say")));
}

void TestConnectionSheet::aWaitOutsideItsFormula()
{
    Trace trace;
    trace.append(chattrace::make(Kind::PageLoaded, 0, "B", 0, 0,
                                 {{QStringLiteral("htmx"), QStringLiteral("2.0.11")}}));
    trace.append(chattrace::make(Kind::PageBackoff, kSecond, "B", 1, 0,
                                 {{QStringLiteral("transport"), QStringLiteral("ws")},
                                  {QStringLiteral("attempt"), 1},
                                  {QStringLiteral("delay_ms"), 5000}}));
    QVERIFY(
        note(sheetOf(trace, RunModel(trace), 2, kSecond), "Back-off").contains(QStringLiteral("outside")));
}

void TestConnectionSheet::aConnectionThatWasCut()
{
    const Sheet sheet =
        sheetOf(m_trace, RunModel(m_trace), m_trace.ofKind(Kind::LinkCut).back(), m_trace.lastTime());
    QCOMPARE(sheet.title, QStringLiteral("Connection 2 of B"));
    QCOMPARE(sheet.subtitle, QStringLiteral("closed"));
    QCOMPARE(value(sheet, "Connection", "path"), QStringLiteral("/chat"));
    QCOMPARE(value(sheet, "Connection", "open from"), QStringLiteral("1.100 s"));
    QCOMPARE(value(sheet, "Connection", "to"), QStringLiteral("12.402 s"));
    QCOMPARE(value(sheet, "Wire", "to the page"), QStringLiteral("4 messages, 488 bytes"));
    QCOMPARE(value(sheet, "Wire", "to the server"), QStringLiteral("nothing"));
    QCOMPARE(value(sheet, "End", "wire code"), QStringLiteral("1006"));
    QCOMPARE(value(sheet, "End", "by"), QStringLiteral("link"));
    QVERIFY(note(sheet, "End").startsWith(QStringLiteral("The link was cut")));
}

void TestConnectionSheet::anAttemptInVain()
{
    const Sheet sheet =
        sheetOf(m_trace, RunModel(m_trace), nth(m_trace, Kind::PageConnecting, "B", 1), m_trace.lastTime());
    QCOMPARE(sheet.subtitle, QStringLiteral("never opened"));
    QCOMPARE(value(sheet, "Connection", "gave up after"), QStringLiteral("110 ms"));
    QCOMPARE(value(sheet, "Connection", "path"), QStringLiteral("/chat"));
}

void TestConnectionSheet::anOpenConnection()
{
    const Sheet sheet =
        sheetOf(m_trace, RunModel(m_trace), nth(m_trace, Kind::PageOpen, "A", 0), 22 * kSecond);
    QCOMPARE(sheet.subtitle, QStringLiteral("open"));
    QCOMPARE(value(sheet, "Connection", "to"), QStringLiteral("still open"));
    QCOMPARE(sheet.cards.size(), std::size_t(2));
}

QTEST_MAIN(TestConnectionSheet)
#include "tst_connectionsheet.moc"
