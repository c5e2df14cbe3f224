#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class StalledScript final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &, Voice &voice) override
    {
        const QString what = text(event, Field::Text);
        if (event.kind == Kind::ScriptResumed) {
            voice.clear(what, u"It has returned, after %1."_s.arg(time(event)), event.id);
        } else if (event.kind == Kind::ScriptStalled) {
            voice.raise({.about = what,
                         .client = {},
                         .conn = {},
                         .text = u"%1%2 has been running for %3, and has not returned."_s.arg(
                             what.left(1).toUpper(), what.mid(1), time(event)),
                         .advice =
                             u"Do less at a time: in pieces with await sleep(\"10ms\") between them, or "
                             u"with less data. What never returns is left behind by a restart."_s,
                         .events = {event.id},
                         .file = text(event, Field::File),
                         .line = numberOf(event, Field::Line)});
        }
    }

private:
    static QString time(const Event &event)
    {
        return secondsText(
            static_cast<Nanoseconds>(event.data[Field::Seconds].toDouble() * static_cast<double>(kSecond)));
    }
};

} // namespace

RunningRuleEntry stalledScript()
{
    return {{u"script.stalled"_s,
             Severity::Error,
             u"The script keeps the server from serving"_s,
             u"A script does one thing at a time. While a handler runs no request is answered and no message "
             u"crosses a link: to every page it looks as if the network were gone."_s,
             {u"2"_s, u"4"_s}},
            makeRule<StalledScript>};
}

} // namespace swapscope
