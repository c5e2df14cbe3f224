#include "../attributenames.h"
#include "../pagefacts.h"
#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

template<typename Note>
void lookAt(const Subject &subject, const PageElement &element, const PageAttribute &attribute, Note note)
{
    const AttributeName name = attributeName(attribute.name);
    if (subject.four() && name.plain == u"sse-swap") {
        // Beside a connection of htmx 4 it may stand for htmx 2 alone.
        if (!element.htmx(u"hx-sse:connect"))
            note(u"%1 is gone in htmx 4."_s.arg(attribute.name),
                 u"Leave it out: unnamed events are swapped into the element with hx-sse:connect, named ones "
                 "become DOM events."_s);
        return;
    }
    if (const QString other = inVersion(name, subject.version); !other.isEmpty()) {
        // An element may carry both forms, one for each version.
        if (!element.htmx(other))
            note(subject.four() ? u"%1 is of htmx 2."_s.arg(attribute.name)
                                : u"%1 is of htmx 4."_s.arg(attribute.name),
                 u"Write %1 in htmx %2."_s.arg(other, subject.version));
        return;
    }
    if (!subject.four() && name.hasModifier() && name.plain.startsWith("hx-"_L1) &&
        !name.plain.startsWith("hx-on"_L1) && !element.htmx(name.plain))
        note(u"%1 has a modifier of htmx 4."_s.arg(attribute.name),
             u"Write %1 in htmx 2, where children inherit by themselves."_s.arg(name.plain));
}

void lookPageOtherVersion(const Subject &subject, Notes &notes)
{
    if (renamesAttributes(subject.page))
        return;
    for (const PageElement &element : subject.page.elements()) {
        if (isIgnored(element, subject.version))
            continue;
        for (const PageAttribute &attribute : element.attributes)
            lookAt(subject, element, attribute, [&](const QString &text, const QString &advice) {
                notes.page(subject.page, attribute.place, text, advice);
            });
    }
    // A script that asks for the version has something for each.
    if (subject.script.asksForVersion())
        return;
    for (const ScriptFragment &fragment : subject.script.fragments()) {
        for (const PageElement &element : fragment.tree.elements()) {
            for (const PageAttribute &attribute : element.attributes)
                lookAt(subject, element, attribute, [&](const QString &text, const QString &advice) {
                    notes.script(subject.script, attribute.place, text, advice);
                });
        }
    }
}

} // namespace

StaticRule pageOtherVersion()
{
    return {
        {u"page.other-version"_s,
         Severity::Warning,
         u"An attribute of the other version"_s,
         u"htmx 4 took over the real-time extensions and renamed their attributes. htmx 2 does nothing with the new names; htmx 4 maps most of the old ones, warns in the console, and will not do so for ever."_s,
         {u"2"_s, u"4"_s}},
        lookPageOtherVersion};
}

} // namespace swapscope
