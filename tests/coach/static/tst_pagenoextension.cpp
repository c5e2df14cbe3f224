#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageNoExtension : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("ws forgotten", "2",
            u"<script src=/htmx/htmx.js></script>\n<div hx-ext='ws' ws-connect='/x'><form ws-send></form></div>"_s,
            {},
            {u"page 2:18: ws-connect needs the ws extension, which the page does not load. | Put <script src=\"/htmx/ext/ws.js\"></script> behind htmx."_s});
        row("sse forgotten", "4", u"<script src=/htmx/htmx.js></script>\n<div hx-sse:connect='/x'></div>"_s,
            {},
            {u"page 2:6: hx-sse:connect needs the sse extension, which the page does not load. | Put <script src=\"/htmx/ext/sse.js\"></script> behind htmx."_s});
        row("said once, of the connection", "2",
            u"<script src=/htmx/htmx.js></script>\n<p sse-swap=a></p><p sse-connect=/x></p><p sse-connect=/y></p>"_s,
            {},
            {u"page 2:22: sse-connect needs the sse extension, which the page does not load. | Put <script src=\"/htmx/ext/sse.js\"></script> behind htmx."_s});
        row("the other extension", "2",
            u"<script src=/htmx/htmx.js></script><script src=/htmx/ext/sse.js></script>\n<p data-ws-connect=/x>"_s,
            {},
            {u"page 2:4: data-ws-connect needs the ws extension, which the page does not load. | Put <script src=\"/htmx/ext/ws.js\"></script> behind htmx."_s});
        row("before htmx", "2",
            u"<script src=/htmx/ext/ws.js></script><script src=/htmx/htmx.js></script>\n<p ws-connect=/x>"_s,
            {},
            {u"page 1:1: The ws extension is loaded before htmx, and finds none to extend. | Put its <script> behind htmx's, both with defer or both without."_s});
        row("htmx comes late", "2",
            u"<script defer src=/htmx/htmx.js></script>\n<script src=/htmx/ext/ws.js></script>"_s, {},
            {u"page 2:1: The ws extension is loaded before htmx, and finds none to extend. | Put its <script> behind htmx's, both with defer or both without."_s});
        row("the extension comes late", "2",
            u"<script defer src=/htmx/ext/ws.js></script><script src=/htmx/htmx.js></script>\n<p ws-connect=/x>"_s,
            {}, {});
        row("both late, in order", "4",
            u"<script defer src=/htmx/htmx.js></script><script defer src=/htmx/ext/ws.js></script>\n<p hx-ws:connect=/x>"_s,
            {}, {});
        row("loaded", "2", pageWith(u"<p ws-connect=/x sse-connect=/y>"_s), {}, {});
        row("public", "2",
            u"<script src='https://unpkg.com/htmx.org@2.0.4'></script><script src='https://cdn.example/npm/htmx-ext-sse@2.2.2/sse.js'></script>\n<p sse-connect=/x>"_s,
            {}, {});
        row("the bundle of 4", "4", u"<script src=/static/htmax.js></script><p hx-ws:connect=/x>"_s, {}, {});
        row("a bundle that may bring it", "2",
            u"<script src=/htmx/htmx.js></script><script src=/static/vendor.js></script><p ws-connect=/x>"_s,
            {}, {});
        row("defined in the page", "2",
            u"<script src=/htmx/htmx.js></script><script>htmx.defineExtension('ws', {})</script><p ws-connect=/x>"_s,
            {}, {});
        row("in a template", "2",
            u"<script src=/htmx/htmx.js></script><template><p ws-connect=/x></template>"_s, {}, {});
        row("as a text", "2",
            u"<script src=/htmx/htmx.js></script><script type=text/template><p ws-connect=/x></script>"_s, {},
            {});
        row("switched off", "2",
            u"<script src=/htmx/htmx.js></script><div hx-disable><p ws-connect=/x></div>"_s, {}, {});
        row("nothing used", "2", u"<script src=/htmx/htmx.js></script>"_s, {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.no-extension")
};

QTEST_GUILESS_MAIN(TestPageNoExtension)
#include "tst_pagenoextension.moc"
