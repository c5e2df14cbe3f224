#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPagePublicAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("htmx", "2", u"<script\n  src='https://unpkg.com/htmx.org@2.0.4'></script>"_s, {},
            {u"page 2:3: https://unpkg.com/htmx.org@2.0.4 is served from the local copy here. | Nothing, for here; /htmx/htmx.js is the local address."_s});
        row("something else", "2", pageWith(u"<link rel='stylesheet' href='//cdn.example/a.css'>"_s), {},
            {u"page 2:24: //cdn.example/a.css comes from the internet. | Put a copy into the folder static, and write /static/…"_s});
        row("local", "2",
            pageWith(
                u"<link rel=stylesheet href=/static/a.css><script src=http://localhost:3000/a.js></script>"_s),
            {}, {});
        row("a link to follow", "2",
            pageWith(u"<a href='https://htmx.org'>htmx</a><link rel=canonical href='https://example.com'>"_s),
            {}, {});
        row("a data address", "2", pageWith(u"<link rel='stylesheet' href='data:,'>"_s), {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.public-address")
};

QTEST_GUILESS_MAIN(TestPagePublicAddress)
#include "tst_pagepublicaddress.moc"
