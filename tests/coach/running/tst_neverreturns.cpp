#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A close code after which this version never returns.
class TestNeverReturns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("1001 under htmx 2",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1001"_s,
                            u"page.closed A t=5.01 conn=1 code=1001 clean=true"_s, u"at 5.5"_s, u"at 7"_s},
            {u"+close.never-returns: A /chat"_s});
        row("1000 under both: 4",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1000"_s,
                            u"page.closed A t=5.01 conn=1 code=1000 clean=true"_s, u"at 5.5"_s, u"at 7"_s},
            {u"+close.never-returns: A /chat"_s});
        row("1000 under both: 2",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1000"_s,
                            u"page.closed A t=5.01 conn=1 code=1000 clean=true"_s, u"at 5.5"_s, u"at 7"_s},
            {u"+close.never-returns: A /chat"_s});
        row("1014 under htmx 2",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1014"_s,
                            u"page.closed A t=5.01 conn=1 code=1014 clean=true"_s, u"at 5.5"_s, u"at 7"_s},
            {u"+close.never-returns: A /chat"_s});
        row("by a fault of the link",
            page(u"A"_s, u"2"_s) + QStringList{u"link.closed A t=5 conn=1 by=link code=1008"_s,
                                               u"page.closed A t=5.01 conn=1 code=1008"_s, u"at 7"_s},
            {u"+close.never-returns: A /chat"_s});
        row("near miss: 1001 under htmx 4, which returns",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1001"_s,
                            u"page.closed A t=5.01 conn=1 code=1001 clean=true"_s,
                            u"page.backoff A t=5.01 conn=1 attempt=1 delay_ms=500"_s, u"at 5.5"_s, u"at 7"_s},
            {});
        row("near miss: 1012 under htmx 2",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1012"_s,
                            u"page.closed A t=5.01 conn=1 code=1012 clean=true"_s,
                            u"page.backoff A t=5.01 conn=1 attempt=1 delay_ms=500"_s, u"at 5.5"_s, u"at 7"_s},
            {});
        row("near miss: the page closed it itself",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=client code=1000"_s,
                            u"page.closed A t=5.01 conn=1 code=1000 clean=true"_s, u"at 5.5"_s, u"at 7"_s},
            {});
        row("near miss: it comes back by itself all the same",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1001"_s,
                            u"page.closed A t=5.01 conn=1 code=1001 clean=true"_s,
                            u"page.connecting A t=5.4 conn=2 transport=ws attempt=0 url=http://h/chat"_s,
                            u"at 5.5"_s, u"at 7"_s},
            {});
        row("near miss: a stream",
            page(u"A"_s, u"2"_s, u"sse"_s) + QStringList{u"link.closed A t=5 conn=1 by=server"_s,
                                                         u"page.closed A t=5.01 conn=1"_s, u"at 7"_s},
            {});
        row("near miss: the end of the run",
            page(u"A"_s, u"2"_s) + QStringList{u"server.stopped t=4 reason=quit"_s,
                                               u"link.closed A t=5 conn=1 by=server code=1001"_s,
                                               u"page.closed A t=5.01 conn=1 code=1001"_s, u"at 7"_s},
            {});
        row("near miss: the page was loaded anew",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1001"_s,
                            u"page.closed A t=5.01 conn=1 code=1001 clean=true"_s,
                            u"page.loaded A t=5.2 htmx=2.0.11"_s, u"at 5.5"_s, u"at 7"_s},
            {});
        row("over when it is back",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=5 conn=1 by=server code=1001"_s,
                            u"page.closed A t=5.01 conn=1 code=1001 clean=true"_s, u"at 5.5"_s, u"at 7"_s} +
                QStringList{u"page.connecting A t=9 conn=2 transport=ws attempt=0 url=http://h/chat"_s},
            {u"+close.never-returns: A /chat"_s, u"-close.never-returns: A /chat"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestNeverReturns)
#include "tst_neverreturns.moc"
