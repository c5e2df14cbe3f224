#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class JsonMessage final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind != Kind::PageIgnored || text(event, Field::Why) != u"json")
            return;
        const RunConnection *connection = model.connection(event.conn);
        const QString path = connection ? connection->path : QString();
        const RunMessage *message = model.message(event.conn, event.n);
        const QString shown = message ? u": "_s + message->text().simplified().left(60) : QString();
        const bool four = model.htmx(event.client) == u"4";
        voice.raise(
            {event.client + u' ' + path,
             event.client,
             event.conn,
             four
                 ? u"%1 got JSON from %2%3. htmx 4 makes an event of it, and nobody in the page listens to that."_s
                       .arg(event.client, path, shown)
                 : u"%1 got JSON from %2%3. htmx 2 found no HTML in it and swapped nothing."_s.arg(
                       event.client, path, shown),
             four ? u"Send HTML, or JSON with the HTML in \"content\" (and \"target\", \"swap\"); or listen "
                    u"to "
                    "htmx:ws:after:message:incoming."_s
                  : u"Send HTML fragments with ids, or turn the JSON into HTML in an extension's "
                    "transformResponse."_s,
             {message ? message->id : 0, event.cause, event.id}});
    }
};

} // namespace

RunningRuleEntry jsonMessage()
{
    return {
        {u"message.json"_s,
         Severity::Error,
         u"JSON where HTML is meant"_s,
         u"htmx swaps HTML. A message of JSON arrives, is read, and changes nothing; no error is shown."_s,
         {u"2"_s, u"4"_s}},
        makeRule<JsonMessage>};
}

} // namespace swapscope
