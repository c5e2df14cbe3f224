#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// An event nobody listens to.
class TestUnheardEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("a name that nobody has, htmx 2",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{
                    u"page.open A t=0.2 conn=1 hears=tick"_s,
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=tock text=x bytes=20"_s,
                    u"at 2"_s, u"at 3.1"_s},
            {u"+event.unheard: A /feed tock"_s});
        row("unnamed, without sse-swap=message",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{
                    u"page.open A t=0.2 conn=1 hears=tick"_s,
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=message text=x bytes=20"_s,
                    u"page.message A t=1.01 conn=1 k=1 event=message bytes=4 heard=false"_s},
            {u"+event.unheard: A /feed message"_s});
        row("named, htmx 4",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{
                    u"page.open A t=0.2 conn=1"_s,
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=tock text=x bytes=20"_s,
                    u"page.message A t=1.01 conn=1 k=1 event=tock bytes=4 heard=false"_s},
            {u"+event.unheard: A /feed tock"_s});
        row("over when somebody listens",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{
                    u"page.open A t=0.2 conn=1 hears=tick"_s,
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=tock text=x bytes=20"_s,
                    u"at 3.1"_s,
                    u"link.message A t=4 conn=1 n=2 dir=down opcode=event event=tock text=x bytes=20"_s,
                    u"page.message A t=4.01 conn=1 k=1 event=tock bytes=4"_s},
            {u"+event.unheard: A /feed tock"_s, u"-event.unheard: A /feed tock"_s});
        row("near miss: heard",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{
                    u"page.open A t=0.2 conn=1 hears=tick"_s,
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=tick text=x bytes=20"_s,
                    u"page.message A t=1.01 conn=1 k=1 event=tick bytes=4"_s, u"at 4"_s},
            {});
        row("near miss: heard a moment later",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{
                    u"page.open A t=0.2 conn=1 hears=tick"_s,
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=tock text=x bytes=20"_s,
                    u"page.message A t=2.5 conn=1 k=1 event=tock bytes=4"_s, u"at 4"_s},
            {});
        row("near miss: a heartbeat",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{
                    u"page.open A t=0.2 conn=1 hears=tick"_s,
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=ping text=x bytes=20"_s,
                    u"at 4"_s},
            {});
        row("near miss: without content",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{u"page.open A t=0.2 conn=1"_s,
                            u"page.message A t=1.01 conn=1 k=1 event=done bytes=0 heard=false"_s},
            {});
        row("near miss: the stream ended before it could tell",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s).mid(0, 3) +
                QStringList{
                    u"page.open A t=0.2 conn=1 hears=tick"_s,
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=tock text=x bytes=20"_s,
                    u"page.closed A t=1.5 conn=1"_s, u"at 4"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestUnheardEvent)
#include "tst_unheardevent.moc"
