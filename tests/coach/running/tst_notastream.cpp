#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A stream that is answered by something else.
class TestNotAStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("the first answer is 503, htmx 4",
            QStringList{u"page.loaded A t=0 htmx=4.0.1"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"server.request A t=1 conn=1 path=/feed status=503"_s,
                        u"page.closed A t=1.1 conn=1 reason=HTTP·503"_s},
            {u"+stream.not-a-stream: A /feed"_s});
        row("a page instead",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"server.request A t=1 conn=1 path=/feed status=200"_s},
            {u"+stream.not-a-stream: A /feed"_s});
        row("204",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"server.request A t=1 conn=1 path=/feed status=204"_s},
            {u"+stream.not-a-stream: A /feed"_s});
        row("404, and then a stream",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"link.refused A t=1 conn=1 transport=sse path=/feed status=404"_s,
                        u"page.connecting A t=2 conn=2 transport=sse attempt=1 url=http://h/feed"_s,
                        u"page.open A t=3 conn=2"_s},
            {u"+stream.not-a-stream: A /feed"_s, u"-stream.not-a-stream: A /feed"_s});
        row("503 for the third time",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"link.refused A t=1 conn=1 transport=sse path=/feed status=503"_s,
                        u"page.connecting A t=1.0 conn=2 transport=sse attempt=1 url=http://h/feed"_s,
                        u"link.refused A t=2 conn=2 transport=sse path=/feed status=503"_s,
                        u"page.connecting A t=1.0 conn=3 transport=sse attempt=2 url=http://h/feed"_s,
                        u"link.refused A t=3 conn=3 transport=sse path=/feed status=503"_s},
            {u"+stream.not-a-stream: A /feed"_s});
        row("near miss: a stream written by hand",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"server.request A t=1 conn=1 path=/feed status=200 stream=true"_s},
            {});
        row("near miss: 503 once while it was open before, htmx 4",
            QStringList{u"page.loaded A t=0 htmx=4.0.1"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"page.open A t=1.1 conn=1"_s, u"page.closed A t=2 conn=1"_s,
                        u"page.connecting A t=2.5 conn=2 transport=sse attempt=1 url=http://h/feed"_s,
                        u"page.closed A t=3 conn=2 reason=HTTP·503"_s,
                        u"page.connecting A t=4 conn=3 transport=sse attempt=2 url=http://h/feed"_s,
                        u"page.open A t=4.1 conn=3"_s},
            {});
        row("near miss: the same, and the answer is on the wire before the page says which attempt it was",
            QStringList{u"page.loaded A t=0 htmx=4.0.1"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"page.open A t=1.1 conn=1"_s, u"page.closed A t=2 conn=1"_s,
                        u"link.refused A t=2.4 conn=2 transport=sse path=/feed status=503"_s,
                        u"page.connecting A t=2.5 conn=2 transport=sse attempt=1 url=http://h/feed"_s,
                        u"page.closed A t=3 conn=2 reason=HTTP·503"_s,
                        u"page.connecting A t=4 conn=3 transport=sse attempt=2 url=http://h/feed"_s,
                        u"page.open A t=4.1 conn=3"_s},
            {});
        row("a page that does not say which attempt it is",
            QStringList{u"page.loaded A t=0 htmx=4.0.1"_s,
                        u"link.accepted A t=1 conn=1 transport=sse path=/feed"_s,
                        u"server.request A t=1 conn=1 path=/feed status=403"_s, u"at 5"_s},
            {u"+stream.not-a-stream: A /feed"_s});
        row("near miss: 503 once, htmx 2",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1.0 conn=1 transport=sse attempt=0 url=http://h/feed"_s,
                        u"server.request A t=1 conn=1 path=/feed status=503"_s,
                        u"page.connecting A t=1.0 conn=2 transport=sse attempt=1 url=http://h/feed"_s,
                        u"page.open A t=2 conn=2"_s},
            {});
        row("near miss: the page itself is answered with 200",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"server.request A t=1 conn=0 path=/ status=200"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestNotAStream)
#include "tst_notastream.moc"
