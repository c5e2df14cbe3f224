#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookPageEmpty(const Subject &subject, Notes &notes)
{
    if (subject.page.isEmpty())
        notes.page(subject.page, {}, u"The page has no text."_s,
                   u"Write a page, or begin with one of the bundled ones."_s);
}

} // namespace

StaticRule pageEmpty()
{
    return {{u"page.empty"_s,
             Severity::Error,
             u"The page is empty"_s,
             u"There is nothing for htmx to work on, not even htmx itself."_s,
             {u"2"_s, u"4"_s}},
            lookPageEmpty};
}

} // namespace swapscope
