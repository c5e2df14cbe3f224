#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// Everything is received twice.
class TestTwice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("all that it had is replayed",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1.0 conn=1 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.01 conn=1 n=1 update=1 channel=room"_s,
                            u"link.message A t=1.1 conn=1 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.11 conn=1 n=2 update=2 channel=room"_s,
                            u"link.message A t=1.2 conn=1 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.21 conn=1 n=3 update=3 channel=room"_s,
                            u"page.closed A t=2 conn=1 code=1006"_s,
                            u"page.connecting A t=3 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                            u"page.open A t=3.1 conn=2"_s,
                            u"link.message A t=4.0 conn=2 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.01 conn=2 n=1 update=1 channel=room"_s,
                            u"link.message A t=4.1 conn=2 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.11 conn=2 n=2 update=2 channel=room"_s,
                            u"link.message A t=4.2 conn=2 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.21 conn=2 n=3 update=3 channel=room"_s},
            {u"+update.twice: A /chat"_s});
        row("each comes twice on one connection",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1.0 conn=1 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.01 conn=1 n=1 update=1 channel=room"_s,
                            u"link.message A t=1.1 conn=1 n=2 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.11 conn=1 n=2 update=1 channel=room"_s,
                            u"link.message A t=1.2 conn=1 n=3 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.21 conn=1 n=3 update=2 channel=room"_s,
                            u"link.message A t=1.3 conn=1 n=4 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.31 conn=1 n=4 update=2 channel=room"_s,
                            u"link.message A t=1.4 conn=1 n=5 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.41 conn=1 n=5 update=3 channel=room"_s,
                            u"link.message A t=1.5 conn=1 n=6 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.51 conn=1 n=6 update=3 channel=room"_s},
            {u"+update.twice: A /chat"_s});
        row("near miss: one late duplicate",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1.0 conn=1 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.01 conn=1 n=1 update=1 channel=room"_s,
                            u"link.message A t=1.1 conn=1 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.11 conn=1 n=2 update=2 channel=room"_s,
                            u"link.message A t=1.2 conn=1 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.21 conn=1 n=3 update=3 channel=room"_s,
                            u"link.message A t=1.3 conn=1 n=4 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.31 conn=1 n=4 update=3 channel=room"_s,
                            u"link.message A t=1.4 conn=1 n=5 update=4 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.41 conn=1 n=5 update=4 channel=room"_s,
                            u"link.message A t=1.5 conn=1 n=6 update=5 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.51 conn=1 n=6 update=5 channel=room"_s},
            {});
        row("near miss: the overlap of a replay",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1.0 conn=1 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.01 conn=1 n=1 update=1 channel=room"_s,
                            u"link.message A t=1.1 conn=1 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.11 conn=1 n=2 update=2 channel=room"_s,
                            u"link.message A t=1.2 conn=1 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.21 conn=1 n=3 update=3 channel=room"_s,
                            u"page.closed A t=2 conn=1 code=1006"_s,
                            u"page.connecting A t=3 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                            u"page.open A t=3.1 conn=2"_s,
                            u"link.message A t=4.0 conn=2 n=1 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.01 conn=2 n=1 update=2 channel=room"_s,
                            u"link.message A t=4.1 conn=2 n=2 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.11 conn=2 n=2 update=3 channel=room"_s,
                            u"link.message A t=4.2 conn=2 n=3 update=4 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.21 conn=2 n=3 update=4 channel=room"_s,
                            u"link.message A t=4.3 conn=2 n=4 update=5 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.31 conn=2 n=4 update=5 channel=room"_s,
                            u"link.message A t=4.4 conn=2 n=5 update=6 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.41 conn=2 n=5 update=6 channel=room"_s},
            {});
        row("near miss: a new document",
            page(u"A"_s, u"2"_s) +
                QStringList{u"link.message A t=1.0 conn=1 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.01 conn=1 n=1 update=1 channel=room"_s,
                            u"link.message A t=1.1 conn=1 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.11 conn=1 n=2 update=2 channel=room"_s,
                            u"link.message A t=1.2 conn=1 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.21 conn=1 n=3 update=3 channel=room"_s} +
                page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s, 2) +
                QStringList{u"link.message A t=4.0 conn=2 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.01 conn=2 n=1 update=1 channel=room"_s,
                            u"link.message A t=4.1 conn=2 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.11 conn=2 n=2 update=2 channel=room"_s,
                            u"link.message A t=4.2 conn=2 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.21 conn=2 n=3 update=3 channel=room"_s},
            {});
        row("near miss: the channel numbers anew",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"server.published t=0.3 channel=room update=3"_s,
                            u"link.message A t=1.0 conn=1 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.01 conn=1 n=1 update=1 channel=room"_s,
                            u"link.message A t=1.1 conn=1 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.11 conn=1 n=2 update=2 channel=room"_s,
                            u"link.message A t=1.2 conn=1 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.21 conn=1 n=3 update=3 channel=room"_s,
                            u"server.published t=3 channel=room update=1"_s,
                            u"link.message A t=4.0 conn=1 n=4 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.01 conn=1 n=4 update=1 channel=room"_s,
                            u"link.message A t=4.1 conn=1 n=5 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.11 conn=1 n=5 update=2 channel=room"_s,
                            u"link.message A t=4.2 conn=1 n=6 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.21 conn=1 n=6 update=3 channel=room"_s},
            {});
        row("near miss: two paths are two subscriptions",
            page(u"A"_s, u"2"_s) + page(u"A"_s, u"2"_s, u"ws"_s, u"/other"_s, 2).mid(1) +
                QStringList{u"link.message A t=1.0 conn=1 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.01 conn=1 n=1 update=1 channel=room"_s,
                            u"link.message A t=1.1 conn=1 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.11 conn=1 n=2 update=2 channel=room"_s,
                            u"link.message A t=1.2 conn=1 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.21 conn=1 n=3 update=3 channel=room"_s,
                            u"link.message A t=4.0 conn=2 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.01 conn=2 n=1 update=1 channel=room"_s,
                            u"link.message A t=4.1 conn=2 n=2 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.11 conn=2 n=2 update=2 channel=room"_s,
                            u"link.message A t=4.2 conn=2 n=3 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=4.21 conn=2 n=3 update=3 channel=room"_s},
            {});
        row("over when twenty came once",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1.0 conn=1 n=1 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.01 conn=1 n=1 update=1 channel=room"_s,
                            u"link.message A t=1.1 conn=1 n=2 update=1 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.11 conn=1 n=2 update=1 channel=room"_s,
                            u"link.message A t=1.2 conn=1 n=3 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.21 conn=1 n=3 update=2 channel=room"_s,
                            u"link.message A t=1.3 conn=1 n=4 update=2 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.31 conn=1 n=4 update=2 channel=room"_s,
                            u"link.message A t=1.4 conn=1 n=5 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.41 conn=1 n=5 update=3 channel=room"_s,
                            u"link.message A t=1.5 conn=1 n=6 update=3 channel=room dir=down opcode=text"_s,
                            u"page.message A t=1.51 conn=1 n=6 update=3 channel=room"_s,
                            u"link.message A t=5.0 conn=1 n=7 update=7 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.01 conn=1 n=7 update=7 channel=room"_s,
                            u"link.message A t=5.1 conn=1 n=8 update=8 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.11 conn=1 n=8 update=8 channel=room"_s,
                            u"link.message A t=5.2 conn=1 n=9 update=9 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.21 conn=1 n=9 update=9 channel=room"_s,
                            u"link.message A t=5.3 conn=1 n=10 update=10 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.31 conn=1 n=10 update=10 channel=room"_s,
                            u"link.message A t=5.4 conn=1 n=11 update=11 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.41 conn=1 n=11 update=11 channel=room"_s,
                            u"link.message A t=5.5 conn=1 n=12 update=12 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.51 conn=1 n=12 update=12 channel=room"_s,
                            u"link.message A t=5.6 conn=1 n=13 update=13 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.61 conn=1 n=13 update=13 channel=room"_s,
                            u"link.message A t=5.7 conn=1 n=14 update=14 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.71 conn=1 n=14 update=14 channel=room"_s,
                            u"link.message A t=5.8 conn=1 n=15 update=15 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.81 conn=1 n=15 update=15 channel=room"_s,
                            u"link.message A t=5.9 conn=1 n=16 update=16 channel=room dir=down opcode=text"_s,
                            u"page.message A t=5.91 conn=1 n=16 update=16 channel=room"_s,
                            u"link.message A t=6.0 conn=1 n=17 update=17 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.01 conn=1 n=17 update=17 channel=room"_s,
                            u"link.message A t=6.1 conn=1 n=18 update=18 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.11 conn=1 n=18 update=18 channel=room"_s,
                            u"link.message A t=6.2 conn=1 n=19 update=19 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.21 conn=1 n=19 update=19 channel=room"_s,
                            u"link.message A t=6.3 conn=1 n=20 update=20 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.31 conn=1 n=20 update=20 channel=room"_s,
                            u"link.message A t=6.4 conn=1 n=21 update=21 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.41 conn=1 n=21 update=21 channel=room"_s,
                            u"link.message A t=6.5 conn=1 n=22 update=22 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.51 conn=1 n=22 update=22 channel=room"_s,
                            u"link.message A t=6.6 conn=1 n=23 update=23 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.61 conn=1 n=23 update=23 channel=room"_s,
                            u"link.message A t=6.7 conn=1 n=24 update=24 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.71 conn=1 n=24 update=24 channel=room"_s,
                            u"link.message A t=6.8 conn=1 n=25 update=25 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.81 conn=1 n=25 update=25 channel=room"_s,
                            u"link.message A t=6.9 conn=1 n=26 update=26 channel=room dir=down opcode=text"_s,
                            u"page.message A t=6.91 conn=1 n=26 update=26 channel=room"_s},
            {u"+update.twice: A /chat"_s, u"-update.twice: A /chat"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestTwice)
#include "tst_twice.moc"
