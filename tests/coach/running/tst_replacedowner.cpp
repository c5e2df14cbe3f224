#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A message that replaced the inside of its connection's element.
class TestReplacedOwner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("the form is gone",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<div·id=\"list\">x</div>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                    u"page.swap A t=1.02 conn=1 n=1 target=#room style=innerHTML oob=false owner=true removed=2 before=<main·id=\"room\"><div·id=\"list\"></div><form·hx-ws:send></form></main> after=<main·id=\"room\"><div·id=\"list\"></div></main>"_s},
            {u"+message.replaced-owner: A /chat"_s});
        row("what stood beside it is gone",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<div·id=\"list\">x</div>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                    u"page.swap A t=1.02 conn=1 n=1 target=#room style=innerHTML oob=false owner=true removed=3 before=<main·id=\"room\"><h1·id=\"h\">T</h1><div·id=\"list\"></div><p·id=\"p\"></p></main> after=<main·id=\"room\"><div·id=\"list\"></div></main>"_s},
            {u"+message.replaced-owner: A /chat"_s});
        row("near miss: a box that shows the latest message",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<p>19·degrees</p>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                    u"page.swap A t=1.02 conn=1 n=1 target=#room style=innerHTML oob=false owner=true removed=1 before=<main·id=\"room\"><p>18</p></main> after=<main·id=\"room\"><p>19</p></main>"_s},
            {});
        row("near miss: the only element is replaced by its next",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<p·id=\"t\">19</p>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                    u"page.swap A t=1.02 conn=1 n=1 target=#room style=innerHTML oob=false owner=true removed=1 before=<main·id=\"room\"><p·id=\"t\">18</p></main> after=<main·id=\"room\"><p·id=\"t\">19</p></main>"_s},
            {});
        row("near miss: appended",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<p>x</p>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                    u"page.swap A t=1.02 conn=1 n=1 target=#room style=beforeend oob=false owner=true removed=0 before=<main·id=\"room\"><div·id=\"list\"></div><form·hx-ws:send></form></main> after=<main·id=\"room\"><div·id=\"list\"></div><form·hx-ws:send></form></main>"_s},
            {});
        row("near miss: out of band",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<div·id=\"list\"·hx-swap-oob=\"true\">"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                    u"page.swap A t=1.02 conn=1 n=1 target=#list style=outerHTML oob=true removed=1"_s},
            {});
        row("near miss: a stream is meant to",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"page.swap A t=1.02 conn=1 n=1 target=#room style=innerHTML oob=false owner=true removed=2 before=<main·id=\"room\"><div·id=\"list\"></div><form·hx-ws:send></form></main> after=<main·id=\"room\"><div·id=\"list\"></div></main>"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestReplacedOwner)
#include "tst_replacedowner.moc"
