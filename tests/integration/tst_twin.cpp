#include "twin.h"

#include <QTest>

#include <array>

using namespace swapscope;
using namespace swapscope::test;

// The ledger is proved against the document: whatever befalls a page, what the ledger says that it lacks is
// what it lacks beside a twin whose link never fails.
//
// SWAPSCOPE_TWIN_SEED is the first run's seed, SWAPSCOPE_TWIN_RUNS how many runs each combination has,
// SWAPSCOPE_TWIN_MS for how long mishaps happen in each, SWAPSCOPE_TWIN_KINDS which kinds of them.
class TestTwin : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private:
    // All, or those that SWAPSCOPE_TWIN_KINDS names, with commas.
    static QStringList kinds()
    {
        const QStringList all = clientMishaps() + serverMishaps();
        QStringList kinds;
        for (const QString &kind : qEnvironmentVariable("SWAPSCOPE_TWIN_KINDS").split(u',')) {
            if (all.contains(kind))
                kinds << kind;
        }
        return kinds.isEmpty() ? all : kinds;
    }

private Q_SLOTS:
    void theSameSeedPlansTheSame()
    {
        const QStringList clients{QStringLiteral("B"), QStringLiteral("C")};
        const auto told = [&clients](quint64 seed) {
            QStringList texts;
            for (const Mishap &mishap :
                 planMishaps(Random(seed), clients, 60 * kSecond, clientMishaps() + serverMishaps(), {}))
                texts << mishap.text();
            return texts;
        };
        QCOMPARE(told(7), told(7));
        QVERIFY(told(7) != told(8));
        QVERIFY(told(7).size() > 20);
    }

    void theLedgerSaysWhatThePageLacks_data()
    {
        QTest::addColumn<QString>("htmx");
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("catchUp");
        QTest::addColumn<QString>("history");
        QTest::addColumn<quint64>("salt");
        QTest::addColumn<int>("rows");
        struct Way
        {
            const char *scenario;
            const char *catchUp;
        };
        // A room is a WebSocket, a counter an event stream; a field is a room whose pages say what they have.
        static constexpr std::array kWays{Way{"room", "none"},     Way{"room", "snapshot"},
                                          Way{"room", "replay"},   Way{"field", "replay"},
                                          Way{"counter", "none"},  Way{"counter", "snapshot"},
                                          Way{"counter", "replay"}};
        quint64 salt = 0;
        for (const char *htmx : {"2", "4"}) {
            for (const Way &way : kWays) {
                // The short history of every other scenario overflows in a gap.
                const bool overflows = (htmx[0] == '2') == (way.scenario[0] == 'r');
                QTest::addRow("htmx %s, %s, %s", htmx, way.scenario, way.catchUp)
                    << QString::fromLatin1(htmx) << QString::fromLatin1(way.scenario)
                    << QString::fromLatin1(way.catchUp)
                    << (overflows ? QStringLiteral("5") : QStringLiteral("100")) << ++salt
                    << static_cast<int>(2 * kWays.size());
            }
        }
    }

    void theLedgerSaysWhatThePageLacks()
    {
        QFETCH(QString, htmx);
        QFETCH(QString, scenario);
        QFETCH(QString, catchUp);
        QFETCH(QString, history);
        QFETCH(quint64, salt);
        QFETCH(int, rows);
        const quint64 first = qEnvironmentVariable("SWAPSCOPE_TWIN_SEED", QStringLiteral("1")).toULongLong();
        const int runs =
            std::max(1, qEnvironmentVariable("SWAPSCOPE_TWIN_RUNS", QStringLiteral("2")).toInt());
        const qint64 length =
            std::max(1000, qEnvironmentVariable("SWAPSCOPE_TWIN_MS", QStringLiteral("2000")).toInt());
        QStringList ofClients = kinds();
        for (const QString &kind : serverMishaps())
            ofClients.removeAll(kind);
        int missed = 0;
        int recovered = 0;
        int duplicated = 0;
        for (int run = 0; run < runs; ++run) {
            TwinSetting setting;
            setting.scenario = QStringLiteral(SWAPSCOPE_SOURCE_DIR "/tests/integration/twin/") + scenario;
            setting.htmx = htmx;
            setting.catchUp = catchUp;
            setting.history = history;
            setting.seed = first + static_cast<quint64>(run);
            setting.salt = salt;
            setting.length = length * kMillisecond;
            setting.kinds = kinds();
            // Row by row and run by run, every kind has its turn.
            const quint64 turn = setting.seed * static_cast<quint64>(rows) + salt;
            if (!ofClients.isEmpty())
                setting.first = ofClients.at(static_cast<int>(turn % static_cast<quint64>(ofClients.size())));
            TwinRun twin(setting);
            const QString wrong = twin.play();
            if (!wrong.isEmpty()) {
                for (const QString &line : twin.story())
                    qInfo("%s", qPrintable(line));
            }
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(setting.seed).arg(wrong)));
            QVERIFY(twin.sum().missed > 0);
            missed += twin.sum().missed;
            recovered += twin.sum().recovered();
            duplicated += twin.sum().duplicated;
        }
        // What comes twice for certain has been counted, whatever came later.
        QVERIFY(duplicated >= (kinds().contains(QStringLiteral("duplicate")) ? runs : 0));
        qInfo("%d runs: missed %d, recovered %d, duplicated %d", runs, missed, recovered, duplicated);
    }
};

QTEST_MAIN(TestTwin)
#include "tst_twin.moc"
