#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageNoConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("ws-send", "2", pageWith(u"<div ws-connect=/x></div><form ws-send></form>"_s), {},
            {u"page 2:32: No element around this one, nor it itself, has ws-connect. | Put ws-connect on this element, or this element into the one with ws-connect."_s});
        row("hx-ws:send", "4", pageWith(u"<form hx-ws:send></form>"_s), {},
            {u"page 2:7: No element around this one, nor it itself, has hx-ws:connect. | Put hx-ws:connect on this element, or this element into the one with hx-ws:connect."_s});
        row("sse-swap", "2", pageWith(u"<div ws-connect=/x><p sse-swap=a></p></div>"_s), {},
            {u"page 2:23: No element around this one, nor it itself, has sse-connect. | Put sse-connect on this element, or this element into the one with sse-connect."_s});
        row("a trigger", "2", pageWith(u"<p hx-get=/x hx-trigger='load, sse:news'>"_s), {},
            {u"page 2:14: No element around this one, nor it itself, has sse-connect. | Put sse-connect on this element, or this element into the one with sse-connect."_s});
        row("sse-close beside", "2", pageWith(u"<div sse-connect=/x><p sse-close=end></p></div>"_s), {},
            {u"page 2:24: sse-close stands on an element without sse-connect. | Put it on the element with sse-connect."_s});
        row("hx-sse:close beside", "4", pageWith(u"<p hx-sse:close=end>"_s), {},
            {u"page 2:4: hx-sse:close stands on an element without hx-sse:connect. | Put it on the element with hx-sse:connect."_s});
        row("under it", "2", pageWith(u"<div ws-connect=/x><div><form ws-send></form></div></div>"_s), {},
            {});
        row("on it", "2", pageWith(u"<div sse-connect=/x sse-swap=a sse-close=b data-hx-trigger='sse:a'>"_s),
            {}, {});
        row("under it, with data-", "2",
            pageWith(u"<div data-sse-connect=/x><p data-sse-swap=a></p></div>"_s), {}, {});
        row("under it, 4", "4", pageWith(u"<div hx-ws:connect=/x><form hx-ws:send></form></div>"_s), {}, {});
        row("of htmx 1", "2", pageWith(u"<div hx-ws='connect:/x'><form ws-send></form></div>"_s), {}, {});
        row("htmx 4 maps it", "4", pageWith(u"<div ws-connect=/x><form hx-ws:send></form></div>"_s), {}, {});
        row("inherited from here", "4",
            pageWith(u"<div hx-sse:close:inherited=end><p hx-sse:connect=/x></p></div>"_s), {}, {});
        row("an ordinary trigger", "2", pageWith(u"<p hx-get=/x hx-trigger='every 1s'>"_s), {}, {});
        row("in a template", "2", pageWith(u"<template><form ws-send></form></template>"_s), {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.no-connection")
};

QTEST_GUILESS_MAIN(TestPageNoConnection)
#include "tst_pagenoconnection.moc"
