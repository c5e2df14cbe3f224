#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageUnknownAttribute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("ws-swap, 2", "2", pageWith(u"<p ws-swap=beforeend>"_s), {},
            {u"page 2:4: ws-swap is no attribute of htmx. | htmx swaps what comes over a socket by its id: give each root of the fragment an id, or hx-swap-oob."_s});
        row("ws-swap, 4", "4", pageWith(u"<p ws-swap=beforeend>"_s), {},
            {u"page 2:4: ws-swap is no attribute of htmx. | Put hx-swap on the element with hx-ws:connect, or hx-swap-oob into the fragment."_s});
        row("ws-reconnect, 2", "2", pageWith(u"<p ws-reconnect=1s>"_s), {},
            {u"page 2:4: ws-reconnect is no attribute of htmx. | htmx reconnects by itself; how long it waits is htmx.config.wsReconnectDelay."_s});
        row("ws-reconnect, 4", "4", pageWith(u"<p ws-reconnect=1s>"_s), {},
            {u"page 2:4: ws-reconnect is no attribute of htmx. | htmx reconnects by itself; its waits are in htmx.config.ws, or in hx-config of the element."_s});
        row("a slip", "2", pageWith(u"<p sse-conect=/x>"_s), {},
            {u"page 2:4: sse-conect is no attribute of htmx. | Write sse-connect."_s});
        row("a slip, for 4", "4", pageWith(u"<p sse-conect=/x>"_s), {},
            {u"page 2:4: sse-conect is no attribute of htmx. | Write hx-sse:connect."_s});
        row("a slip in 4", "4", pageWith(u"<p hx-ws:conect=/x>"_s), {},
            {u"page 2:4: hx-ws:conect is no attribute of htmx. | Write hx-ws:connect."_s});
        row("two letters swapped", "2", pageWith(u"<p ws-sned>"_s), {},
            {u"page 2:4: ws-sned is no attribute of htmx. | Write ws-send."_s});
        row("the wrong sign", "2", pageWith(u"<p sse:connect=/x>"_s), {},
            {u"page 2:4: sse:connect is no attribute of htmx. | Write sse-connect."_s});
        row("the wrong sign, 4", "4", pageWith(u"<p hx-ws-connect=/x>"_s), {},
            {u"page 2:4: hx-ws-connect is no attribute of htmx. | Write hx-ws:connect."_s});
        row("with data-", "2", pageWith(u"<p data-hx-swop-oob=true>"_s), {},
            {u"page 2:4: data-hx-swop-oob is no attribute of htmx. | Write hx-swap-oob."_s});
        row("of the core", "4", pageWith(u"<p hx-tagret='#a'>"_s), {},
            {u"page 2:4: hx-tagret is no attribute of htmx. | Write hx-target."_s});
        row("of htmx 1", "2", pageWith(u"<p hx-sse='connect:/x'>"_s), {},
            {u"page 2:4: hx-sse is no attribute of htmx. | Write sse-connect."_s});
        row("in a fragment", "2", pageWith(u"<p>"_s),
            scriptWith(u"room.publish(html`<b id=a>\n  <i ws-swap=x></i></b>`)"_s),
            {u"script 3:6: ws-swap is no attribute of htmx. | htmx swaps what comes over a socket by its id: give each root of the fragment an id, or hx-swap-oob."_s});
        row("behind a hole", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = x => html`<b>${x}</b><i sse-conect=/x></i>`"_s),
            {u"script 2:35: sse-conect is no attribute of htmx. | Write sse-connect."_s});
        row("all of htmx 2", "2",
            pageWith(
                u"<p ws-connect=/a ws-send sse-connect=/b sse-swap=m sse-close=x hx-ws='connect:/c' hx-vars=1 hx-disinherit='*' hx-disabled-elt=this hx-on:click=1 hx-on::ws-open=1 hx-on--load=1>"_s),
            {}, {});
        row("all of htmx 4", "4",
            pageWith(
                u"<p hx-ws:connect=/a hx-ws:send hx-sse:connect=/b hx-sse:close=x hx-target:inherited='#a' hx-vals:append='a:1' hx-swap:inherited:append=x hx-status:404=x hx-on::ws:close=1 hx-live:text=x hx-morph-skip>"_s),
            {}, {});
        row("of the other version", "4", pageWith(u"<p ws-connect=/a sse-swap=m hx-ext=ws hx-params=x>"_s),
            {}, {});
        row("data- forms", "2",
            pageWith(u"<p data-hx-get=/x data-ws-connect=/y data-sse-swap=m data-hx-on:click=1>"_s), {}, {});
        row("somebody else's", "2",
            pageWith(
                u"<p ws-room=1 data-ws-swap=x data-ws-url=/y sse-color=red hx-target-404='#a' hx-class=x hx-state=1 hx-key=2 wsid=1 news-send=1>"_s),
            {}, {});
        row("in a template", "2",
            pageWith(
                u"<template><p ws-swap=x></template><script type=text/template><p ws-swap=x></script>"_s),
            {}, {});
        row("switched off", "4", pageWith(u"<div hx-ignore><p ws-swap=x></div>"_s), {}, {});
        row("a page with its own signs", "4",
            u"<meta name=htmx-config content='metaCharacter:\"-\"'><script src=/htmx/htmx.js></script><p hx-ws-connect=/x>"_s,
            {}, {});
        row("an attribute that is not known", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = x => html`<b ${x} ws-${x}=1>`"_s), {});
    }
    SWAPSCOPE_RULE_TEST("page.unknown-attribute")
};

QTEST_GUILESS_MAIN(TestPageUnknownAttribute)
#include "tst_pageunknownattribute.moc"
