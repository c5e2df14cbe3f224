#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A retry: in a block of its own.
class TestLoneRetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("alone, htmx 4",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 dir=down opcode=fields event=message retry=1000 path=/feed"_s,
                    u"link.message A t=2 conn=1 n=1 dir=down opcode=event event=message path=/feed text=x"_s},
            {u"+stream.lone-retry: A /feed"_s});
        row("near miss: said again where htmx 4 reads it",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 dir=down opcode=fields event=message retry=1000 path=/feed"_s,
                    u"link.message A t=2 conn=1 n=1 dir=down opcode=event event=message path=/feed text=x retry=1000"_s},
            {});
        row("near miss: htmx 2 leaves it to the browser",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 dir=down opcode=fields event=message retry=1000 path=/feed"_s,
                    u"link.message A t=2 conn=1 n=1 dir=down opcode=event event=message path=/feed text=x"_s},
            {});
        row("near miss: with data",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=2 conn=1 n=1 dir=down opcode=event event=message path=/feed text=x retry=1000"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestLoneRetry)
#include "tst_loneretry.moc"
