#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFragmentNoId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("published", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nroom.publish(html`<p>hi</p>`)"_s),
            {u"script 3:19: <p> is sent over a socket and has no id. | Give it the id of the element that it replaces, or name the target: hx-swap-oob=\"beforeend:#messages\"."_s});
        row("the second root", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(n => html`<p id=a>hi</p>\n  <b>${n}</b>`)"_s),
            {u"script 4:3: <b> is sent over a socket and has no id. | Give it the id of the element that it replaces, or name the target: hx-swap-oob=\"beforeend:#messages\"."_s});
        row("sent", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { open(client) { client.send(html`<p>hi</p>`) } })"_s),
            {u"script 2:44: <p> is sent over a socket and has no id. | Give it the id of the element that it replaces, or name the target: hx-swap-oob=\"beforeend:#messages\"."_s});
        row("a style alone", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(html`<p hx-swap-oob=\"beforeend\">hi</p>`)"_s),
            {u"script 3:19: <p> is sent over a socket and has no id. | Give it the id of the element that it replaces, or name the target: hx-swap-oob=\"beforeend:#messages\"."_s});
        row("through names", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"const hi = html`<p>hi</p>`\nfunction line() { return hi }\nws(\"/x\", { channel: room })\nroom.publish(line())"_s),
            {u"script 2:17: <p> is sent over a socket and has no id. | Give it the id of the element that it replaces, or name the target: hx-swap-oob=\"beforeend:#messages\"."_s});
        row("in a branch", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nconst f = x => { if (x) { return html`<i id=a>` } return html`<p>` }\nroom.publish(f(1))"_s),
            {u"script 3:63: <p> is sent over a socket and has no id. | Give it the id of the element that it replaces, or name the target: hx-swap-oob=\"beforeend:#messages\"."_s});
        row("a text", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nroom.publish(raw(\"<p>hi</p>\"))"_s),
            {u"script 3:19: <p> is sent over a socket and has no id. | Give it the id of the element that it replaces, or name the target: hx-swap-oob=\"beforeend:#messages\"."_s});
        row("a snapshot", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room, snapshot(client) { return html`<ul></ul>` } })"_s),
            {u"script 2:58: <ul> is sent over a socket and has no id. | Give it the id of the element that it replaces, or name the target: hx-swap-oob=\"beforeend:#messages\"."_s});
        row("with an id", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nroom.publish(html`<p id=a>hi</p>`)"_s), {});
        row("with a target", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(html`<p data-hx-swap-oob=\"beforeend:#a\">hi</p>`)"_s),
            {});
        row("by a stream", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { channel: room })\nroom.publish(html`<p>hi</p>`)"_s), {});
        row("by both", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"sse(\"/x\", { channel: room })\nws(\"/x\", { channel: room })\nroom.publish(html`<p>hi</p>`)"_s),
            {});
        row("in htmx 4", "4", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nroom.publish(html`<p>hi</p>`)"_s), {});
        row("not the root", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nroom.publish(html`<p id=a><b>hi</b></p>`)"_s), {});
        row("a part of another", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nconst b = html`<b>`\nroom.publish(html`<p id=a>${b}</p>${b}`)"_s),
            {});
        row("not known", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(x => html`<p ${x}>hi</p>`)\nroom.publish(something(html`<p>`))"_s),
            {});
        row("an answer", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nget(\"/y\", () => html`<p>hi</p>`)"_s), {});
        row("for both versions", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nif (server.htmx === \"4\") room.publish(html`<p>hi</p>`)"_s),
            {});
        row("a comment", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\n// room.publish(html`<p>hi</p>`)"_s), {});
    }
    SWAPSCOPE_RULE_TEST("fragment.no-id")
};

QTEST_GUILESS_MAIN(TestFragmentNoId)
#include "tst_fragmentnoid.moc"
