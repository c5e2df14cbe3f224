#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageManyStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("one twice", "2", pageWith(u"<p sse-connect=/a></p>\n<p sse-connect=/a></p>"_s), {},
            {u"page 3:4: /a is opened on line 2 already. | Put sse-connect on one element around both: one stream serves all that is in it."_s});
        row("three", "4",
            pageWith(
                u"<p hx-sse:connect=/a></p><p hx-sse:connect=/b></p><p hx-sse:connect=/c></p><p hx-sse:connect=/d></p>"_s),
            {},
            {u"page 2:54: This is the page's stream number 3. | Send everything by one stream: named events, or fragments that name their targets."_s});
        row("two", "2", pageWith(u"<p sse-connect=/a></p><p sse-connect=/b></p>"_s), {}, {});
        row("sockets", "2",
            pageWith(
                u"<p ws-connect=/a></p><p ws-connect=/a></p><p ws-connect=/b></p><p ws-connect=/c></p>"_s),
            {}, {});
        row("in a template", "2",
            pageWith(u"<p sse-connect=/a></p><template><p sse-connect=/a></p></template>"_s), {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.many-streams")
};

QTEST_GUILESS_MAIN(TestPageManyStreams)
#include "tst_pagemanystreams.moc"
