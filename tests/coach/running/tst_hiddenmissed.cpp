#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// What htmx 4 misses while the page is hidden.
class TestHiddenMissed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("htmx 4 closed a hidden page, and nothing is caught up",
            away(u"4"_s, {.before = {u"page.hidden B t=4.9"_s}}), {u"+hidden.missed: B room"_s});
        row("the page's word comes after the link's",
            away(u"4"_s, {.within = {u"page.hidden B t=4.9"_s, u"page.shown B t=7.9"_s}}),
            {u"+hidden.missed: B room"_s});
        row("near miss: hidden long before", away(u"4"_s, {.before = {u"page.hidden B t=1"_s}}),
            {u"+catchup.none: B room"_s});
        row("near miss: it is caught up",
            away(u"4"_s, {.catchUp = u"replay"_s, .before = {u"page.hidden B t=4.9"_s}}), {});
        row("near miss: hidden, and nothing came",
            away(u"4"_s, {.missed = 0, .before = {u"page.hidden B t=4.9"_s}}), {});
        row("a cut of a page that is seen is none of this", away(u"4"_s), {u"+catchup.none: B room"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestHiddenMissed)
#include "tst_hiddenmissed.moc"
