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
        row("updates missed, and none replayed",
            page(u"B"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {u"+catchup.none: B room"_s});
        row("near miss: a replay",
            page(u"B"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=replay"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=replay"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {});
        row("near miss: nothing was missed",
            page(u"B"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=0"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {});
        row("near miss: the script sends the state by hand",
            page(u"B"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"server.sent B t=8.1 conn=2 n=1 why=direct"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {});
        row("near miss: the page was loaded anew in the gap",
            page(u"B"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"page.loaded B t=7 htmx=2.0.11"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {});
        row("over when the next gap is caught up",
            page(u"B"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s} +
                QStringList{
                    u"gap.opened B t=10 conn=2 channel=room"_s,
                    u"server.opened B t=12 conn=3 transport=ws path=/chat channel=room catchUp=replay"_s,
                    u"gap.closed B t=12 conn=3 channel=room seconds=2 missed=1"_s},
            {u"+catchup.none: B room"_s, u"-catchup.none: B room"_s});
        row("hidden under htmx 2 is a gap as any other",
            page(u"B"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"page.hidden B t=4.9"_s, u"gap.opened B t=5 conn=1 channel=room"_s,
                    u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {u"+catchup.none: B room"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestNoCatchUp)
#include "tst_nocatchup.moc"
