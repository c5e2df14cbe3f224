#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageExtensionInactive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("hx-ext forgotten", "2", pageWith(u"<div sse-connect='/x'></div>"_s), {},
            {u"page 2:6: sse-connect stands neither on nor in an element with hx-ext=\"sse\". | Put hx-ext=\"sse\" on the element, or on one around it."_s});
        row("another one", "2", pageWith(u"<div hx-ext=sse ws-connect=/x></div>"_s), {},
            {u"page 2:17: ws-connect stands neither on nor in an element with hx-ext=\"ws\". | Put hx-ext=\"ws\" on the element, or on one around it."_s});
        row("on a child", "2", pageWith(u"<div data-ws-connect=/x><p hx-ext=ws></p></div>"_s), {},
            {u"page 2:6: data-ws-connect stands neither on nor in an element with hx-ext=\"ws\". | Put hx-ext=\"ws\" on the element, or on one around it."_s});
        row("ignored below", "2",
            pageWith(u"<div hx-ext=ws><p hx-ext=\"ignore:ws\" ws-connect=/x></p></div>"_s), {},
            {u"page 2:38: ws-connect stands neither on nor in an element with hx-ext=\"ws\". | Put hx-ext=\"ws\" on the element, or on one around it."_s});
        row("not in the list of 4", "4",
            u"<meta name=htmx-config content='extensions:\"sse\"'>\n<p hx-ws:connect=/x>"_s, {},
            {u"page 1:1: The page allows the extensions sse alone, and uses ws. | Add ws to the list, or leave the list out."_s});
        row("on it", "2", pageWith(u"<div hx-ext=ws ws-connect=/x></div>"_s), {}, {});
        row("above, one of two", "2",
            pageWith(u"<body hx-ext='ws, sse'><div ws-connect=/x></div><div sse-connect=/y></div></body>"_s),
            {}, {});
        row("above, of several", "2", pageWith(u"<div data-hx-ext='morph,ws'><p ws-connect=/x></p></div>"_s),
            {}, {});
        row("another one is ignored", "2",
            pageWith(u"<div hx-ext=ws><p hx-ext=\"ignore:sse\" ws-connect=/x></p></div>"_s), {}, {});
        row("htmx 4 needs none", "4", pageWith(u"<p hx-ws:connect=/x>"_s), {}, {});
        row("in the list of 4", "4",
            u"<meta name=htmx-config content='{\"extensions\": \"sse, ws\"}'>\n<p hx-ws:connect=/x>"_s, {},
            {});
        row("the list is of no matter", "4",
            u"<meta name=htmx-config content='extensions:\"sse\"'>\n<p hx-get=/x>"_s, {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.extension-inactive")
};

QTEST_GUILESS_MAIN(TestPageExtensionInactive)
#include "tst_pageextensioninactive.moc"
