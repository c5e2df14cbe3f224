#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSamples = 5; // in a row that only grew

class GrowingPage final : public RunningRule
{
public:
    explicit GrowingPage(const RunningLimits &limits) : m_growth(limits.growth), m_time(limits.growing) {}

    void observe(const Event &event, const RunModel &, Voice &voice) override
    {
        if (event.kind == Kind::PageLoaded) {
            m_pages.erase(event.client);
            voice.clear(event.client, u"The page was loaded anew."_s, event.id);
        } else if (event.kind == Kind::PageSwap) {
            m_pages[event.client].target = text(event, Field::Target);
        } else if (event.kind == Kind::PageNodes) {
            counted(event, voice);
        }
    }

private:
    struct Page
    {
        int first = -1; // elements, where the growth began
        int last = 0;
        int samples = 0;
        Nanoseconds since = 0;
        EventId firstId = 0;
        QString target; // of the last swap
    };

    void counted(const Event &event, Voice &voice)
    {
        Page &page = m_pages[event.client];
        const int count = numberOf(event, Field::Count);
        if (page.first < 0 || count < page.last) {
            if (count < page.last - page.last / 10)
                voice.clear(event.client, u"The page has shrunk to %1 elements."_s.arg(count), event.id);
            page = {count, count, 0, event.t, event.id, page.target};
            return;
        }
        page.last = count;
        ++page.samples;
        const int grown = count - page.first;
        const Nanoseconds took = event.t - page.since;
        if (grown < m_growth || page.samples < kSamples || took < m_time)
            return;
        voice.raise(
            {event.client,
             event.client,
             {},
             u"The page of %1 grew from %2 to %3 elements in %4, and nothing was taken away; the last went to %5."_s
                 .arg(event.client)
                 .arg(page.first)
                 .arg(count)
                 .arg(secondsText(took), page.target),
             u"Take away what is old as the new comes: let a fragment delete the first child, or prune the "
             u"list "
             "after a swap to the number that somebody reads."_s,
             {page.firstId, event.id}});
    }

    int m_growth;
    Nanoseconds m_time;
    std::map<QString, Page> m_pages;
};

} // namespace

RunningRuleEntry growingPage()
{
    return {{u"page.grows"_s,
             Severity::Warning,
             u"The page grows without bound"_s,
             u"beforeend for ever makes a page that is open all day slow, and in the end too large for its "
             "browser."_s,
             {u"2"_s, u"4"_s}},
            makeRule<GrowingPage>};
}

} // namespace swapscope
