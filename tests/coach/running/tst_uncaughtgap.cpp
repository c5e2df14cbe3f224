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
        row("two rules share it, and one speaks: seen",
            page(u"B"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {u"+catchup.none: B room"_s});
        row("and hidden",
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
        row("a page that was hidden long before was cut",
            page(u"B"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"page.hidden B t=1"_s, u"page.shown B t=1.5"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s},
            {u"+catchup.none: B room"_s});
        row("a second gap of the same kind is said once",
            page(u"B"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.opened B t=0.2 conn=1 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.opened B t=5 conn=1 channel=room"_s, u"page.closed B t=5 conn=1 code=1006"_s,
                    u"page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                    u"server.opened B t=8.1 conn=2 transport=ws path=/chat channel=room catchUp=none"_s,
                    u"gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=3"_s, u"at 8.5"_s,
                    u"at 9.2"_s} +
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
