#include <faults/command.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatEndsItIsSaidByItsType()
    {
        QVERIFY(Ends::byHand().isByHand() && !Ends::byHand().time());
        QVERIFY(Ends::atOnce().isAtOnce() && !Ends::atOnce().isByHand());
        QCOMPARE(Ends::after(5).time(), std::optional<Nanoseconds>(5));
        QCOMPARE(Ends::after(0), Ends::atOnce());
        QVERIFY(!(Ends::byHand() == Ends::atOnce()));
        QVERIFY(FaultCommand{.fault = u"cut"_s}.ends.isByHand());
    }

    void aPresetIsOne()
    {
        const FaultCommand command = FaultCommand::preset(u"tunnel"_s, u"B"_s);
        QVERIFY(command.isPreset());
        QCOMPARE(command.presetName(), u"tunnel"_s);
        QCOMPARE(command.client, u"B"_s);
        QVERIFY(!FaultCommand{.fault = u"cut"_s}.isPreset());
    }

    void itCanGoToAnother()
    {
        const FaultCommand cut{.client = u"A"_s, .fault = u"cut"_s, .ends = Ends::after(5)};
        QCOMPARE(cut.to(u"B"_s), (FaultCommand{.client = u"B"_s, .fault = u"cut"_s, .ends = Ends::after(5)}));
        QVERIFY(!(cut.to(u"B"_s) == cut));
    }

    void aFaultAndItsEndHaveOneSubject()
    {
        QCOMPARE(subjectOf({.fault = u"lose"_s}), u"lose"_s);
        QCOMPARE(subjectOf(endOf(u"lose"_s)), u"lose"_s);
    }
};

QTEST_GUILESS_MAIN(TestCommand)
#include "tst_command.moc"
