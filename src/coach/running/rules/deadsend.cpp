#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class DeadSend final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &, Voice &voice) override
    {
        if (event.kind != Kind::PageUnsent)
            return;
        const QString element = text(event, Field::Element);
        const QString why = text(event, Field::Why);
        const bool submitted = why == u"submitted";
        voice.raise(
            {event.client + u' ' + element,
             event.client,
             event.conn,
             submitted
                 ? u"%1 in the page of %2 is meant to send over a WebSocket, and was submitted as a plain "
                   u"form: the "
                   "page is loaded anew."_s.arg(element, event.client)
                 : u"%1 in the page of %2 was to send over a WebSocket, and nothing was sent (htmx says: %3)."_s
                       .arg(element, event.client, why),
             submitted ? u"See that the extension is loaded, that the form stands inside the connecting "
                         u"element, and that "
                         "it was processed: what was put there by plain JavaScript needs htmx.process()."_s
                       : u"See that the form stands inside the element that connects, and that its "
                         u"connection has not "
                         "ended for good."_s,
             {event.id}});
    }
};

} // namespace

RunningRuleEntry deadSend()
{
    return {{u"send.dead"_s,
             Severity::Error,
             u"A form that should send, and does not"_s,
             u"What the user wrote is lost, and most often the page with it."_s,
             {u"2"_s, u"4"_s}},
            makeRule<DeadSend>};
}

} // namespace swapscope
