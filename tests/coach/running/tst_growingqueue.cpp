#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A queue that grows.
class TestGrowingQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("twenty",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.queued A t=1 conn=1 size=1 text=x"_s,
                            u"page.queued A t=2 conn=1 size=2 text=x"_s,
                            u"page.queued A t=3 conn=1 size=3 text=x"_s,
                            u"page.queued A t=4 conn=1 size=4 text=x"_s,
                            u"page.queued A t=5 conn=1 size=5 text=x"_s,
                            u"page.queued A t=6 conn=1 size=6 text=x"_s,
                            u"page.queued A t=7 conn=1 size=7 text=x"_s,
                            u"page.queued A t=8 conn=1 size=8 text=x"_s,
                            u"page.queued A t=9 conn=1 size=9 text=x"_s,
                            u"page.queued A t=10 conn=1 size=10 text=x"_s,
                            u"page.queued A t=11 conn=1 size=11 text=x"_s,
                            u"page.queued A t=12 conn=1 size=12 text=x"_s,
                            u"page.queued A t=13 conn=1 size=13 text=x"_s,
                            u"page.queued A t=14 conn=1 size=14 text=x"_s,
                            u"page.queued A t=15 conn=1 size=15 text=x"_s,
                            u"page.queued A t=16 conn=1 size=16 text=x"_s,
                            u"page.queued A t=17 conn=1 size=17 text=x"_s,
                            u"page.queued A t=18 conn=1 size=18 text=x"_s,
                            u"page.queued A t=19 conn=1 size=19 text=x"_s,
                            u"page.queued A t=20 conn=1 size=20 text=x"_s,
                            u"page.queued A t=21 conn=1 size=21 text=x"_s,
                            u"page.queued A t=22 conn=1 size=22 text=x"_s,
                            u"page.queued A t=23 conn=1 size=23 text=x"_s,
                            u"page.queued A t=24 conn=1 size=24 text=x"_s,
                            u"page.queued A t=25 conn=1 size=25 text=x"_s},
            {u"+queue.grows: A"_s});
        row("near miss: a few, and out they go",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.queued A t=1 conn=1 size=1 text=x"_s,
                            u"page.queued A t=2 conn=1 size=2 text=x"_s,
                            u"page.queued A t=3 conn=1 size=3 text=x"_s,
                            u"page.queued A t=4 conn=1 size=4 text=x"_s,
                            u"page.queued A t=5 conn=1 size=5 text=x"_s,
                            u"page.queued A t=6 conn=1 size=6 text=x"_s,
                            u"page.queued A t=7 conn=1 size=7 text=x"_s,
                            u"page.queued A t=8 conn=1 size=8 text=x"_s,
                            u"page.queued A t=9 conn=1 size=9 text=x"_s,
                            u"page.queued A t=10 conn=1 size=10 text=x"_s,
                            u"page.queued A t=11 conn=1 size=11 text=x"_s,
                            u"page.queued A t=12 conn=1 size=12 text=x"_s,
                            u"page.queued A t=13 conn=1 size=13 text=x"_s,
                            u"page.queued A t=14 conn=1 size=14 text=x"_s,
                            u"page.queued A t=15 conn=1 size=15 text=x"_s,
                            u"page.queued A t=16 conn=1 size=16 text=x"_s,
                            u"page.queued A t=17 conn=1 size=17 text=x"_s,
                            u"page.queued A t=18 conn=1 size=18 text=x"_s,
                            u"page.queued A t=19 conn=1 size=19 text=x"_s,
                            u"page.sent A t=21 conn=2 queued=true"_s,
                            u"page.queued A t=1 conn=1 size=1 text=x"_s,
                            u"page.queued A t=2 conn=1 size=2 text=x"_s,
                            u"page.queued A t=3 conn=1 size=3 text=x"_s,
                            u"page.queued A t=4 conn=1 size=4 text=x"_s,
                            u"page.queued A t=5 conn=1 size=5 text=x"_s,
                            u"page.queued A t=6 conn=1 size=6 text=x"_s,
                            u"page.queued A t=7 conn=1 size=7 text=x"_s,
                            u"page.queued A t=8 conn=1 size=8 text=x"_s,
                            u"page.queued A t=9 conn=1 size=9 text=x"_s,
                            u"page.queued A t=10 conn=1 size=10 text=x"_s,
                            u"page.queued A t=11 conn=1 size=11 text=x"_s,
                            u"page.queued A t=12 conn=1 size=12 text=x"_s,
                            u"page.queued A t=13 conn=1 size=13 text=x"_s,
                            u"page.queued A t=14 conn=1 size=14 text=x"_s,
                            u"page.queued A t=15 conn=1 size=15 text=x"_s,
                            u"page.queued A t=16 conn=1 size=16 text=x"_s,
                            u"page.queued A t=17 conn=1 size=17 text=x"_s,
                            u"page.queued A t=18 conn=1 size=18 text=x"_s,
                            u"page.queued A t=19 conn=1 size=19 text=x"_s},
            {});
        row("over when they are sent",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.queued A t=1 conn=1 size=1 text=x"_s,
                            u"page.queued A t=2 conn=1 size=2 text=x"_s,
                            u"page.queued A t=3 conn=1 size=3 text=x"_s,
                            u"page.queued A t=4 conn=1 size=4 text=x"_s,
                            u"page.queued A t=5 conn=1 size=5 text=x"_s,
                            u"page.queued A t=6 conn=1 size=6 text=x"_s,
                            u"page.queued A t=7 conn=1 size=7 text=x"_s,
                            u"page.queued A t=8 conn=1 size=8 text=x"_s,
                            u"page.queued A t=9 conn=1 size=9 text=x"_s,
                            u"page.queued A t=10 conn=1 size=10 text=x"_s,
                            u"page.queued A t=11 conn=1 size=11 text=x"_s,
                            u"page.queued A t=12 conn=1 size=12 text=x"_s,
                            u"page.queued A t=13 conn=1 size=13 text=x"_s,
                            u"page.queued A t=14 conn=1 size=14 text=x"_s,
                            u"page.queued A t=15 conn=1 size=15 text=x"_s,
                            u"page.queued A t=16 conn=1 size=16 text=x"_s,
                            u"page.queued A t=17 conn=1 size=17 text=x"_s,
                            u"page.queued A t=18 conn=1 size=18 text=x"_s,
                            u"page.queued A t=19 conn=1 size=19 text=x"_s,
                            u"page.queued A t=20 conn=1 size=20 text=x"_s,
                            u"page.sent A t=21 conn=2 queued=true"_s},
            {u"+queue.grows: A"_s, u"-queue.grows: A"_s});
        row("near miss: many that were sent at once",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"page.sent A t=0 conn=1 queued=false"_s,  u"page.sent A t=1 conn=1 queued=false"_s,
                    u"page.sent A t=2 conn=1 queued=false"_s,  u"page.sent A t=3 conn=1 queued=false"_s,
                    u"page.sent A t=4 conn=1 queued=false"_s,  u"page.sent A t=5 conn=1 queued=false"_s,
                    u"page.sent A t=6 conn=1 queued=false"_s,  u"page.sent A t=7 conn=1 queued=false"_s,
                    u"page.sent A t=8 conn=1 queued=false"_s,  u"page.sent A t=9 conn=1 queued=false"_s,
                    u"page.sent A t=10 conn=1 queued=false"_s, u"page.sent A t=11 conn=1 queued=false"_s,
                    u"page.sent A t=12 conn=1 queued=false"_s, u"page.sent A t=13 conn=1 queued=false"_s,
                    u"page.sent A t=14 conn=1 queued=false"_s, u"page.sent A t=15 conn=1 queued=false"_s,
                    u"page.sent A t=16 conn=1 queued=false"_s, u"page.sent A t=17 conn=1 queued=false"_s,
                    u"page.sent A t=18 conn=1 queued=false"_s, u"page.sent A t=19 conn=1 queued=false"_s,
                    u"page.sent A t=20 conn=1 queued=false"_s, u"page.sent A t=21 conn=1 queued=false"_s,
                    u"page.sent A t=22 conn=1 queued=false"_s, u"page.sent A t=23 conn=1 queued=false"_s,
                    u"page.sent A t=24 conn=1 queued=false"_s, u"page.sent A t=25 conn=1 queued=false"_s,
                    u"page.sent A t=26 conn=1 queued=false"_s, u"page.sent A t=27 conn=1 queued=false"_s,
                    u"page.sent A t=28 conn=1 queued=false"_s, u"page.sent A t=29 conn=1 queued=false"_s,
                    u"page.sent A t=30 conn=1 queued=false"_s, u"page.sent A t=31 conn=1 queued=false"_s,
                    u"page.sent A t=32 conn=1 queued=false"_s, u"page.sent A t=33 conn=1 queued=false"_s,
                    u"page.sent A t=34 conn=1 queued=false"_s, u"page.sent A t=35 conn=1 queued=false"_s,
                    u"page.sent A t=36 conn=1 queued=false"_s, u"page.sent A t=37 conn=1 queued=false"_s,
                    u"page.sent A t=38 conn=1 queued=false"_s, u"page.sent A t=39 conn=1 queued=false"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestGrowingQueue)
#include "tst_growingqueue.moc"
