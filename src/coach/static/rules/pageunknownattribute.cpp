#include "../attributenames.h"
#include "../pagefacts.h"
#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QString textOf(const PageAttribute &attribute)
{
    return u"%1 is no attribute of htmx."_s.arg(attribute.name);
}

void lookPageUnknownAttribute(const Subject &subject, Notes &notes)
{
    if (renamesAttributes(subject.page))
        return;
    for (const PageElement &element : subject.page.elements()) {
        if (isIgnored(element, subject.version))
            continue;
        for (const PageAttribute &attribute : element.attributes) {
            if (const auto meant = meantBy(attributeName(attribute.name), subject.version))
                notes.page(subject.page, attribute.place, textOf(attribute), meant->advice);
        }
    }
    for (const ScriptFragment &fragment : subject.script.fragments()) {
        for (const PageElement &element : fragment.tree.elements()) {
            for (const PageAttribute &attribute : element.attributes) {
                if (const auto meant = meantBy(attributeName(attribute.name), subject.version))
                    notes.script(subject.script, attribute.place, textOf(attribute), meant->advice);
            }
        }
    }
}

} // namespace

StaticRule pageUnknownAttribute()
{
    return {
        {u"page.unknown-attribute"_s,
         Severity::Error,
         u"An attribute that htmx does not have"_s,
         u"htmx looks only for the attributes that it knows. One that is misspelt, or that only a tutorial knows, does nothing, and nothing says so."_s,
         {u"2"_s, u"4"_s}},
        lookPageUnknownAttribute};
}

} // namespace swapscope
