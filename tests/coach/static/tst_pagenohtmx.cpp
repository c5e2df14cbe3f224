#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageNoHtmx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("no script", "2", u"<!DOCTYPE html>\n<p>"_s, {},
            {u"page 1:1: The page does not load htmx. | Put <script src=\"/htmx/htmx.js\"></script> into its head."_s});
        row("extensions alone", "4",
            u"<script src=\"/htmx/ext/ws.js\"></script><script src=\"https://cdn.jsdelivr.net/npm/htmx-ext-sse@2.2.4\"></script>"_s,
            {},
            {u"page 1:1: The page does not load htmx. | Put <script src=\"/htmx/htmx.js\"></script> into its head."_s});
        row("only in a template", "2", u"<template><script src=\"/htmx/htmx.js\"></script></template>"_s, {},
            {u"page 1:1: The page does not load htmx. | Put <script src=\"/htmx/htmx.js\"></script> into its head."_s});
        row("the local one", "2", u"<script src=\"/htmx/htmx.js\"></script>"_s, {}, {});
        row("a public one", "2", u"<script src=\"https://unpkg.com/htmx.org@2.0.4\"></script>"_s, {}, {});
        row("a public one with its file", "4",
            u"<script src=\"https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js\"></script>"_s, {},
            {});
        row("the bundle of 4", "4", u"<script src=\"/static/htmax.min.js\"></script>"_s, {}, {});
        row("a bundle that may bring it", "2", u"<script src=\"/static/app.js\"></script>"_s, {}, {});
        row("an import", "2", u"<script type=\"module\">import htmx from \"/htmx/htmx.js\"</script>"_s, {},
            {});
    }
    SWAPSCOPE_RULE_TEST("page.no-htmx")
};

QTEST_GUILESS_MAIN(TestPageNoHtmx)
#include "tst_pagenohtmx.moc"
