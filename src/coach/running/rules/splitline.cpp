#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class SplitLine final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind != Kind::PageMessage || !truthOf(event, Field::Split))
            return;
        const RunConnection *connection = model.connection(event.conn);
        const QString path = connection ? connection->path : QString();
        voice.raise({event.client + u' ' + path,
                     event.client,
                     event.conn,
                     u"A CR and its LF from %1 reached %2 in two chunks. htmx 4 took them for two line ends, "
                     u"and the one "
                     "event for two."_s.arg(path, event.client),
                     u"End the lines of the stream with LF alone, or write each event in one piece."_s,
                     {event.cause, event.id}});
    }
};

} // namespace

RunningRuleEntry splitLine()
{
    return {{u"stream.split-line"_s,
             Severity::Error,
             u"An event torn in two by its line ends"_s,
             u"CR LF is one line end wherever the chunks are cut (WHATWG HTML, 9.2.5), but htmx 4.0.1 sees "
             u"two. It happens "
             "now and then, as the network cuts."_s,
             {u"4"_s}},
            makeRule<SplitLine>};
}

} // namespace swapscope
