#include <faults/linkfaults.h>
#include <faults/presets.h>

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace swapscope;

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
                const auto effect = faults.apply(step.command, step.at);
                QVERIFY2(effect.ok(), qPrintable(preset.name + u' ' + step.command.fault));
            }
        }
    }

    void theirNumbersAreThoseOfTheirSentences()
    {
        LinkFaults faults;
        for (const PresetStep &step : findPreset(u"slow-3g")->steps)
            QVERIFY(faults.apply(step.command, 0));
        const PathActs path = faults.path(Direction::Up, 0);
        QCOMPARE(path.latency, (Latency{200 * kMillisecond, 50 * kMillisecond}));
        QCOMPARE(path.bytesPerSecond, std::optional<qint64>(50'000));

        faults = LinkFaults();
        const Preset &tunnel = *findPreset(u"tunnel");
        QVERIFY(faults.apply(tunnel.steps[0].command, 0));
        QVERIFY(faults.path(Direction::Up, 20 * kSecond - 1).swallows);
        QVERIFY(!faults.path(Direction::Up, 20 * kSecond).swallows);
        const auto end = faults.apply(tunnel.steps[1].command, 20 * kSecond);
        QVERIFY(end && end->connections == ConnectionAct(ResetConnections{}));
        QVERIFY(faults.admits(20 * kSecond));

        faults = LinkFaults();
        for (const PresetStep &step : findPreset(u"deploy-1001")->steps) {
            const auto effect = faults.apply(step.command, 0);
            QVERIFY(effect);
            if (effect->connections)
                QCOMPARE(std::get<CloseConnections>(*effect->connections).code, 1001);
        }
        QVERIFY(!faults.admits(3 * kSecond - 1));
        QVERIFY(faults.admits(3 * kSecond));
    }

    void theyLastAsLongAsTheirFaults()
    {
        QCOMPARE(findPreset(u"wifi-drop")->duration(), std::optional(3 * kSecond));
        QCOMPARE(findPreset(u"tunnel")->duration(), std::optional(20 * kSecond));
        QCOMPARE(findPreset(u"deploy-1012")->duration(), std::optional(3 * kSecond));
        QVERIFY(!findPreset(u"slow-3g")->duration());
        QCOMPARE(static_cast<std::size_t>(presetNames().size()), presets().size());
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
