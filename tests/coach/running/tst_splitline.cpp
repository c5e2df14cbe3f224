#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// CR and LF in two chunks.
class TestSplitLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("torn",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=message text=x bytes=20"_s,
                    u"page.message A t=1.1 conn=1 k=1 event=message split=true bytes=3"_s},
            {u"+stream.split-line: A /feed"_s});
        row("near miss: whole",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 n=1 dir=down opcode=event event=message text=x bytes=20"_s,
                    u"page.message A t=1.1 conn=1 k=1 event=message bytes=3"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestSplitLine)
#include "tst_splitline.moc"
