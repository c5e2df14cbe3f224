#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// Gaps that nothing catches up.
class TestUncaughtGap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("two rules share it, and one speaks: seen", away(u"4"_s), {u"+catchup.none: B room"_s});
        row("and hidden", away(u"4"_s, {.before = {u"page.hidden B t=4.9"_s}}),
            {u"+hidden.missed: B room"_s});
        row("a page that was hidden long before was cut",
            away(u"4"_s, {.before = {u"page.hidden B t=1"_s, u"page.shown B t=1.5"_s}}),
            {u"+catchup.none: B room"_s});
        row("a second gap of the same kind is said once",
            away(u"2"_s) +
                QStringList{
                    u"gap.opened B t=12 conn=2 channel=room"_s,
                    u"server.opened B t=14 conn=3 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=14 conn=3 channel=room seconds=2 missed=1"_s, u"at 16"_s},
            {u"+catchup.none: B room"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestUncaughtGap)
#include "tst_uncaughtgap.moc"
