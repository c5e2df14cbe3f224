#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class RawNewline final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &, Voice &voice) override
    {
        const QString stray = text(event, Field::Stray);
        if (event.kind != Kind::LinkMessage || text(event, Field::Dir) != u"down" || !looksLikeContent(stray))
            return;
        const QString path = text(event, Field::Path);
        voice.raise({event.client + u' ' + path,
                     event.client,
                     event.conn,
                     u"An event of %1 has a line that is no field and that no reader takes: %2"_s.arg(
                         path, stray.simplified().left(60)),
                     u"Put data: in front of every line of a fragment, or take the line breaks out."_s,
                     {event.id}});
    }

private:
    // The rest of a fragment, not a field that somebody made up.
    static bool looksLikeContent(const QString &line)
    {
        return line.contains(u'<') || line.startsWith(u' ') || line.startsWith(u'\t');
    }
};

} // namespace

RunningRuleEntry rawNewline()
{
    return {{u"stream.raw-newline"_s,
             Severity::Error,
             u"A fragment of several lines in one data: line"_s,
             u"A line break ends a field. What stands behind it is thrown away, and an empty line tears the "
             u"event in two: "
             "half a fragment is swapped."_s,
             {u"2"_s, u"4"_s}},
            makeRule<RawNewline>};
}

} // namespace swapscope
