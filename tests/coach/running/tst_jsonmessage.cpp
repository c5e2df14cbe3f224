#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// JSON where HTML is meant.
class TestJsonMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("htmx 2",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1 conn=1 n=1 dir=down opcode=text text={\"a\":1}"_s,
                            u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                            u"page.ignored A t=1.02 conn=1 n=1 why=json"_s},
            {u"+message.json: A /chat"_s});
        row("htmx 4",
            page(u"A"_s, u"4"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1 conn=1 n=1 dir=down opcode=text text=[1,2]"_s,
                            u"page.message A t=1.01 conn=1 n=1 transport=ws"_s,
                            u"page.ignored A t=1.02 conn=1 n=1 why=json"_s},
            {u"+message.json: A /chat"_s});
        row("near miss: JSON that the page took up",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=1 conn=1 n=1 dir=down opcode=text text={\"a\":1}"_s,
                            u"page.message A t=1.01 conn=1 n=1 transport=ws"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestJsonMessage)
#include "tst_jsonmessage.moc"
