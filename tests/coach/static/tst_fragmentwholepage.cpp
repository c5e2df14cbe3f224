#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFragmentWholePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("published", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nroom.publish(html`<!doctype html><html><body><p id=a></body></html>`)"_s),
            {u"script 3:18: A whole page is sent as a message. | Send the part that changes alone, with the id of what it replaces."_s});
        row("a body", "4", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { channel: room })\nroom.publish(`\n<body><p></body>`)"_s),
            {u"script 3:14: A whole page is sent as a message. | Send the part that changes alone, with the id of what it replaces."_s});
        row("an answer", "2", pageWith(u"<p>"_s),
            scriptWith(
                u"ws(\"/x\", { channel: room })\nget(\"/\", () => html`<!doctype html><html><body><p></body></html>`)"_s),
            {});
        row("a header", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room })\nroom.publish(html`<header id=a></header>`)"_s), {});
    }
    SWAPSCOPE_RULE_TEST("fragment.whole-page")
};

QTEST_GUILESS_MAIN(TestFragmentWholePage)
#include "tst_fragmentwholepage.moc"
