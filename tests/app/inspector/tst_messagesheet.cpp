#include "sheets.h"

#include <QTest>

using namespace swapscope;
using namespace sheettest;

class TestMessageSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fill(m_trace); }
    void liveAtAllThreePoints();
    void everyPointGivesTheSameSheet();
    void aReplay();
    void sentByThePage();
    void missedAndRecovered();
    void lostOnTheWay();
    void aTargetThatIsNotThere();

private:
    Trace m_trace;
};

void TestMessageSheet::liveAtAllThreePoints()
{
    const Sheet sheet =
        sheetOf(m_trace, RunModel(m_trace), nth(m_trace, Kind::ServerSent, "B", 1), m_trace.lastTime());
    QCOMPARE(sheet.title, QStringLiteral("Update 2 to B"));
    QCOMPARE(sheet.subtitle, QStringLiteral("live \u00b7 280 ms on the way"));
    QCOMPARE(sheet.role, Role::Live);
    QCOMPARE(sheet.cards.size(), std::size_t(3));
    QCOMPARE(value(sheet, "Intent", "channel"), QStringLiteral("room"));
    QCOMPARE(value(sheet, "Intent", "published"), QStringLiteral("11.000 s"));
    QCOMPARE(value(sheet, "Intent", "sent"), QStringLiteral("11.010 s"));
    QCOMPARE(value(sheet, "Wire", "connection"), QStringLiteral("2"));
    QCOMPARE(value(sheet, "Wire", "message no."), QStringLiteral("2"));
    QCOMPARE(value(sheet, "Wire", "size"), QStringLiteral("122 bytes"));
    QCOMPARE(value(sheet, "Wire", "closed later"), QStringLiteral("12.400 s, code 1006"));
    QCOMPARE(value(sheet, "Effect", "received"), QStringLiteral("11.290 s"));
    QCOMPARE(value(sheet, "Effect", "swap"), QStringLiteral("beforeend \u2192 #messages"));
    QCOMPARE(value(sheet, "Effect", "nodes"), QStringLiteral("+1  \u22120"));
    QVERIFY(sheet.fragment.contains(QStringLiteral("hx-swap-oob")));
    QVERIFY(sheet.swapped);
    QVERIFY(sheet.after.size() > sheet.before.size());
}

void TestMessageSheet::everyPointGivesTheSameSheet()
{
    const Sheet sheet = sheetOf(m_trace, RunModel(m_trace), nth(m_trace, Kind::ServerSent, "A", 3), 0);
    for (const Kind kind : {Kind::PageMessage, Kind::PageSwap}) {
        const Sheet other = sheetOf(m_trace, RunModel(m_trace), nth(m_trace, kind, "A", 3), 0);
        QCOMPARE(other.title, sheet.title);
        QCOMPARE(other.fragment, sheet.fragment);
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(other.cards[i].rows, sheet.cards[i].rows);
    }
}

void TestMessageSheet::aReplay()
{
    const Sheet sheet = sheetOf(m_trace, RunModel(m_trace), nth(m_trace, Kind::ServerSent, "B", 4), 0);
    QCOMPARE(sheet.role, Role::CatchUp);
    QCOMPARE(value(sheet, "Intent", "why"), QStringLiteral("replayed after a return"));
}

void TestMessageSheet::sentByThePage()
{
    const Sheet sheet = sheetOf(m_trace, RunModel(m_trace), nth(m_trace, Kind::PageSent, "A", 0), 0);
    QCOMPARE(sheet.title, QStringLiteral("Sent by A"));
    QCOMPARE(sheet.role, Role::Sent);
    QCOMPARE(sheet.subtitle, QStringLiteral("100 ms on the way"));
    QCOMPARE(value(sheet, "Wire", "direction"), QStringLiteral("\u2191 to the server"));
    QCOMPARE(value(sheet, "Effect", "path"), QStringLiteral("/chat"));
    QCOMPARE(sheet.fragmentCaption, QStringLiteral("Message"));
    QCOMPARE(sheet.fragment, QStringLiteral("{\"message\":\"hi\"}"));
}

void TestMessageSheet::missedAndRecovered()
{
    const Sheet sheet = sheetOf(m_trace, RunModel(m_trace), nth(m_trace, Kind::UpdateMissed, "B", 0), 0);
    QCOMPARE(sheet.title, QStringLiteral("Update 5 missed by B"));
    QCOMPARE(sheet.subtitle, QStringLiteral("recovered by replay"));
    QCOMPARE(note(sheet, "Wire"), QStringLiteral("Nothing was sent: B had no connection."));
    QCOMPARE(value(sheet, "Effect", "after"), QStringLiteral("5.18 s"));
    QVERIFY(!sheet.fragment.isEmpty());
}

void TestMessageSheet::lostOnTheWay()
{
    Trace trace;
    trace.append(chattrace::make(Kind::ServerSent, kSecond, "A", 1, 1,
                                 {{QStringLiteral("why"), QStringLiteral("live")}}));
    trace.append(chattrace::make(
        Kind::LinkLost, 2 * kSecond, "A", 1, 1,
        {{QStringLiteral("dir"), QStringLiteral("down")}, {QStringLiteral("why"), QStringLiteral("cut")}}));
    const Sheet sheet = sheetOf(trace, RunModel(trace), 1, 3 * kSecond);
    QCOMPARE(sheet.role, Role::Lost);
    QCOMPARE(sheet.subtitle, QStringLiteral("lost"));
    QCOMPARE(note(sheet, "Wire"), QStringLiteral("Lost: the cut came while it was inside the link."));
    QCOMPARE(note(sheet, "Effect"), QStringLiteral("It never reached the page."));
}

void TestMessageSheet::aTargetThatIsNotThere()
{
    Trace trace;
    trace.append(chattrace::make(Kind::PageMessage, kSecond, "A", 1, 1));
    Event missed = chattrace::make(Kind::PageSwapMissed, kSecond, "A", 1, 1,
                                   {{QStringLiteral("target"), QStringLiteral("#gone")},
                                    {QStringLiteral("style"), QStringLiteral("innerHTML")}});
    missed.cause = 1;
    trace.append(missed);
    const Sheet sheet = sheetOf(trace, RunModel(trace), 2, kSecond);
    QCOMPARE(value(sheet, "Effect", "swap"), QStringLiteral("innerHTML \u2192 #gone"));
    QVERIFY(note(sheet, "Effect").startsWith(QStringLiteral("The page has no such target")));
    QVERIFY(!sheet.swapped);
}

QTEST_MAIN(TestMessageSheet)
#include "tst_messagesheet.moc"
