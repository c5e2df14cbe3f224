#include "twin.h"

#include <QTest>

using namespace swapscope;
using namespace swapscope::test;

// The ledger is proved against the document: whatever befalls a page, what the ledger says that it lacks is
// what it lacks beside a twin whose link never fails.
//
// SWAPSCOPE_TWIN_SEED is the first run's seed, SWAPSCOPE_TWIN_RUNS how many runs each combination has,
// SWAPSCOPE_TWIN_MS for how long mishaps happen in each.
class TestTwin : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private:
    // All, or those whose first letters (reload, hide, server) SWAPSCOPE_TWIN_KINDS names.
    static MishapKinds kinds()
    {
        const QString letters = qEnvironmentVariable("SWAPSCOPE_TWIN_KINDS", QStringLiteral("rhs"));
        return {letters.contains(u'r'), letters.contains(u'h'), letters.contains(u's')};
    }

private Q_SLOTS:
    void theSameSeedPlansTheSame()
    {
        const QStringList clients{QStringLiteral("B"), QStringLiteral("C")};
        const auto told = [&clients](quint64 seed) {
            QStringList texts;
            for (const Mishap &mishap : planMishaps(Random(seed), clients, 20 * kSecond, {}))
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
        quint64 salt = 0;
        for (const char *htmx : {"2", "4"}) {
            for (const char *scenario : {"room", "counter"}) {
                for (const char *catchUp : {"none", "snapshot", "replay"}) {
                    // The short history of every other scenario overflows in a gap.
                    const bool overflows = (htmx[0] == '2') == (scenario[0] == 'r');
                    QTest::addRow("htmx %s, %s, %s", htmx, scenario, catchUp)
                        << QString::fromLatin1(htmx) << QString::fromLatin1(scenario)
                        << QString::fromLatin1(catchUp)
                        << (overflows ? QStringLiteral("5") : QStringLiteral("100")) << ++salt;
                }
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
        const quint64 first = qEnvironmentVariable("SWAPSCOPE_TWIN_SEED", QStringLiteral("1")).toULongLong();
        const int runs =
            std::max(1, qEnvironmentVariable("SWAPSCOPE_TWIN_RUNS", QStringLiteral("1")).toInt());
        const qint64 length =
            std::max(1000, qEnvironmentVariable("SWAPSCOPE_TWIN_MS", QStringLiteral("2500")).toInt());
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
            TwinRun twin(setting);
            const QString wrong = twin.play();
            QVERIFY2(
                wrong.isEmpty(),
                qPrintable(QStringLiteral("seed %1: %2\n%3").arg(setting.seed).arg(wrong, twin.story())));
            QVERIFY(twin.missed() > 0);
        }
    }
};

QTEST_MAIN(TestTwin)
#include "tst_twin.moc"
