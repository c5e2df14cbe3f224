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
            page(u"B"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"page.hidden B t=4.9"_s, u"gap.opened B t=5 conn=1 channel=room"_s,
                    u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {u"+hidden.missed: B room"_s});
        row("near miss: it is caught up",
            page(u"B"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=replay"_s,
                    u"page.hidden B t=4.9"_s, u"gap.opened B t=5 conn=1 channel=room"_s,
                    u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=replay"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {});
        row("near miss: hidden, and nothing came",
            page(u"B"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"page.hidden B t=4.9"_s, u"gap.opened B t=5 conn=1 channel=room"_s,
                    u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=0"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {});
        row("a cut of a page that is seen is none of this",
            page(u"B"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {u"+catchup.none: B room"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestHiddenMissed)
#include "tst_hiddenmissed.moc"
