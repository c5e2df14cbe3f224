#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A target that is not in the page.
class TestMissingTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("no such element",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<p·id=\"x\">"_s,
                            u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                            u"page.swapMissed A t=1.02 conn=1 n=1 target=#x style=outerHTML"_s},
            {u"+target.missing: A #x"_s});
        row("a root without an id, htmx 2",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<p>hi</p>"_s,
                            u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                            u"page.swapMissed A t=1.02 conn=1 n=1 target=#null style=outerHTML"_s},
            {u"+target.missing: A #null"_s});
        row("said once for a target",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.swapMissed A t=1 conn=1 target=#x style=outerHTML"_s,
                            u"page.swapMissed A t=2 conn=1 target=#x style=outerHTML"_s,
                            u"page.swapMissed A t=3 conn=1 target=#y style=outerHTML"_s},
            {u"+target.missing: A #x"_s, u"+target.missing: A #y"_s});
        row("over when the target is there",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.swapMissed A t=1 conn=1 target=#x style=outerHTML"_s,
                            u"page.swap A t=2 conn=1 target=#x style=outerHTML"_s},
            {u"+target.missing: A #x"_s, u"-target.missing: A #x"_s});
        row("near miss: it was swapped",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<p·id=\"x\">"_s,
                            u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                            u"page.swap A t=1.02 conn=1 n=1 target=#x style=outerHTML oob=true"_s},
            {});
        row("near miss: a whole page is the business of another rule",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=<!doctype·html><html>"_s,
                    u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                    u"page.swapMissed A t=1.02 conn=1 n=1 target=#null style=outerHTML"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestMissingTarget)
#include "tst_missingtarget.moc"
