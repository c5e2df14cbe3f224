#include "catchup.h"

#include "stage.h"

#include <client/reconnect.h>
#include <page/pageview.h>
#include <trace/ledger/ledger.h>
#include <trace/trace.h>

#include <support/commands.h>

#include <QSet>
#include <QTest>

namespace swapscope::test {

namespace {

QSet<qint64> updatesOf(Stage &stage, Kind kind, const QString &client)
{
    QSet<qint64> numbers;
    for (const Event &event : stage.events(isKind(kind, client)))
        numbers.insert(event.update);
    return numbers;
}

} // namespace

CatchUpTest::CatchUpTest(QString scenario, QString version)
    : m_scenario(std::move(scenario)), m_version(std::move(version))
{
}

void CatchUpTest::initMain()
{
    preparePages();
}

QString CatchUpTest::transport() const
{
    return m_scenario == u"chat" ? QStringLiteral("ws") : QStringLiteral("sse");
}

// Every planned back-off lies within the formula of its version.
void CatchUpTest::checkBackoffs(Stage &stage)
{
    const std::vector<Event> backoffs = stage.events(isKind(Kind::PageBackoff, QStringLiteral("B")));
    QVERIFY(!backoffs.empty());
    // The counter asks for one second between attempts.
    const double retry = m_scenario == u"counter" ? 1000 : -1;
    for (const Event &event : backoffs) {
        const bool planned = event.data.value(Field::Planned).toBool(true);
        const QString id =
            planned ? QStringLiteral("htmx%1-%2").arg(m_version, transport()) : QStringLiteral("eventsource");
        const auto policy = reconnectPolicy(id);
        QVERIFY2(policy, qPrintable(id));
        const int attempt = event.data.value(Field::Attempt).toInt();
        const double delay = event.data.value(Field::DelayMs).toDouble();
        const DelayBounds bounds = policy->bounds(attempt, retry);
        // The page's own clock and arithmetic are doubles; a microsecond is nothing to them.
        QVERIFY2(delay >= bounds.minMs - 0.001 && delay <= bounds.maxMs + 0.001,
                 qPrintable(QStringLiteral("%1: attempt %2 planned %3 ms, not within %4 to %5")
                                .arg(id)
                                .arg(attempt)
                                .arg(delay)
                                .arg(bounds.minMs)
                                .arg(bounds.maxMs)));
    }
}

void CatchUpTest::pageKnowsWhatTheLedgerSays_data()
{
    QTest::addColumn<QString>("catchUp");
    QTest::addColumn<QString>("cursor");
    for (const char *way : {"none", "snapshot", "replay"})
        QTest::newRow(way) << QString::fromLatin1(way) << QString();
    // A stream says by itself what it has (Last-Event-ID); a page with a socket can be made to.
    if (m_scenario == u"chat")
        QTest::newRow("replay, by the page's own cursor")
            << QStringLiteral("replay") << QStringLiteral("page");
}

void CatchUpTest::pageKnowsWhatTheLedgerSays()
{
    QFETCH(QString, catchUp);
    QFETCH(QString, cursor);
    const QString a = QStringLiteral("A");
    const QString b = QStringLiteral("B");
    Stage stage;
    SessionOptions options;
    options.htmx = m_version;
    options.params = {{QStringLiteral("catchUp"), catchUp}};
    if (!cursor.isEmpty())
        options.params.insert(QStringLiteral("cursor"), cursor);
    QCOMPARE(stage.open(m_scenario, options), QString());
    Session &session = stage.session();

    // Messages swap on both pages.
    for (const QString &client : {a, b}) {
        const EventId swap = stage.waitFor([&client](const Event &event) {
            return event.kind == Kind::PageSwap && event.client == client && event.update > 0;
        });
        QVERIFY2(swap != 0, qPrintable(client));
        const Event &event = session.trace().at(swap);
        QVERIFY(event.data.value(Field::Added).toInt() > 0);
        QVERIFY(event.cause != 0);
        QCOMPARE(session.trace().at(event.cause).kind, Kind::PageMessage);
    }

    session.applyFault(
        test::command(QStringLiteral("cut"), {{QStringLiteral("for"), qint64(4 * kSecond)}}, b));
    const EventId cut = stage.waitFor(isKind(Kind::LinkCut, b));
    QVERIFY(cut != 0);
    const EventId closed = stage.waitFor(isKind(Kind::PageClosed, b), cut);
    QVERIFY(closed != 0);
    QVERIFY(stage.waitFor(isKind(Kind::LinkMended, b), cut) != 0);

    // B reconnects, and live updates reach it again.
    const EventId again = stage.waitFor(isKind(Kind::ServerOpened, b), cut);
    QVERIFY(again != 0);
    int live = 0;
    QVERIFY(stage.waitFor(
                [&live, again, &b](const Event &event) {
                    return event.kind == Kind::PageMessage && event.client == b && event.id > again &&
                           event.data.value(Field::Why).toString() == u"live" && ++live == 2;
                },
                again) != 0);

    session.quiesce();
    QVERIFY(stage.waitUntil([&session, &a, &b] {
        const Nanoseconds now = session.now();
        return session.ledger().summary(a, now).inFlight == 0 &&
               session.ledger().summary(b, now).inFlight == 0;
    }));
    // The last swaps settle after their messages.
    const QList<qint64> shownByA = stage.shown(a);
    const QList<qint64> shownByB = stage.shown(b);
    session.finishLedger();
    stage.workThrough();
    checkBackoffs(stage);

    const LedgerSummary summaryA = session.ledger().summary(a, session.now());
    const LedgerSummary summaryB = session.ledger().summary(b, session.now());
    // A is never away. Only what is published while the server waits for its page's first word comes late.
    const std::vector<Event> words = stage.events(isKind(Kind::ServerReceived, a));
    for (const Event &missedByA : stage.events(isKind(Kind::UpdateMissed, a))) {
        const EventId published = stage.waitFor([&missedByA](const Event &event) {
            return event.kind == Kind::ServerPublished && event.update == missedByA.update;
        });
        QVERIFY(!cursor.isEmpty() && !words.empty() && published < words.front().id);
    }
    QCOMPARE(summaryA.lost(), 0);
    QCOMPARE(summaryA.duplicated, 0);
    QCOMPARE(summaryB.published, summaryB.delivered + summaryB.missed);
    QVERIFY(summaryB.missed >= 1);

    // What is in the page, by itself.
    const QSet<qint64> inA(shownByA.begin(), shownByA.end());
    const QSet<qint64> inB(shownByB.begin(), shownByB.end());
    QCOMPARE(inB.size(), shownByB.size()); // nothing twice
    QList<qint64> sorted = shownByB;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(shownByB, sorted); // and in order

    const QSet<qint64> missed = updatesOf(stage, Kind::UpdateMissed, b);
    const QSet<qint64> recovered = updatesOf(stage, Kind::UpdateRecovered, b);
    QCOMPARE(missed.size(), summaryB.missed);
    QCOMPARE(recovered.size(), summaryB.recovered());
    const QSet<qint64> lacking = missed - recovered;
    QVERIFY2(!inB.intersects(lacking), "the page shows what the ledger says that it lacks");
    // What A got since B was there, and B's page does not show, is what the ledger says was lost.
    const Event &first = session.trace().at(stage.waitFor([&b](const Event &event) {
        return event.kind == Kind::ServerSent && event.client == b && event.update > 0;
    }));
    QSet<qint64> expected;
    for (const qint64 number : inA) {
        if (number >= first.update && !inB.contains(number))
            expected.insert(number);
    }
    QCOMPARE(lacking, expected);
    if (catchUp == u"none") {
        QCOMPARE(summaryB.recovered(), 0);
        QCOMPARE(lacking.size(), summaryB.missed);
    } else {
        QCOMPARE(summaryB.lost(), 0);
        QCOMPARE(catchUp == u"replay" ? summaryB.recoveredByReplay : summaryB.recoveredBySnapshot,
                 summaryB.missed);
    }
    stage.close();
}

} // namespace swapscope::test
