#include "ends.h"

#include <link/faults/fault.h>
#include <link/presets.h>

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace swapscope;
using test::End;
using test::EndServer;
using test::Run;

class TestPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreFoundByTheirNames()
    {
        QStringList names;
        for (const Preset &preset : presets()) {
            names << preset.name;
            QCOMPARE(findPreset(preset.name), &preset);
            QVERIFY(!preset.title.isEmpty());
            QVERIFY2(preset.sentence.endsWith(u'.'), qPrintable(preset.name));
        }
        QCOMPARE(names,
                 QStringLiteral("wifi-drop tunnel slow-3g deploy-1012 deploy-1001 corporate-proxy flaky "
                                "flapping-server captive-portal")
                     .split(u' '));
        QVERIFY(!findPreset(u"moon"));
    }

    // Every step is a fault that there is, with arguments that it takes, in the order of time.
    void theirStepsCanBeTaken()
    {
        for (const Preset &preset : presets()) {
            LinkFaults faults;
            QVERIFY(!preset.steps.empty());
            QCOMPARE(preset.steps.front().at, 0);
            Nanoseconds last = 0;
            for (const PresetStep &step : preset.steps) {
                QVERIFY(step.at >= last);
                last = step.at;
                const auto effect = applyFault(faults, step.fault, step.args, step.at);
                QVERIFY2(effect.ok(), qPrintable(preset.name + u' ' + step.fault));
            }
        }
    }

    void theirNumbersAreThoseOfTheirSentences()
    {
        LinkFaults faults;
        for (const PresetStep &step : findPreset(u"slow-3g")->steps)
            QVERIFY(applyFault(faults, step.fault, step.args, 0));
        QCOMPARE(faults.latency, (PathLatency{200 * kMillisecond, 50 * kMillisecond}));
        QCOMPARE(faults.bandwidth.bytesPerSecond, 50'000);

        faults = {};
        const Preset &tunnel = *findPreset(u"tunnel");
        QVERIFY(applyFault(faults, tunnel.steps[0].fault, tunnel.steps[0].args, 0));
        QVERIFY(faults.halfOpen.active(Direction::Up, 20 * kSecond - 1));
        QVERIFY(!faults.halfOpen.active(Direction::Up, 20 * kSecond));
        const auto end = applyFault(faults, tunnel.steps[1].fault, tunnel.steps[1].args, 20 * kSecond);
        QVERIFY(end && end->resetAll);
        QVERIFY(faults.admits(20 * kSecond));

        faults = {};
        for (const PresetStep &step : findPreset(u"deploy-1001")->steps) {
            const auto effect = applyFault(faults, step.fault, step.args, 0);
            QVERIFY(effect);
            if (effect->closeAll)
                QCOMPARE(effect->closeAll->code, 1001);
        }
        QVERIFY(!faults.admits(3 * kSecond - 1));
        QVERIFY(faults.admits(3 * kSecond));
    }

    void aCaptivePortalAnswersEverythingOverASocket()
    {
        EndServer server;
        Run run(server.serverPort());
        End before(run.link.port());
        before.send("GET /ticks HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n");
        QTRY_COMPARE(server.ends.size(), 1U);
        for (const PresetStep &step : findPreset(u"captive-portal")->steps)
            QVERIFY(run.link.apply(step.fault, step.args));
        QTRY_VERIFY(before.wasReset);
        End after(run.link.port());
        after.send("GET / HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(after.ended);
        QVERIFY(after.received.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(after.received.contains("\r\nContent-Type: text/html\r\n"));
        QCOMPARE(server.ends.size(), 1U);
    }

    void theManualHasThemAll()
    {
        QFile page(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/manual/network.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll())
                                 .replace(QRegularExpression(QStringLiteral("\\s+")), QStringLiteral(" "));
        for (const Preset &preset : presets()) {
            const QString row = QStringLiteral("| %1 | %2 |").arg(preset.title, preset.sentence);
            QVERIFY2(text.contains(row), qPrintable(row));
        }
    }
};

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_presets.moc"
