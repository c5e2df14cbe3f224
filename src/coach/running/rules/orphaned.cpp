#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class Orphaned final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        const QString about = event.client + u' ' + event.conn.text();
        if (event.kind == Kind::PageClosed) {
            voice.clear(about, u"The connection has ended."_s, event.id);
        } else if (event.kind == Kind::PageOrphaned) {
            const RunConnection *connection = model.connection(event.conn);
            const bool socket = text(event, Field::Transport) == u"ws";
            voice.raise(
                {about,
                 event.client,
                 event.conn,
                 u"The element that opened the %1 to %2 is no longer in the page of %3; the connection goes "
                 u"on "
                 "without it."_s.arg(socket ? u"WebSocket"_s : u"stream"_s, pathOf(text(event, Field::Url)),
                                     event.client),
                 u"Remove the element by an htmx swap (hx-swap=\"delete\", or out of band): that ends its connection. element.remove() and htmx.remove() do not."_s,
                 {connection ? connection->opened.id : 0, event.id}});
        }
    }
};

} // namespace

RunningRuleEntry orphaned()
{
    return {
        {u"connection.orphaned"_s,
         Severity::Warning,
         u"The connection of an element that is gone"_s,
         u"It costs the server a client and the browser one of its six connections, until the page is left."_s,
         {u"2"_s, u"4"_s}},
        makeRule<Orphaned>};
}

} // namespace swapscope
