#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFragmentTableRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("in a div", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = html`<div id=rows\n hx-swap-oob=beforeend><tr><td>1</td></tr></div>`"_s),
            {u"script 3:24: <tr> stands where no table is: a browser drops it. | Wrap rows in <tbody hx-swap-oob=\"beforeend:#rows\">, and put them before other elements."_s});
        row("behind a div", "4", pageWith(u"<p>"_s),
            scriptWith(u"const a = html`<div id=a></div><tr id=b><td>1</td></tr>`"_s),
            {u"script 2:32: <tr> stands where no table is: a browser drops it. | Wrap rows in <tbody hx-swap-oob=\"beforeend:#rows\">, and put them before other elements."_s});
        row("the wrapper is dropped", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(n => html`<tr hx-swap-oob=\"beforeend:#rows\"><td>${n}</td></tr>`)"_s),
            {u"script 3:28: hx-swap-oob=\"beforeend:#rows\" on a <tr> puts its cells into the target, without the row. | Put it on a <tbody> around the row: <tbody hx-swap-oob=\"beforeend:#rows\"><tr>…"_s});
        row("a row alone", "2", pageWith(u"<p>"_s), scriptWith(u"const a = html`<tr id=a><td>1</td></tr>`"_s),
            {});
        row("rows in a tbody", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(html`<tbody hx-swap-oob=\"beforeend:#rows\"><tr><td>1</td></tr></tbody>`)"_s),
            {});
        row("in a table", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = html`<div><table><tr><td>1</td></tr></table></div>`"_s), {});
        row("before a div", "4", pageWith(u"<p>"_s),
            scriptWith(u"const a = html`<tr id=b><td>1</td></tr><div id=a></div>`"_s), {});
        row("a cell alone", "2", pageWith(u"<p>"_s), scriptWith(u"const a = html`<td id=b>1</td>`"_s), {});
        row("replaced by its id", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(html`<tr id=a hx-swap-oob=true><td>1</td></tr>`)"_s),
            {});
        row("behind a hole", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = x => html`${x}<tr><td>1</td></tr>`"_s), {});
        row("text between dropped tags", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = html`<div>a<tr>b<td>c</div>`"_s),
            {u"script 2:22: <tr> stands where no table is: a browser drops it. | Wrap rows in <tbody hx-swap-oob=\"beforeend:#rows\">, and put them before other elements."_s});
        row("in a textarea or a style", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = html`<div><textarea><tr></textarea><style><td></style></div>`"_s), {});
        row("in a comment or an attribute", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = html`<div title=\"<tr>\"><!-- <tr> --><script>'<tr>'</script></div>`"_s),
            {});
    }
    SWAPSCOPE_RULE_TEST("fragment.table-row")
};

QTEST_GUILESS_MAIN(TestFragmentTableRow)
#include "tst_fragmenttablerow.moc"
