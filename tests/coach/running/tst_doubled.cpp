#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A second connection beside the first.
class TestDoubled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("one element, two sockets",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=0.2 conn=1 owner=1"_s,
                        u"page.connecting A t=1 conn=2 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=1.1 conn=2 owner=1"_s, u"at 1.5"_s, u"at 2.2"_s},
            {u"+connection.doubled: A /chat"_s});
        row("over when one ends",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=0.2 conn=1 owner=1"_s,
                        u"page.connecting A t=1 conn=2 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=1.1 conn=2 owner=1"_s, u"at 1.5"_s, u"at 2.2"_s} +
                QStringList{u"page.closed A t=5 conn=1 code=1005"_s},
            {u"+connection.doubled: A /chat"_s, u"-connection.doubled: A /chat"_s});
        row("near miss: two elements",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=0.2 conn=1 owner=1"_s,
                        u"page.connecting A t=1 conn=2 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=1.1 conn=2 owner=2"_s, u"at 1.5"_s, u"at 2.2"_s},
            {});
        row("near miss: another address",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=0.2 conn=1 owner=1"_s,
                        u"page.connecting A t=1 conn=2 transport=ws attempt=0 url=http://h/other"_s,
                        u"page.open A t=1.1 conn=2 owner=1"_s, u"at 1.5"_s, u"at 2.2"_s},
            {});
        row("near miss: the first is about to close",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=0.2 conn=1 owner=1"_s,
                        u"page.connecting A t=1 conn=2 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=1.1 conn=2 owner=1"_s, u"page.closed A t=1.4 conn=1 code=1005"_s,
                        u"at 1.5"_s, u"at 2.2"_s},
            {});
        row("near miss: nobody knows whose they are",
            QStringList{u"page.loaded A t=0 htmx=2.0.11"_s,
                        u"page.connecting A t=0.1 conn=1 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=0.2 conn=1 owner=0"_s,
                        u"page.connecting A t=1 conn=2 transport=ws attempt=0 url=http://h/chat"_s,
                        u"page.open A t=1.1 conn=2 owner=0"_s, u"at 1.5"_s, u"at 2.2"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestDoubled)
#include "tst_doubled.moc"
