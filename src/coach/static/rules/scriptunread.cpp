#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookScriptUnread(const Subject &subject, Notes &notes)
{
    if (const QString why = subject.script.whyNotRead(); !why.isEmpty())
        notes.script(subject.script, {}, u"The coach cannot read the script: %1."_s.arg(why),
                     u"Write it in smaller pieces, or see to its fragments and endpoints yourself."_s);
}

} // namespace

StaticRule scriptUnread()
{
    return {
        {u"script.unread"_s,
         Severity::Note,
         u"A script that the coach cannot read"_s,
         u"The coach reads a script within limits of time, memory and depth. Beyond them it says nothing of fragments and endpoints, though something may be wrong with them."_s,
         {u"2"_s, u"4"_s}},
        lookScriptUnread};
}

} // namespace swapscope
