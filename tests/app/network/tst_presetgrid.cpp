#include <app/network/presetgrid.h>

#include <faults/presets.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPresetGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetHasAButtonWithItsSentence()
    {
        PresetGrid grid;
        QCOMPARE(grid.buttons().size(), presets().size());
        for (std::size_t i = 0; i < presets().size(); ++i) {
            const PresetButton *button = grid.buttons()[i];
            QCOMPARE(button->text(), presets()[i].title);
            QVERIFY(button->toolTip().contains(presets()[i].sentence.toHtmlEscaped()));
            QCOMPARE(button->accessibleDescription(), presets()[i].sentence);
        }
    }

    void saysHowLongAPresetLasts()
    {
        QCOMPARE(findPreset(u"wifi-drop")->duration(), std::optional<Nanoseconds>(3 * kSecond));
        QCOMPARE(findPreset(u"tunnel")->duration(), std::optional<Nanoseconds>(20 * kSecond));
        QCOMPARE(findPreset(u"deploy-1012")->duration(), std::optional<Nanoseconds>(3 * kSecond));
        QCOMPARE(findPreset(u"captive-portal")->duration(), std::optional<Nanoseconds>(30 * kSecond));
        QVERIFY(!findPreset(u"slow-3g")->duration());
        QVERIFY(!findPreset(u"flaky")->duration());
    }

    void aPressStartsAndTheNextEnds()
    {
        PresetGrid grid;
        QSignalSpy started(&grid, &PresetGrid::started);
        QSignalSpy ended(&grid, &PresetGrid::ended);
        PresetButton *tunnel = grid.buttons()[1];
        QTest::mouseClick(tunnel, Qt::LeftButton);
        QCOMPARE(started.size(), 1);
        QCOMPARE(started[0][0].toString(), u"tunnel"_s);
        grid.setRunning(u"tunnel"_s, 2 * kSecond, 7 * kSecond);
        QVERIFY(tunnel->isRunning());
        QVERIFY(!grid.buttons()[0]->isRunning());
        QCOMPARE(tunnel->accessibleName(), u"Tunnel, running"_s);
        QTest::keyClick(tunnel, Qt::Key_Space);
        QCOMPARE(started.size(), 1);
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended[0][0].toString(), u"tunnel"_s);
        grid.setRunning({}, 0, 8 * kSecond);
        QVERIFY(!tunnel->isRunning());
    }
};

QTEST_MAIN(TestPresetGrid)
#include "tst_presetgrid.moc"
