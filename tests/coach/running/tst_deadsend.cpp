#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A form that should send, and does not.
class TestDeadSend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("submitted as a plain form",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.unsent A t=3 element=form why=submitted"_s},
            {u"+send.dead: A form"_s});
        row("no connection above it, htmx 4",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.unsent A t=3 element=#f why=Connection·not·open"_s},
            {u"+send.dead: A #f"_s});
        row("near miss: sent, and sent later",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"page.sent A t=3 conn=1 n=1"_s, u"page.queued A t=4 conn=1 size=1"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestDeadSend)
#include "tst_deadsend.moc"
