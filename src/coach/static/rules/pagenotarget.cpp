#include "../pagefacts.h"
#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isThere(const Subject &subject, const QString &id)
{
    // Pages beside this one, scripts of the page and fragments may bring it.
    return subject.page.hasId(id) || subject.otherPages || hasOtherScripts(subject.page) ||
           inlineScripts(subject.page).contains(id) || subject.script.mayBringId(id, subject.version);
}

struct Aim
{
    QString id; // empty: none, or not known
    TextPlace place;
};

// Where an element of a message goes: htmx 2's oobSwap(), htmx 4's createOOBTask() and processPartials().
Aim aimOf(const PageElement &element, Way way, bool four)
{
    const PageAttribute *oob = element.htmx(u"hx-swap-oob");
    const PageAttribute *id = element.attribute(u"id");
    const bool partial = four && element.tag == u"hx-partial";
    const bool byId = !four && way == Way::Socket && element.parent < 0;
    if (element.open || element.inert || (oob && oob->isOpen()))
        return {};
    const PageAttribute *selector = partial ? element.htmx(u"hx-target") : nullptr;
    if (selector)
        return {loneId(selector->value), selector->place};
    if (oob && oob->value.contains(u':'))
        return {loneId(oob->value.section(u':', 1)), oob->place};
    if ((oob || partial || byId) && id && !id->isOpen())
        return {id->value, id->place};
    return {};
}

void lookPageNoTarget(const Subject &subject, Notes &notes)
{
    const PageTree &page = subject.page;
    if (page.isEmpty())
        return;
    for (const PageElement &element : page.elements()) {
        const PageAttribute *target = element.htmx(u"hx-target");
        if (!target || isIgnored(element, subject.version))
            continue;
        const QString id = loneId(target->value);
        if (!id.isEmpty() && !isThere(subject, id))
            notes.page(page, target->place,
                       u"%1=\"%2\": the page has no element with this id."_s.arg(target->name,
                                                                                 target->value.trimmed()),
                       u"Give the element that is meant id=\"%1\"."_s.arg(id));
    }
    for (const SentFragment &sent : subject.script.sent()) {
        const PageTree &tree = subject.script.fragments()[static_cast<size_t>(sent.fragment)].tree;
        for (const PageElement &element : tree.elements()) {
            const Aim aim = aimOf(element, sent.way, subject.four());
            if (!aim.id.isEmpty() && !isThere(subject, aim.id))
                notes.script(
                    subject.script, aim.place,
                    u"The fragment goes to #%1, and the page has no element with this id."_s.arg(aim.id),
                    u"Give an element of the page id=\"%1\", or name one that it has."_s.arg(aim.id));
        }
    }
}

} // namespace

StaticRule pageNoTarget()
{
    return {
        {u"page.no-target"_s,
         Severity::Warning,
         u"A target that is not there"_s,
         u"A swap needs its target. Without one htmx 2 logs an error and drops the fragment; htmx 4 drops it without a word, and the message looks fine."_s,
         {u"2"_s, u"4"_s}},
        lookPageNoTarget};
}

} // namespace swapscope
