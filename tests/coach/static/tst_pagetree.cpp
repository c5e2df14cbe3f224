#include <coach/static/pagetree.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList tags(const PageTree &tree)
{
    QStringList tags;
    for (const PageElement &element : tree.elements())
        tags << element.tag;
    return tags;
}

} // namespace

class TestPageTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsABrowserDoes()
    {
        const PageTree page(u"<!doctype html>\n<P Class=a>é <B\n ID='x'>b</B><ul><li>1<li>2</ul>"_s, u"f"_s);
        QCOMPARE(tags(page),
                 (QStringList{u"html"_s, u"head"_s, u"body"_s, u"p"_s, u"b"_s, u"ul"_s, u"li"_s, u"li"_s}));
        const PageElement &b = page.elements()[4];
        QCOMPARE(b.place, (TextPlace{2, 14}));
        QCOMPARE(b.attributes.size(), 1u);
        QCOMPARE(b.attribute(u"id")->value, u"x"_s);
        QCOMPARE(b.attribute(u"id")->place, (TextPlace{3, 2}));
        QCOMPARE(b.text, u"b"_s);
        QCOMPARE(page.parentOf(b)->tag, u"p"_s);
        QCOMPARE(page.elements()[0].at, -1); // the parser put it in
        QVERIFY(page.hasId(u"x"));
        QVERIFY(!page.hasId(u"y"));
    }

    void whatStandsInATemplateIsInert()
    {
        const PageTree page(u"<template><p id=a></p></template><p id=b></p>"_s, u"f"_s);
        for (const PageElement &element : page.elements())
            QCOMPARE(element.inert, element.value(u"id") == u"a");
        QVERIFY(!page.hasId(u"a"));
    }

    void aDataFormIsHtmxsToo()
    {
        const PageTree page(u"<p data-hx-get=/x>"_s, u"f"_s);
        QCOMPARE(page.elements().back().htmx(u"hx-get")->value, u"/x"_s);
        QVERIFY(!page.elements().back().attribute(u"hx-get"));
    }

    void aFragmentIsWhatStandsInATemplate()
    {
        const auto at = [](qsizetype offset) { return TextPlace{7, static_cast<int>(offset) + 1}; };
        const PageTree row(u" <tr id=r><td>1</td></tr>"_s, u"f"_s, at);
        QCOMPARE(tags(row), (QStringList{u"tr"_s, u"td"_s}));
        QCOMPARE(row.elements()[0].parent, -1);
        QCOMPARE(row.elements()[0].place, (TextPlace{7, 2}));
        QCOMPARE(tags(PageTree(u"<div></div><tr><td>1</td></tr>"_s, u"f"_s, at)), QStringList{u"div"_s});
    }

    void aHoleAmongTheAttributesLeavesTheElementOpen()
    {
        const auto at = [](qsizetype) { return TextPlace{}; };
        const PageTree tree(u"<p %1 id=a>%1</p><b id=\"x%1\">"_s.arg(kHole), u"f"_s, at);
        QCOMPARE(tags(tree), (QStringList{u"p"_s, u"b"_s}));
        QVERIFY(tree.elements()[0].open);
        QCOMPARE(tree.elements()[0].value(u"id"), u"a"_s);
        QVERIFY(!tree.elements()[1].open);
        QVERIFY(tree.elements()[1].attribute(u"id")->isOpen());
    }
};

QTEST_GUILESS_MAIN(TestPageTree)
#include "tst_pagetree.moc"
