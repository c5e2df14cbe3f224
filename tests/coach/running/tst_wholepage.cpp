#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A whole page over the socket.
class TestWholePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("a page over the socket, htmx 2",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<!doctype·html><html><body><p>x</p></body></html>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s, u"at 2.5"_s},
            {u"+message.whole-page: A /chat"_s});
        row("near miss: its elements were found by their ids",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<!doctype·html><html><body><p·id=\"x\">x</p></body></html>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                    u"page.swap A t=1.05 conn=1 n=1 target=#x oob=true"_s, u"at 2.5"_s},
            {});
        row("near miss: a fragment that begins like one",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<header·id=\"h\">x</header>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s, u"at 2.5"_s},
            {});
        row("near miss: htmx 4 swaps it",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<html><body>x</body></html>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s, u"at 2.5"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestWholePage)
#include "tst_wholepage.moc"
