#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// Silence that is longer than what proxies allow.
class TestLongSilence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("a minute",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"server.opened A t=0.2 conn=1 transport=ws path=/chat"_s, u"at 30"_s,
                            u"at 61"_s},
            {u"+silence.long: A /chat"_s});
        row("near miss: a ping",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=31 conn=1 dir=down opcode=ping"_s, u"at 61"_s},
            {});
        row("near miss: what the page says is something too",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.message A t=31 conn=1 dir=up opcode=text n=1"_s, u"at 61"_s},
            {});
        row("near miss: it ended",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"link.closed A t=31 conn=1 by=client code=1005"_s, u"at 61"_s},
            {});
        row("near miss: a frozen network",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) + QStringList{u"link.frozen A t=2"_s, u"at 61"_s}, {});
        row("over when something crosses",
            page(u"A"_s, u"2"_s, u"ws"_s, u"/chat"_s) +
                QStringList{u"at 61"_s, u"link.message A t=62 conn=1 dir=down opcode=text n=1"_s},
            {u"+silence.long: A /chat"_s, u"-silence.long: A /chat"_s});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestLongSilence)
#include "tst_longsilence.moc"
