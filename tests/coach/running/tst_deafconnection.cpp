#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// Open on both sides, and dead.
class TestDeafConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("nothing arrives",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"server.sent A t=2 conn=1 n=1 why=live"_s,
                            u"server.sent A t=3 conn=1 n=2 why=live"_s,
                            u"server.sent A t=4 conn=1 n=3 why=live"_s,
                            u"server.sent A t=5 conn=1 n=4 why=live"_s, u"at 8"_s, u"at 12.5"_s},
            {u"+silence.half-open: A 1"_s});
        row("over when it arrives",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.sent A t=2 conn=1 n=1 why=live"_s, u"server.sent A t=3 conn=1 n=2 why=live"_s,
                    u"server.sent A t=4 conn=1 n=3 why=live"_s, u"server.sent A t=5 conn=1 n=4 why=live"_s,
                    u"at 12.5"_s, u"link.message A t=13 conn=1 n=1 dir=down opcode=text"_s},
            {u"+silence.half-open: A 1"_s, u"-silence.half-open: A 1"_s});
        row("over when it ends",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.sent A t=2 conn=1 n=1 why=live"_s, u"server.sent A t=3 conn=1 n=2 why=live"_s,
                    u"server.sent A t=4 conn=1 n=3 why=live"_s, u"server.sent A t=5 conn=1 n=4 why=live"_s,
                    u"at 12.5"_s, u"link.cut A t=13 conn=1"_s},
            {u"+silence.half-open: A 1"_s, u"-silence.half-open: A 1"_s});
        row("near miss: slow, but it comes",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.sent A t=2 conn=1 n=1 why=live"_s, u"server.sent A t=3 conn=1 n=2 why=live"_s,
                    u"server.sent A t=4 conn=1 n=3 why=live"_s, u"server.sent A t=5 conn=1 n=4 why=live"_s,
                    u"link.message A t=9 conn=1 n=1 dir=down opcode=text"_s, u"at 12.5"_s},
            {});
        row("near miss: a heartbeat will find out",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1 conn=1 dir=down opcode=ping"_s,
                            u"server.sent A t=2 conn=1 n=1 why=live"_s,
                            u"server.sent A t=3 conn=1 n=2 why=live"_s,
                            u"server.sent A t=4 conn=1 n=3 why=live"_s,
                            u"server.sent A t=5 conn=1 n=4 why=live"_s, u"at 12.5"_s},
            {});
        row("near miss: nothing was sent",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) + QStringList{u"at 12.5"_s}, {});
        row("near miss: the page knows that it is closed",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"server.sent A t=2 conn=1 n=1 why=live"_s, u"server.sent A t=3 conn=1 n=2 why=live"_s,
                    u"server.sent A t=4 conn=1 n=3 why=live"_s, u"server.sent A t=5 conn=1 n=4 why=live"_s,
                    u"page.closed A t=6 conn=1 code=1006"_s, u"at 20"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestDeafConnection)
#include "tst_deafconnection.moc"
