#include <app/network/dropgrid.h>

#include <support/commands.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestDropGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTheFaultThatItsButtonNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QVariantMap>("args");
        const auto ms = [](qint64 value) { return QVariant::fromValue<qint64>(value * kMillisecond); };
        QTest::newRow("reset") << u"Reset"_s << u"cut"_s << QVariantMap{{u"for"_s, ms(0)}};
        QTest::newRow("1001") << u"Close 1001"_s << u"close"_s << QVariantMap{{u"code"_s, 1001}};
        QTest::newRow("1006") << u"Close 1006"_s << u"hangup"_s << QVariantMap{};
        QTest::newRow("1011") << u"Close 1011"_s << u"close"_s << QVariantMap{{u"code"_s, 1011}};
        QTest::newRow("1012") << u"Close 1012"_s << u"close"_s << QVariantMap{{u"code"_s, 1012}};
        QTest::newRow("refuse") << u"Refuse"_s << u"refuse"_s << QVariantMap{{u"for"_s, ms(5000)}};
        QTest::newRow("503") << u"HTTP 503"_s << u"http"_s
                             << QVariantMap{{u"status"_s, 503}, {u"for"_s, ms(5000)}};
        QTest::newRow("freeze") << u"Freeze"_s << u"freeze"_s << QVariantMap{{u"for"_s, ms(5000)}};
    }

    void asksForTheFaultThatItsButtonNames()
    {
        QFETCH(QString, text);
        QFETCH(QString, fault);
        QFETCH(QVariantMap, args);
        DropGrid grid;
        QSignalSpy asked(&grid, &DropGrid::faultRequested);
        for (QPushButton *button : grid.findChildren<QPushButton *>()) {
            if (button->text() == text)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked), test::command(fault, args));
        LinkFaults faults;
        QVERIFY(faults.apply(test::asked(asked), 0));
    }

    void untilMendedHasNoDuration()
    {
        DropGrid grid;
        grid.setDuration(Ends::byHand());
        QSignalSpy asked(&grid, &DropGrid::faultRequested);
        for (QPushButton *button : grid.findChildren<QPushButton *>()) {
            QVERIFY(!button->toolTip().isEmpty());
            QVERIFY(!button->accessibleName().isEmpty());
            if (button->text() == u"Freeze"_s)
                button->click();
        }
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked), FaultCommand{.fault = u"freeze"_s});
    }
};

QTEST_MAIN(TestDropGrid)
#include "tst_dropgrid.moc"
