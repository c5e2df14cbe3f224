#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageNoTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("hx-target", "2", pageWith(u"<a hx-get='/x' hx-target='#out'>x</a><p id='oust'></p>"_s), {},
            {u"page 2:16: hx-target=\"#out\": the page has no element with this id. | Give the element that is meant id=\"out\"."_s});
        row("only in a template", "2",
            pageWith(u"<a hx-get='/x' hx-target='#out'>x</a><template><p id='out'></p></template>"_s), {},
            {u"page 2:16: hx-target=\"#out\": the page has no element with this id. | Give the element that is meant id=\"out\"."_s});
        row("root by its id, 2", "2", pageWith(u"<p id=b>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nroom.publish(html`<p id=a>x</p>`)"_s),
            {u"script 3:22: The fragment goes to #a, and the page has no element with this id. | Give an element of the page id=\"a\", or name one that it has."_s});
        row("out of band", "4", pageWith(u"<p id=b>"_s),
            scriptWith(
                u"sse(\"/x\", { channel: room })\nroom.publish(n => html`<i>${n}</i><p id=\"a\" hx-swap-oob=\"true\">x</p>`)"_s),
            {u"script 3:38: The fragment goes to #a, and the page has no element with this id. | Give an element of the page id=\"a\", or name one that it has."_s});
        row("by a selector", "2", pageWith(u"<p id=b>"_s),
            scriptWith(
                u"const line = x => html`<p hx-swap-oob=\"beforeend:#a\">${x}</p>`\nws(\"/x\", { channel: room })\nroom.publish(line(1))"_s),
            {u"script 2:27: The fragment goes to #a, and the page has no element with this id. | Give an element of the page id=\"a\", or name one that it has."_s});
        row("a partial of 4", "4", pageWith(u"<p id=b>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(html`<hx-partial hx-target=\"#a\">x</hx-partial>`)"_s),
            {u"script 3:31: The fragment goes to #a, and the page has no element with this id. | Give an element of the page id=\"a\", or name one that it has."_s});
        row("in a text", "4", pageWith(u"<p id=b>"_s),
            scriptWith(u"ws('/x', { open(client) { client.send('<p id=\"a\" hx-swap-oob=\"true\">') } })"_s),
            {});
        row("it is there", "2", pageWith(u"<a hx-get='/x' hx-target='#out'>x</a><p id='out'></p>"_s), {}, {});
        row("no lone id", "2",
            pageWith(
                u"<a hx-get='/x' hx-target='closest #out'>x</a><a hx-target='#a .b'></a><a hx-target=this></a>"_s),
            {}, {});
        row("a fragment brings it", "2", pageWith(u"<a hx-get='/x' hx-target='#out'>x</a>"_s),
            scriptWith(u"get(\"/y\", () => html`<p id=out>`)"_s), {});
        row("a fragment may bring it", "2", pageWith(u"<a hx-get='/x' hx-target='#out-7'>x</a>"_s),
            scriptWith(u"const f = n => html`<p id=\"out-${n}\">`"_s), {});
        row("a script of the page makes it", "2",
            pageWith(u"<a hx-get='/x' hx-target='#out'>x</a><script>make('out')</script>"_s), {}, {});
        row("a script makes it, perhaps", "2",
            pageWith(u"<a hx-get='/x' hx-target='#out'>x</a><script src=/static/x.js></script>"_s), {}, {});
        row("targets that are there", "2", pageWith(u"<p id=a><p id=b>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(html`<p id=a>x</p><p hx-swap-oob=\"beforeend:#b\">`)"_s),
            {});
        row("a target that is not known", "2", pageWith(u"<p id=b>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(n => html`<p id=\"row-${n}\">x</p><p hx-swap-oob=\"${n}\">`)"_s),
            {});
        row("swapped into the owner, 4", "4", pageWith(u"<p id=b>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nroom.publish(html`<p id=a>x</p>`)"_s), {});
        row("swapped by the stream", "2", pageWith(u"<p id=b>"_s),
            scriptWith(u"sse(\"/x\", { channel: room })\nroom.publish(html`<p id=a>x</p>`)"_s), {});
        row("a helper that is put into others", "2", pageWith(u"<p id=b>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nconst cell = n => html`<i id=a>`\nroom.publish(html`<p id=b>${cell(1)}</p>`)"_s),
            {});
    }
    SWAPSCOPE_RULE_TEST("page.no-target")
};

QTEST_GUILESS_MAIN(TestPageNoTarget)
#include "tst_pagenotarget.moc"
