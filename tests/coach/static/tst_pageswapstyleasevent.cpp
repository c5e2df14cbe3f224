#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageSwapStyleAsEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("innerHTML", "2", pageWith(u"<p sse-swap=innerHTML>"_s), {},
            {u"page 2:4: sse-swap=\"innerHTML\" listens to events named innerHTML. | Write sse-swap=\"message\" for unnamed events, or the event's name, and hx-swap=\"innerHTML\" beside it."_s});
        row("one of two", "2", pageWith(u"<p data-sse-swap='message, beforeend'>"_s), {},
            {u"page 2:4: data-sse-swap=\"beforeend\" listens to events named beforeend. | Write sse-swap=\"message\" for unnamed events, or the event's name, and hx-swap=\"beforeend\" beside it."_s});
        row("message", "2", pageWith(u"<p sse-swap=message hx-swap=innerHTML>"_s), {}, {});
        row("an event of that kind", "2", pageWith(u"<p sse-swap=delete>"_s), {}, {});
        row("the script sends it", "2", pageWith(u"<p sse-swap=beforeend>"_s),
            scriptWith(u"room.publish(html`<p>`, { event: \"beforeend\" })"_s), {});
        row("the script may send it", "2", pageWith(u"<p sse-swap=beforeend>"_s),
            scriptWith(u"const say = name => room.publish(html`<p>`, { event: name })"_s), {});
        row("gone in 4", "4", pageWith(u"<p sse-swap=innerHTML>"_s), {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.swap-style-as-event")
};

QTEST_GUILESS_MAIN(TestPageSwapStyleAsEvent)
#include "tst_pageswapstyleasevent.moc"
