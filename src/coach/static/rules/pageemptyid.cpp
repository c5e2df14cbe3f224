#include "../pagefacts.h"
#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookPageEmptyId(const Subject &subject, Notes &notes)
{
    const QString text = u"id=\"\" is empty."_s;
    const QString advice = u"Give the element an id, or leave the attribute out."_s;
    for (const PageElement &element : subject.page.elements()) {
        const PageAttribute *id = element.attribute(u"id");
        if (id && id->value.isEmpty() && !isIgnored(element, subject.version))
            notes.page(subject.page, id->place, text, advice);
    }
    for (const ScriptFragment &fragment : subject.script.fragments()) {
        for (const PageElement &element : fragment.tree.elements()) {
            const PageAttribute *id = element.attribute(u"id");
            if (id && id->value.isEmpty())
                notes.script(subject.script, id->place, text, advice);
        }
    }
}

} // namespace

StaticRule pageEmptyId()
{
    return {
        {u"page.empty-id"_s,
         Severity::Warning,
         u"An empty id"_s,
         u"An empty id names nothing, and htmx 2 stumbles over it: an out-of-band swap of such an element breaks ws-send, and the form does a plain GET."_s,
         {u"2"_s, u"4"_s}},
        lookPageEmptyId};
}

} // namespace swapscope
