#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// A multi-line fragment in one data line.
class TestRawNewline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data()
    {
        columns();
        row("the second line of a fragment",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=2 conn=1 n=1 dir=down opcode=event event=message path=/feed text=x stray=<p>two</p>"_s},
            {u"+stream.raw-newline: A /feed"_s});
        row("the end of one, torn off by an empty line",
            page(u"A"_s, u"4"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=1 conn=1 dir=down opcode=fields event=message path=/feed stray=·</div>"_s},
            {u"+stream.raw-newline: A /feed"_s});
        row("near miss: a field that somebody made up",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=2 conn=1 n=1 dir=down opcode=event event=message path=/feed text=x stray=version:·2"_s},
            {});
        row("near miss: every line has its data:",
            page(u"A"_s, u"2"_s, u"sse"_s, u"/feed"_s) +
                QStringList{
                    u"link.message A t=2 conn=1 n=1 dir=down opcode=event event=message path=/feed text=x"_s},
            {});
    }
    void plays() { play(); }
};

QTEST_GUILESS_MAIN(TestRawNewline)
#include "tst_rawnewline.moc"
