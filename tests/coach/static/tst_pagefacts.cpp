#include <coach/static/pagefacts.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHtmxFromItsExtensions()
    {
        QVERIFY(isCoreAddress(u"/htmx/htmx.js"_s));
        QVERIFY(isCoreAddress(u"/static/htmx.min.js?v=2"_s));
        QVERIFY(isCoreAddress(u"https://unpkg.com/htmx.org"_s));
        QVERIFY(isCoreAddress(u"https://cdn.jsdelivr.net/npm/htmx.org@4.0.1"_s));
        QVERIFY(!isCoreAddress(u"https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4"_s));
        QVERIFY(!isCoreAddress(u"/static/app.js"_s));
        QVERIFY(isExtensionAddress(u"https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4"_s, u"ws"));
        QVERIFY(isExtensionAddress(u"/htmx/ext/ws.js"_s, u"ws"));
        QVERIFY(isExtensionAddress(u"/x/hx-sse.min.js"_s, u"sse"));
        QVERIFY(isExtensionAddress(u"/x/htmax.js"_s, u"sse"));
        QVERIFY(!isExtensionAddress(u"/htmx/ext/ws.js"_s, u"sse"));
        QVERIFY(!isExtensionAddress(u"/static/news.js"_s, u"ws"));
    }

    void knowsWhatEachVersionPassesOver()
    {
        const PageTree page(u"<div hx-disable><p id=a></p></div><div data-hx-ignore><p id=b></p></div>"_s,
                            {});
        for (const PageElement &element : page.elements()) {
            if (element.tag != u"p")
                continue;
            const bool first = element.value(u"id") == u"a";
            QCOMPARE(isIgnored(element, u"2"), first);
            QCOMPARE(isIgnored(element, u"4"), !first);
        }
    }

    void findsConnections()
    {
        const PageTree page(u"<p ws-connect=/a></p><p hx-ws:connect=/b></p><p hx-ws='connect:/c'></p>"_s, {});
        QStringList two;
        QStringList four;
        for (const PageElement &element : page.elements()) {
            if (const PageAttribute *found = connectionOf(element, u"ws", u"2"))
                two << found->value;
            if (const PageAttribute *found = connectionOf(element, u"ws", u"4"))
                four << found->value;
            QVERIFY(!connectionOf(element, u"sse", u"2"));
        }
        QCOMPARE(two, (QStringList{u"/a"_s, u"connect:/c"_s}));
        QCOMPARE(four, (QStringList{u"/a"_s, u"/b"_s}));
    }

    void knowsOtherScripts()
    {
        QVERIFY(!hasOtherScripts(PageTree(u"<script src=/htmx/htmx.js></script><script>1</script>"_s, {})));
        QVERIFY(hasOtherScripts(PageTree(u"<script src=/static/a.js></script>"_s, {})));
        QCOMPARE(inlineScripts(PageTree(u"<script>a < b</script>"_s, {})), u"a < b\n"_s);
        QVERIFY(renamesAttributes(PageTree(u"<script>htmx.config.metaCharacter = '-'</script>"_s, {})));
        QVERIFY(!renamesAttributes(PageTree(u"<meta name=htmx-config content='{}'>"_s, {})));
    }

    void aLoneIdIsNoOtherSelector()
    {
        QCOMPARE(loneId(u" #messages "_s), u"messages"_s);
        for (const char *selector : {"", "#", "messages", "#a .b", "#a,#b", "closest #a", "#a:hover"})
            QCOMPARE(loneId(QString::fromLatin1(selector)), QString());
    }
};

QTEST_GUILESS_MAIN(TestPageFacts)
#include "tst_pagefacts.moc"
