#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A stream that the server ends and the page opens again.
class TestReopened : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("twice ended, twice opened again",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=1.0 conn=1"_s, u"server.closed A t=2.0 conn=1 by=server"_s,
                        u"link.closed A t=2.0 conn=1 by=server"_s, u"page.closed A t=2.0 conn=1"_s,
                        u"page.connecting A t=5.0 conn=2 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=5.0 conn=2"_s, u"server.closed A t=6.0 conn=2 by=server"_s,
                        u"link.closed A t=6.0 conn=2 by=server"_s, u"page.closed A t=6.0 conn=2"_s,
                        u"page.connecting A t=9.0 conn=3 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=9.0 conn=3"_s, u"server.closed A t=10.0 conn=3 by=server"_s,
                        u"link.closed A t=10.0 conn=3 by=server"_s, u"page.closed A t=10.0 conn=3"_s},
            {u"+stream.reopened: A /job"_s});
        row("near miss: once",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=1.0 conn=1"_s, u"server.closed A t=2.0 conn=1 by=server"_s,
                        u"link.closed A t=2.0 conn=1 by=server"_s, u"page.closed A t=2.0 conn=1"_s,
                        u"page.connecting A t=5.0 conn=2 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=5.0 conn=2"_s, u"server.closed A t=6.0 conn=2 by=server"_s,
                        u"link.closed A t=6.0 conn=2 by=server"_s, u"page.closed A t=6.0 conn=2"_s},
            {});
        row("near miss: deploys",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=1.0 conn=1"_s,
                        u"server.stopped t=2.0 reason=script"_s,
                        u"server.closed A t=2.0 conn=1 by=server"_s,
                        u"link.closed A t=2.0 conn=1 by=server"_s,
                        u"page.closed A t=2.0 conn=1"_s,
                        u"server.started t=2.1 htmx=2.0.11"_s,
                        u"page.connecting A t=5.0 conn=2 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=5.0 conn=2"_s,
                        u"server.stopped t=6.0 reason=script"_s,
                        u"server.closed A t=6.0 conn=2 by=server"_s,
                        u"link.closed A t=6.0 conn=2 by=server"_s,
                        u"page.closed A t=6.0 conn=2"_s,
                        u"server.started t=6.1 htmx=2.0.11"_s,
                        u"page.connecting A t=9.0 conn=3 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=9.0 conn=3"_s,
                        u"server.stopped t=10.0 reason=script"_s,
                        u"server.closed A t=10.0 conn=3 by=server"_s,
                        u"link.closed A t=10.0 conn=3 by=server"_s,
                        u"page.closed A t=10.0 conn=3"_s,
                        u"server.started t=10.1 htmx=2.0.11"_s},
            {});
        row("near miss: the network did it",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=1.0 conn=1"_s, u"server.closed A t=2.0 conn=1 by=link"_s,
                        u"link.closed A t=2.0 conn=1 by=link"_s, u"page.closed A t=2.0 conn=1"_s,
                        u"page.connecting A t=5.0 conn=2 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=5.0 conn=2"_s, u"server.closed A t=6.0 conn=2 by=link"_s,
                        u"link.closed A t=6.0 conn=2 by=link"_s, u"page.closed A t=6.0 conn=2"_s,
                        u"page.connecting A t=9.0 conn=3 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=9.0 conn=3"_s, u"server.closed A t=10.0 conn=3 by=link"_s,
                        u"link.closed A t=10.0 conn=3 by=link"_s, u"page.closed A t=10.0 conn=3"_s},
            {});
        row("near miss: it stays closed",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/job"_s,
                        u"page.open A t=1.0 conn=1"_s, u"server.closed A t=2.0 conn=1 by=server"_s,
                        u"link.closed A t=2.0 conn=1 by=server"_s, u"page.closed A t=2.0 conn=1"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestReopened)
#include "tst_reopened.moc"
