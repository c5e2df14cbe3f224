#include "../runningrules.h"
#include "../uncaughtgap.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class NoCatchUp final : public RunningRule
{
public:
    explicit NoCatchUp(const RunningLimits &limits) : m_gaps(limits.settle) {}

    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        m_gaps.observe(event, model);
        if (m_gaps.caughtUp(event, model))
            voice.clear(event.client + u' ' + text(event, Field::Channel), u"The next gap was caught up."_s,
                        event.id);
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        for (const UncaughtGap &gap : m_gaps.due(now, model)) {
            if (gap.hiding && model.htmx(gap.client) == u"4")
                continue; // hidden.missed says it better
            const RunConnection *connection = model.connection(gap.conn);
            voice.raise({gap.client + u' ' + gap.channel,
                         gap.client,
                         gap.conn,
                         u"%1 was away from the channel %2 for %3 and missed %4 of its updates. %5 catches "
                         u"nothing up, "
                         "so its page still lacks them."_s
                             .arg(gap.client, gap.channel, secondsText(gap.end - gap.start))
                             .arg(gap.missed)
                             .arg(connection ? connection->path : QString()),
                         u"Give the endpoint a catch-up: \"snapshot\" sends what the page should show now, "
                         u"\"replay\" the "
                         "updates since the one that the page had last."_s,
                         {gap.opened, gap.served, gap.closed}});
        }
    }

private:
    UncaughtGaps m_gaps;
};

} // namespace

RunningRuleEntry noCatchUp()
{
    return {
        {u"catchup.none"_s,
         Severity::Warning,
         u"Reconnected, and stale all the same"_s,
         u"The connection is back and the page looks alive, so neither its user nor the server knows that "
         "it shows an old state."_s,
         {u"2"_s, u"4"_s}},
        makeRule<NoCatchUp>};
}

} // namespace swapscope
