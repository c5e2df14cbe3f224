#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageOtherVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("of 4 in 2", "2", pageWith(u"<div hx-ws:connect='/x'><form hx-ws:send></form></div>"_s), {},
            {u"page 2:6: hx-ws:connect is of htmx 4. | Write ws-connect in htmx 2."_s,
             u"page 2:31: hx-ws:send is of htmx 4. | Write ws-send in htmx 2."_s});
        row("of 2 in 4", "4", pageWith(u"<div ws-connect='/x'>"_s), {},
            {u"page 2:6: ws-connect is of htmx 2. | Write hx-ws:connect in htmx 4."_s});
        row("sse-close in 4", "4", pageWith(u"<div data-sse-close=x>"_s), {},
            {u"page 2:6: data-sse-close is of htmx 2. | Write hx-sse:close in htmx 4."_s});
        row("sse-swap in 4", "4", pageWith(u"<p sse-swap='a'></p>"_s), {},
            {u"page 2:4: sse-swap is gone in htmx 4. | Leave it out: unnamed events are swapped into the element with hx-sse:connect, named ones become DOM events."_s});
        row("a modifier in 2", "2", pageWith(u"<p hx-target:inherited='#a'>"_s), {},
            {u"page 2:4: hx-target:inherited has a modifier of htmx 4. | Write hx-target in htmx 2, where children inherit by themselves."_s});
        row("in a fragment", "4", pageWith(u"<p>"_s),
            scriptWith(u"room.publish(html`<form ws-send></form>`)"_s),
            {u"script 2:25: ws-send is of htmx 2. | Write hx-ws:send in htmx 4."_s});
        row("in a fragment of a script for both", "4", pageWith(u"<p>"_s),
            scriptWith(u"const f = server.htmx === '4' ? html`<form hx-ws:send>` : html`<form ws-send>`"_s),
            {});
        row("both forms on one element, 2", "2",
            pageWith(
                u"<p hx-ext=ws ws-connect=/x hx-ws:connect=/x hx-target='#a' hx-target:inherited='#a'>"_s),
            {}, {});
        row("both forms on one element, 4", "4",
            pageWith(u"<p hx-ext=sse sse-connect=/x hx-sse:connect=/x sse-swap=message>"_s), {}, {});
        row("right, 2", "2", pageWith(u"<p ws-connect=/x sse-swap=a hx-on:click=1>"_s), {}, {});
        row("right, 4", "4", pageWith(u"<p hx-ws:connect=/x hx-swap:inherited=x>"_s), {}, {});
        row("in a template", "4", pageWith(u"<template><p ws-connect=/x></template>"_s), {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.other-version")
};

QTEST_GUILESS_MAIN(TestPageOtherVersion)
#include "tst_pageotherversion.moc"
