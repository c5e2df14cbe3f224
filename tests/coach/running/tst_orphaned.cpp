#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A connection whose element is gone.
class TestOrphaned : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("the element is gone",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/chat"_s) +
                QStringList{u"page.orphaned A t=3 conn=1 transport=sse url=http://h/chat"_s},
            {u"+connection.orphaned: A 1"_s});
        row("over when it ends",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.orphaned A t=3 conn=1 transport=ws url=http://h/chat"_s,
                            u"page.closed A t=4 conn=1 code=1005"_s},
            {u"+connection.orphaned: A 1"_s, u"-connection.orphaned: A 1"_s});
        row("near miss: it ended with its element",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) + QStringList{u"page.closed A t=4 conn=1 code=1005"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestOrphaned)
#include "tst_orphaned.moc"
