#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFragmentSelectorJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("as an object", "2", pageWith(u"<p>"_s),
            scriptWith(u"room.publish(JSON.stringify({ \"#count\": html`<b>3</b>`, \".x\": \"y\" }))"_s),
            {u"script 2:31: \"#count\" is a key of an object that is sent. | Send the fragment itself: <div id=\"…\" hx-swap-oob=\"true\">…, one after the other."_s,
             u"script 2:57: \".x\" is a key of an object that is sent. | Send the fragment itself: <div id=\"…\" hx-swap-oob=\"true\">…, one after the other."_s});
        row("through a name", "4", pageWith(u"<p>"_s),
            scriptWith(u"const m = { '#count': '<b>' }\nroom.publish(JSON.stringify(m))"_s),
            {u"script 2:13: \"#count\" is a key of an object that is sent. | Send the fragment itself: <div id=\"…\" hx-swap-oob=\"true\">…, one after the other."_s});
        row("as a text", "2", pageWith(u"<p>"_s), scriptWith(u"room.publish('{\"#count\": \"<b>3</b>\"}')"_s),
            {u"script 2:14: An object of selectors and fragments is sent. | Send the fragment itself: <div id=\"…\" hx-swap-oob=\"true\">…, one after the other."_s});
        row("JSON of its own", "2", pageWith(u"<p>"_s),
            scriptWith(u"room.publish(JSON.stringify({ type: \"count\", \"colour\": \"#fff\" }))"_s), {});
        row("not sent", "2", pageWith(u"<p>"_s), scriptWith(u"const colours = { \"#fff\": \"white\" }"_s),
            {});
    }
    SWAPSCOPE_RULE_TEST("fragment.selector-json")
};

QTEST_GUILESS_MAIN(TestFragmentSelectorJson)
#include "tst_fragmentselectorjson.moc"
