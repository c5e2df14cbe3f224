#include <link/faults/describe.h>
#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestDescribe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultIsAPhrase_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QStringList>("phrases");
        const auto row = [](const char *fault, const QVariantMap &args, const QStringList &phrases) {
            QTest::addRow("%s %d", fault, static_cast<int>(args.size()))
                << QString::fromLatin1(fault) << args << phrases;
        };
        const auto key = [](const char *name) { return QString::fromLatin1(name); };
        const auto text = [](const char *words) { return QStringList{QString::fromUtf8(words)}; };
        row("latency", {{key("delay"), 120 * kMillisecond}, {key("jitter"), 40 * kMillisecond}},
            text("120 ms \xc2\xb1 40"));
        row("latency",
            {{key("delay"), 5 * kMillisecond}, {key("direction"), key("up")}, {key("for"), kSecond}},
            text("5 ms up"));
        row("lose", {{key("probability"), 0.05}, {key("direction"), key("down")}}, text("loses 5 % down"));
        row("duplicate", {{key("event"), key("tick")}, {key("next"), 1}},
            text("duplicates next 1 of \xe2\x80\x9ctick\xe2\x80\x9d"));
        row("delay", {{key("by"), 2 * kSecond}}, text("delays by 2 s"));
        row("bandwidth", {{key("kbit"), 64}}, text("64 kbit/s"));
        row("slice", {}, text("slices of 1"));
        row("limit", {{key("bytes"), 100}}, text("ends after 100 bytes"));
        row("idle", {{key("timeout"), 60 * kSecond}}, text("idle ends after 1 m"));
        row("halfopen", {{key("direction"), key("down")}}, text("half-open down"));
        row("refuse", {}, text("refuses"));
        row("refuse", {{key("next"), 3}}, text("refuses next 3"));
        row("cut", {{key("probability"), 0.5}}, text("cut 50 %"));
        row("cut", {{key("for"), 0}}, {});
        row("freeze", {}, text("frozen"));
        row("freeze", {{key("direction"), key("up")}}, text("frozen up"));
        row("close", {{key("after_messages"), 10}}, text("close after 10 messages"));
        row("http", {{key("status"), 503}, {key("probability"), 0.2}}, text("answers 503 20 %"));
        row("flap", {}, text("flaps"));
        row("handshake", {{key("by"), 2 * kSecond}}, text("handshake 2 s"));
    }

    void aFaultIsAPhrase()
    {
        QFETCH(QString, fault);
        QFETCH(QVariantMap, args);
        LinkFaults faults;
        const auto effect = applyFault(faults, fault, args, 0);
        QVERIFY2(effect.ok(), effect.ok() ? "" : qPrintable(effect.error().message));
        QTEST(describeFaults(faults, 0), "phrases");
    }

    void inForceAloneIsDescribed()
    {
        LinkFaults faults;
        QCOMPARE(describeFaults(faults, 0), QStringList());
        QVERIFY(applyFault(faults, QStringLiteral("lose"),
                           {{QStringLiteral("after"), 10}, {QStringLiteral("for"), 10}}, 0));
        QCOMPARE(describeFaults(faults, 9), QStringList());
        QCOMPARE(describeFaults(faults, 10), QStringList{QStringLiteral("loses")});
        QCOMPARE(describeFaults(faults, 20), QStringList());
        QCOMPARE(faults.nextChange(0), std::optional<Nanoseconds>(10));
        QCOMPARE(faults.nextChange(10), std::optional<Nanoseconds>(20));
    }
};

QTEST_GUILESS_MAIN(TestDescribe)
#include "tst_describe.moc"
