#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestStreamNoId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("sent without", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { open(client) { client.send(html`<p>`) } })"_s),
            {u"script 2:1: The events of the stream /x have no ids. | Publish on a channel, which numbers them, or write send(fragment, { id })."_s});
        row("from elsewhere", "4", pageWith(u"<p>"_s),
            scriptWith(
                u"sse(\"/x\", { open(client) { all.push(client) } })\nevery(\"1s\", n => all.forEach(c => c.send(html`<p>`, { event: \"x\" })))"_s),
            {u"script 2:1: The events of the stream /x have no ids. | Publish on a channel, which numbers them, or write send(fragment, { id })."_s});
        row("a channel", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { channel: room, open(client) { client.send(html`<p>`) } })"_s), {});
        row("with an id", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { open(client) { client.send(html`<p>`, { id: \"1\" }) } })"_s), {});
        row("options that are not known", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { open(client) { client.send(html`<p>`, options) } })"_s), {});
        row("it says nothing", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { open(client) { client.close() } })"_s), {});
        row("a socket", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { open(client) { client.send(html`<p>`) } })"_s), {});
    }
    SWAPSCOPE_RULE_TEST("stream.no-id")
};

QTEST_GUILESS_MAIN(TestStreamNoId)
#include "tst_streamnoid.moc"
