#include "../runningrules.h"
#include "../uncaughtgap.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class HiddenMissed final : public RunningRule
{
public:
    explicit HiddenMissed(const RunningLimits &limits) : m_gaps(limits.settle) {}

    void observe(const Event &event, const RunModel &model, Voice &) override
    {
        m_gaps.observe(event, model);
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        for (const UncaughtGap &gap : m_gaps.due(now, model)) {
            if (!gap.hiding || model.htmx(gap.client) != u"4")
                continue;
            voice.raise(
                {gap.client + u' ' + gap.channel,
                 gap.client,
                 gap.conn,
                 u"%1 was hidden for %2, and htmx 4 closes the connections of a hidden page. %3 updates of "
                 "the channel %4 were published meanwhile; the page that is shown again lacks them."_s
                     .arg(gap.client, secondsText(gap.end - gap.start))
                     .arg(gap.missed)
                     .arg(gap.channel),
                 u"Give the endpoint a catch-up (\"snapshot\" or \"replay\"), or keep the connection with "
                 "pauseOnBackground: false in htmx.config.ws or htmx.config.sse."_s,
                 {gap.opened, gap.served, gap.closed}});
        }
    }

private:
    UncaughtGaps m_gaps;
};

} // namespace

RunningRuleEntry hiddenMissed()
{
    return {
        {u"hidden.missed"_s,
         Severity::Warning,
         u"Updates missed while the page was hidden"_s,
         u"Looking at another tab is nothing that a user takes for a lost connection, and the page does not "
         "say that it was away."_s,
         {u"4"_s}},
        makeRule<HiddenMissed>};
}

} // namespace swapscope
