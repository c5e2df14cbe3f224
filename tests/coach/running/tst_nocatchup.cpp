#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A reconnection without a catch-up, with updates missed.
class TestNoCatchUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("updates missed, and none replayed", away(u"2"_s), {u"+catchup.none: B room"_s});
        row("near miss: a replay", away(u"2"_s, {.catchUp = u"replay"_s}), {});
        row("near miss: nothing was missed", away(u"2"_s, {.missed = 0}), {});
        row("near miss: the script sends the state by hand",
            away(u"2"_s, {.within = {u"server.sent B t=8.1 conn=2 n=1 why=direct"_s}}), {});
        row("near miss: the page was loaded anew in the gap",
            away(u"2"_s, {.within = {u"page.loaded B t=7 htmx=2.0.11"_s}}), {});
        row("over when the next gap is caught up",
            away(u"2"_s) +
                QStringList{
                    u"gap.opened B t=10 conn=2 channel=room"_s,
                    u"server.opened B t=12 conn=3 transport=ws path=/chat channel=room catchUp=replay"_s,
                    u"gap.closed B t=12 conn=3 channel=room seconds=2 missed=1"_s},
            {u"+catchup.none: B room"_s, u"-catchup.none: B room"_s});
        row("hidden under htmx 2 is a gap as any other", away(u"2"_s, {.before = {u"page.hidden B t=4.9"_s}}),
            {u"+catchup.none: B room"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestNoCatchUp)
#include "tst_nocatchup.moc"
