#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// Handshakes that are answered with a refusal.
class TestRefusedHandshake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("403 for the second time",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"server.request A t=1.1 conn=1 transport=ws path=/chat status=403"_s,
                        u"page.closed A t=1.2 conn=1 code=1006"_s,
                        u"page.connecting A t=2 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                        u"server.request A t=2.1 conn=2 transport=ws path=/chat status=403"_s,
                        u"page.closed A t=2.2 conn=2 code=1006"_s},
            {u"+handshake.refused: A /chat"_s});
        row("404",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"server.request A t=1.1 conn=1 transport=ws path=/chat status=404"_s,
                        u"page.closed A t=1.2 conn=1 code=1006"_s,
                        u"page.connecting A t=2 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                        u"server.request A t=2.1 conn=2 transport=ws path=/chat status=404"_s,
                        u"page.closed A t=2.2 conn=2 code=1006"_s,
                        u"page.connecting A t=3 conn=3 transport=ws attempt=2 url=http://h/chat"_s,
                        u"server.request A t=3.1 conn=3 transport=ws path=/chat status=404"_s,
                        u"page.closed A t=3.2 conn=3 code=1006"_s},
            {u"+handshake.refused: A /chat"_s});
        row("by a fault",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"link.refused A t=1.1 conn=1 transport=ws path=/chat status=403"_s,
                        u"page.closed A t=1.2 conn=1 code=1006"_s,
                        u"page.connecting A t=2 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                        u"link.refused A t=2.1 conn=2 transport=ws path=/chat status=403"_s,
                        u"page.closed A t=2.2 conn=2 code=1006"_s},
            {u"+handshake.refused: A /chat"_s});
        row("503 for the fifth time",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"server.request A t=1.1 conn=1 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=1.2 conn=1 code=1006"_s,
                        u"page.connecting A t=2 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                        u"server.request A t=2.1 conn=2 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=2.2 conn=2 code=1006"_s,
                        u"page.connecting A t=3 conn=3 transport=ws attempt=2 url=http://h/chat"_s,
                        u"server.request A t=3.1 conn=3 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=3.2 conn=3 code=1006"_s,
                        u"page.connecting A t=4 conn=4 transport=ws attempt=3 url=http://h/chat"_s,
                        u"server.request A t=4.1 conn=4 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=4.2 conn=4 code=1006"_s,
                        u"page.connecting A t=5 conn=5 transport=ws attempt=4 url=http://h/chat"_s,
                        u"server.request A t=5.1 conn=5 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=5.2 conn=5 code=1006"_s},
            {u"+handshake.refused: A /chat"_s});
        row("over when it is let in",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"server.request A t=1.1 conn=1 transport=ws path=/chat status=403"_s,
                        u"page.closed A t=1.2 conn=1 code=1006"_s,
                        u"page.connecting A t=2 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                        u"server.request A t=2.1 conn=2 transport=ws path=/chat status=403"_s,
                        u"page.closed A t=2.2 conn=2 code=1006"_s,
                        u"page.connecting A t=20 conn=30 transport=ws attempt=9 url=http://h/chat"_s,
                        u"page.open A t=20.1 conn=30"_s},
            {u"+handshake.refused: A /chat"_s, u"-handshake.refused: A /chat"_s});
        row("near miss: once",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"server.request A t=1.1 conn=1 transport=ws path=/chat status=403"_s,
                        u"page.closed A t=1.2 conn=1 code=1006"_s},
            {});
        row("near miss: 503 for a while",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"server.request A t=1.1 conn=1 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=1.2 conn=1 code=1006"_s,
                        u"page.connecting A t=2 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                        u"server.request A t=2.1 conn=2 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=2.2 conn=2 code=1006"_s,
                        u"page.connecting A t=3 conn=3 transport=ws attempt=2 url=http://h/chat"_s,
                        u"server.request A t=3.1 conn=3 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=3.2 conn=3 code=1006"_s,
                        u"page.connecting A t=4 conn=4 transport=ws attempt=3 url=http://h/chat"_s,
                        u"server.request A t=4.1 conn=4 transport=ws path=/chat status=503"_s,
                        u"page.closed A t=4.2 conn=4 code=1006"_s,
                        u"page.connecting A t=20 conn=30 transport=ws attempt=9 url=http://h/chat"_s,
                        u"page.open A t=20.1 conn=30"_s},
            {});
        row("near miss: resets are no answers",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"link.refused A t=1.1 conn=1 transport=ws path=/chat status=0"_s,
                        u"page.closed A t=1.2 conn=1 code=1006"_s,
                        u"page.connecting A t=2 conn=2 transport=ws attempt=1 url=http://h/chat"_s,
                        u"link.refused A t=2.1 conn=2 transport=ws path=/chat status=0"_s,
                        u"page.closed A t=2.2 conn=2 code=1006"_s,
                        u"page.connecting A t=3 conn=3 transport=ws attempt=2 url=http://h/chat"_s,
                        u"link.refused A t=3.1 conn=3 transport=ws path=/chat status=0"_s,
                        u"page.closed A t=3.2 conn=3 code=1006"_s,
                        u"page.connecting A t=4 conn=4 transport=ws attempt=3 url=http://h/chat"_s,
                        u"link.refused A t=4.1 conn=4 transport=ws path=/chat status=0"_s,
                        u"page.closed A t=4.2 conn=4 code=1006"_s,
                        u"page.connecting A t=5 conn=5 transport=ws attempt=4 url=http://h/chat"_s,
                        u"link.refused A t=5.1 conn=5 transport=ws path=/chat status=0"_s,
                        u"page.closed A t=5.2 conn=5 code=1006"_s,
                        u"page.connecting A t=6 conn=6 transport=ws attempt=5 url=http://h/chat"_s,
                        u"link.refused A t=6.1 conn=6 transport=ws path=/chat status=0"_s,
                        u"page.closed A t=6.2 conn=6 code=1006"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestRefusedHandshake)
#include "tst_refusedhandshake.moc"
