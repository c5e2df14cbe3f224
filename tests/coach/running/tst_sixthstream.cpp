#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// The sixth stream to one origin.
class TestSixthStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("six streams",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.2 conn=2 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.3 conn=3 transport=sse attempt=0 url=http://h/s2"_s,
                        u"page.connecting A t=0.4 conn=4 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.5 conn=5 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.6 conn=6 transport=sse attempt=0 url=http://h/s2"_s},
            {u"+stream.sixth: A"_s});
        row("near miss: five",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.2 conn=2 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.3 conn=3 transport=sse attempt=0 url=http://h/s2"_s,
                        u"page.connecting A t=0.4 conn=4 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.5 conn=5 transport=sse attempt=0 url=http://h/s1"_s},
            {});
        row("near miss: six, one of which had ended",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.2 conn=2 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.3 conn=3 transport=sse attempt=0 url=http://h/s2"_s,
                        u"page.connecting A t=0.4 conn=4 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.5 conn=5 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.closed A t=1 conn=2"_s,
                        u"page.connecting A t=2 conn=9 transport=sse attempt=0 url=http://h/x"_s},
            {});
        row("near miss: two clients have three each",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.2 conn=2 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.3 conn=3 transport=sse attempt=0 url=http://h/s2"_s,
                        u"page.connecting B t=0.1 conn=4 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting B t=0.2 conn=5 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting B t=0.3 conn=6 transport=sse attempt=0 url=http://h/s2"_s},
            {});
        row("near miss: sockets are counted apart",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.2 conn=2 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.3 conn=3 transport=sse attempt=0 url=http://h/s2"_s,
                        u"page.connecting A t=0.4 conn=4 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.5 conn=5 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.1 conn=6 transport=ws attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.2 conn=7 transport=ws attempt=0 url=http://h/s1"_s},
            {});
        row("over when one ends",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.2 conn=2 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.3 conn=3 transport=sse attempt=0 url=http://h/s2"_s,
                        u"page.connecting A t=0.4 conn=4 transport=sse attempt=0 url=http://h/s0"_s,
                        u"page.connecting A t=0.5 conn=5 transport=sse attempt=0 url=http://h/s1"_s,
                        u"page.connecting A t=0.6 conn=6 transport=sse attempt=0 url=http://h/s2"_s,
                        u"page.closed A t=1 conn=2"_s},
            {u"+stream.sixth: A"_s, u"-stream.sixth: A"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestSixthStream)
#include "tst_sixthstream.moc"
