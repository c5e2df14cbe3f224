#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookPageUnread(const Subject &subject, Notes &notes)
{
    if (!subject.page.isRead())
        notes.page(
            subject.page, {1, 1},
            u"The coach cannot read the page: it nests too deeply, or a tag has too many attributes."_s,
            u"Close what is opened, and write it in smaller pieces."_s);
}

} // namespace

StaticRule pageUnread()
{
    return {
        {u"page.unread"_s,
         Severity::Warning,
         u"A page that the coach cannot read"_s,
         u"The coach reads a page within limits of time and memory. Beyond them it says nothing of what is in it, and public addresses of htmx in it are served as they are."_s,
         {u"2"_s, u"4"_s}},
        lookPageUnread};
}

} // namespace swapscope
