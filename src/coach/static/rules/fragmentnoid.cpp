#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookFragmentNoId(const Subject &subject, Notes &notes)
{
    // A script that asks for the version has something for each.
    if (subject.script.asksForVersion())
        return;
    for (const SentFragment &sent : subject.script.sent()) {
        if (sent.way != Way::Socket)
            continue;
        for (const PageElement &element :
             subject.script.fragments()[static_cast<size_t>(sent.fragment)].tree.elements()) {
            if (element.parent >= 0 || element.at < 0 || element.open || element.attribute(u"id"))
                continue;
            const PageAttribute *oob = element.htmx(u"hx-swap-oob");
            if (oob && (oob->isOpen() || oob->value.indexOf(u':') > 0))
                continue;
            // A whole page is another rule's.
            if (element.tag == u"html" || element.tag == u"body" || element.tag == u"head")
                continue;
            notes.script(subject.script, element.place,
                         u"<%1> is sent over a socket and has no id."_s.arg(element.tag),
                         u"Give it the id of the element that it replaces, or name the target: "
                         "hx-swap-oob=\"beforeend:#messages\"."_s);
        }
    }
}

} // namespace

StaticRule fragmentNoId()
{
    return {
        {u"fragment.no-id"_s,
         Severity::Error,
         u"A root without an id"_s,
         u"htmx 2 swaps every root of what comes over a socket by its id. A root that has none is looked for as an element that does not exist, and dropped."_s,
         {u"2"_s}},
        lookFragmentNoId};
}

} // namespace swapscope
