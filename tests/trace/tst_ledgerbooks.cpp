#include "randomrun.h"
#include "story.h"

#include <core/random.h>
#include <trace/file/tracefile.h>
#include <trace/trace.h>

#include <QMap>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class LedgerBooksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBooksBalance_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 40; ++seed)
            QTest::newRow(qPrintable(u"seed %1"_s.arg(seed))) << seed;
    }
    void theBooksBalance()
    {
        QFETCH(quint64, seed);
        story::RandomRun run(seed);
        for (int i = 0; i < 600; ++i)
            run.step();
        run.endAll();

        Ledger ledger = story::pages();
        QMap<QString, QMap<Kind, int>> told;
        for (const Event &event : run.events) {
            for (const Event &derived : ledger.consume(event))
                ++told[derived.client][derived.kind];
            for (const QString &client : ledger.clients()) {
                const LedgerSummary sum = ledger.summary(client, event.t);
                QCOMPARE(sum.published, sum.delivered + sum.missed + sum.inFlight);
                QVERIFY(sum.inFlight >= 0 && sum.lost() >= 0 && sum.staleFor >= 0);
                QVERIFY(sum.behind >= sum.lost() && sum.behind <= sum.lost() + sum.inFlight);
                QCOMPARE(sum.stale, sum.lost() > 0);
                QCOMPARE(sum.missed, told[client][Kind::UpdateMissed]);
                QCOMPARE(sum.recovered(), told[client][Kind::UpdateRecovered]);
                QCOMPARE(sum.duplicated, told[client][Kind::UpdateDuplicated]);
            }
        }

        for (const QString &client : ledger.clients()) {
            // What the pages told, counted the plain way.
            QSet<qint64> live;
            QSet<qint64> known;
            QSet<qint64> published;
            qint64 covered = 0;
            bool receives = false;
            int again = 0;
            for (const Event &event : run.events) {
                const QString why = event.data.value(Field::Why).toString();
                if (event.kind == Kind::ServerOpened && event.client == client)
                    receives = true;
                if (event.kind == Kind::ServerPublished && receives)
                    published.insert(event.update);
                if (event.kind != Kind::PageMessage || event.client != client)
                    continue;
                const bool hasIt = known.contains(event.update) ||
                                   (event.update <= covered && published.contains(event.update));
                again += why == u"replay" && hasIt;
                if (why == u"live")
                    live.insert(event.update);
                if (why == u"snapshot")
                    covered = std::max(covered, event.update);
                else
                    known.insert(event.update);
            }
            int lost = 0;
            for (const qint64 update : published)
                lost += !known.contains(update) && update > covered;
            const LedgerSummary sum = ledger.summary(client, kSecond);
            QCOMPARE(sum.published, published.size());
            QCOMPARE(sum.delivered, live.size());
            QCOMPARE(sum.lost(), lost);
            QCOMPARE(sum.duplicated, again);
            QCOMPARE(sum.inFlight, 0);
        }
    }

    void timesDoNotChangeTheCounts()
    {
        story::RandomRun run(77);
        for (int i = 0; i < 2000; ++i)
            run.step();
        run.drain();
        std::vector<Event> shaken = run.events;
        Random random(5);
        for (Event &event : shaken) {
            if (kindName(event.kind).startsWith("page."_L1))
                event.t =
                    std::max<Nanoseconds>(event.t - static_cast<Nanoseconds>(random.uniform() * 3e8), 0);
        }
        Ledger plain = story::pages();
        Ledger late = story::pages();
        QCOMPARE(story::derived(late, shaken).filter(u"update."_s),
                 story::derived(plain, run.events).filter(u"update."_s));
        for (const QString &client : plain.clients()) {
            const LedgerSummary a = plain.summary(client, 1000 * kSecond);
            const LedgerSummary b = late.summary(client, 1000 * kSecond);
            QVERIFY(a.published > 100 && a.missed > 10 && a.recovered() > 10 && a.duplicated > 0);
            QCOMPARE(b.published, a.published);
            QCOMPARE(b.delivered, a.delivered);
            QCOMPARE(b.missed, a.missed);
            QCOMPARE(b.recoveredByReplay, a.recoveredByReplay);
            QCOMPARE(b.recoveredBySnapshot, a.recoveredBySnapshot);
            QCOMPARE(b.duplicated, a.duplicated);
            QVERIFY(b.staleFor >= 0);
        }
    }

    // What a file says may contradict itself: connections of two clients, updates that were never published.
    // Nothing that it can say ends the program, and no figure falls below nothing.
    void whatContradictsItselfDoesNoHarm_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("opened for another client than the link's")
            << QStringList{u"link.accepted B conn=1"_s, u"server.opened C conn=1 channel=room"_s,
                           u"server.published update=1 channel=room"_s,
                           u"server.sent B conn=1 n=1 update=1 channel=room why=live"_s};
        QTest::newRow("accepted anew for another")
            << QStringList{u"link.accepted B conn=1"_s, u"server.opened B conn=1 channel=room"_s,
                           u"link.accepted C conn=1"_s, u"server.published update=1 channel=room"_s,
                           u"server.sent C conn=1 n=1 update=1 channel=room why=live"_s};
        Random random(5);
        const auto below = [&random](int end) { return static_cast<int>(random.uniform() * end); };
        const QStringList clients{u"A"_s, u"B"_s, u"C"_s, {}};
        const QStringList channels{u"channel=c"_s, u"channel=d"_s, {}};
        const QStringList whys{u"why=live"_s, u"why=replay"_s, u"why=snapshot"_s, u"why=cut"_s, {}};
        for (int story = 0; story < 200; ++story) {
            QStringList lines;
            for (int i = 0; i < 80; ++i) {
                QStringList words{kindName(static_cast<Kind>(below(kEventKinds))), clients[below(4)],
                                  channels[below(3)], whys[below(5)]};
                words << u"conn=%1 n=%2 update=%3 cause=%4"_s.arg(below(4))
                             .arg(below(5))
                             .arg(below(7) - 1)
                             .arg(below(i + 1));
                if (below(4) == 0)
                    words << u"cursor=%1"_s.arg(below(5));
                if (below(3) == 0)
                    words << (below(2) == 0 ? u"dir=down"_s : u"dir=up"_s);
                lines << words.join(u' ');
            }
            QTest::newRow(qPrintable(u"by chance %1"_s.arg(story))) << lines;
        }
    }
    void whatContradictsItselfDoesNoHarm()
    {
        QFETCH(QStringList, lines);
        Ledger ledger = story::pages();
        for (const Event &event : story::joined(lines))
            ledger.consume(event);
        for (const QString &client : ledger.clients()) {
            const LedgerSummary sum = ledger.summary(client, kSecond);
            for (const auto count : {sum.published, sum.delivered, sum.missed, sum.inFlight,
                                     sum.recoveredByReplay, sum.duplicated, sum.behind})
                QVERIFY(count >= 0);
            QVERIFY(sum.staleFor >= 0);
        }
    }

    void aSavedTraceGivesTheSameAccount()
    {
        story::RandomRun run(78);
        for (int i = 0; i < 2000; ++i)
            run.step();
        run.drain();

        // As live: what is derived is recorded after what is waiting.
        Ledger live = story::pages();
        Trace trace;
        std::vector<Event> derived;
        std::size_t next = 0;
        for (const Event &event : run.events) {
            Event renumbered = event;
            renumbered.id = 0;
            renumbered.cause = 0;
            QVERIFY(trace.append(renumbered));
            for (Event &told : live.consume(trace.at(trace.size())))
                derived.push_back(std::move(told));
            for (; derived.size() > 20 && next < derived.size(); ++next)
                QVERIFY(trace.append(derived[next]));
        }
        QTemporaryDir dir;
        const QString path = dir.filePath(u"run.jsonl"_s);
        QVERIFY(saveTrace(path, trace).ok());
        const Result<TraceReading> reading = loadTrace(path);
        QVERIFY(reading.ok());
        Trace opened;
        for (const Event &event : reading->events)
            QVERIFY(opened.append(event));
        const Ledger again = Ledger::ofTrace(opened);
        const Nanoseconds now = trace.lastTime();
        for (const QString &client : live.clients())
            QCOMPARE(again.summary(client, now), live.summary(client, now));
        QCOMPARE(again.toJson(now), live.toJson(now));
    }
};

QTEST_GUILESS_MAIN(LedgerBooksTest)
#include "tst_ledgerbooks.moc"
