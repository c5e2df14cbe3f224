#include "../pagefacts.h"
#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookPageNoHtmx(const Subject &subject, Notes &notes)
{
    const PageTree &page = subject.page;
    // Another script may bring htmx along, and so may one that stands in the page.
    if (page.isEmpty() || hasOtherScripts(page) || inlineScripts(page).contains("htmx"_L1))
        return;
    for (const PageElement &element : page.elements()) {
        if (element.tag == u"script" && !element.inert && isCoreAddress(element.value(u"src")))
            return;
    }
    notes.page(page, {}, u"The page does not load htmx."_s,
               u"Put <script src=\"/htmx/htmx.js\"></script> into its head."_s);
}

} // namespace

StaticRule pageNoHtmx()
{
    return {
        {u"page.no-htmx"_s,
         Severity::Error,
         u"htmx is not loaded"_s,
         u"Without htmx its attributes are words that nobody reads: no connection is opened, and no error is shown."_s,
         {u"2"_s, u"4"_s}},
        lookPageNoHtmx};
}

} // namespace swapscope
