#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kFull = 100; // hx-ws: maxOutgoingMessagesQueueSize

class GrowingQueue final : public RunningRule
{
public:
    explicit GrowingQueue(const RunningLimits &limits) : m_most(limits.queue) {}

    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind == Kind::PageSent && truthOf(event, Field::Queued)) {
            voice.clear(event.client, u"What was waiting has been sent."_s, event.id);
            m_first.erase(event.client);
            return;
        }
        if (event.kind == Kind::PageLoaded) {
            voice.clear(event.client, u"The page was loaded anew, and what was waiting is lost."_s, event.id);
            m_first.erase(event.client);
            return;
        }
        if (event.kind != Kind::PageQueued)
            return;
        const int size = numberOf(event, Field::Size);
        const auto first = m_first.try_emplace(event.client, event.id).first;
        if (size < m_most)
            return;
        const bool four = model.htmx(event.client) == u"4";
        voice.raise(
            {event.client,
             event.client,
             event.conn,
             u"%1 messages wait in the page of %2 for a connection."_s.arg(size).arg(event.client),
             four ? u"Show that the connection is away and let nothing be sent (htmx:ws:close, "
                    "htmx:ws:after:connection). htmx 4 keeps %1 messages and throws the next away."_s.arg(
                        kFull)
                  : u"Show that the connection is away and let nothing be sent (htmx:wsClose, htmx:wsOpen). "
                    u"The "
                    "queue of htmx 2 has no end."_s,
             {first->second, event.id}});
    }

private:
    int m_most;
    std::map<QString, EventId> m_first;
};

} // namespace

RunningRuleEntry growingQueue()
{
    return {{u"queue.grows"_s,
             Severity::Warning,
             u"Messages pile up in the page"_s,
             u"All of them go out at once when the connection is back, late and out of their time; and they "
             u"are lost "
             "with the page."_s,
             {u"2"_s, u"4"_s}},
            makeRule<GrowingQueue>};
}

} // namespace swapscope
