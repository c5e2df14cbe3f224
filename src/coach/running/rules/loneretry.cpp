#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class LoneRetry final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind == Kind::LinkClosed || event.kind == Kind::PageClosed) {
            m_lone.erase(event.conn);
            return;
        }
        if (event.kind != Kind::LinkMessage || text(event, Field::Dir) != u"down" ||
            model.htmx(event.client) != u"4")
            return;
        const bool retry = event.data[Field::Retry].isDouble();
        const QString opcode = text(event, Field::Opcode);
        if (opcode == u"fields" && retry) {
            m_lone[event.conn] = {event.id, numberOf(event, Field::Retry)};
        } else if (opcode == u"event") {
            const auto lone = m_lone.find(event.conn);
            if (lone == m_lone.end())
                return;
            if (!retry) // it was not said again where htmx 4 reads it
                say(event, lone->second, voice);
            m_lone.erase(lone);
        }
    }

private:
    struct Lone
    {
        EventId id;
        int retry;
    };

    static void say(const Event &event, const Lone &lone, Voice &voice)
    {
        const QString path = text(event, Field::Path);
        voice.raise(
            {event.client + u' ' + path,
             event.client,
             event.conn,
             u"%1 says retry: %2 in a block of its own, which htmx 4 does not read: it keeps its own waits."_s
                 .arg(path)
                 .arg(lone.retry),
             u"Write the retry: line into an event that has data."_s,
             {lone.id, event.id}});
    }

    std::map<ConnectionId, Lone> m_lone;
};

} // namespace

RunningRuleEntry loneRetry()
{
    return {{u"stream.lone-retry"_s,
             Severity::Note,
             u"A retry: that nobody reads"_s,
             u"Browsers take a retry: from any block. htmx 4 takes it with a message only, so the wait that "
             u"the server "
             "asks for is not kept."_s,
             {u"4"_s}},
            makeRule<LoneRetry>};
}

} // namespace swapscope
