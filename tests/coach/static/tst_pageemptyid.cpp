#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageEmptyId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("in the page", "2", pageWith(u"<p id=''></p>"_s), {},
            {u"page 2:4: id=\"\" is empty. | Give the element an id, or leave the attribute out."_s});
        row("without a value", "4", pageWith(u"<p id></p>"_s), {},
            {u"page 2:4: id=\"\" is empty. | Give the element an id, or leave the attribute out."_s});
        row("in a fragment", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = html`<p>${1}</p>\n<b id=\"\" hx-swap-oob=true></b>`"_s),
            {u"script 3:4: id=\"\" is empty. | Give the element an id, or leave the attribute out."_s});
        row("not known", "2", pageWith(u"<p id=a>"_s),
            scriptWith(u"const a = x => html`<p id=\"${x}\"></p>`"_s), {});
        row("in a template", "2", pageWith(u"<template><p id=''></template>"_s), {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.empty-id")
};

QTEST_GUILESS_MAIN(TestPageEmptyId)
#include "tst_pageemptyid.moc"
