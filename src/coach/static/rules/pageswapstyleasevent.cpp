#include "../pagefacts.h"
#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// Those that nobody would call an event.
bool isSwapStyle(const QString &name)
{
    static const QStringList kStyles{u"innerHTML"_s, u"outerHTML"_s, u"beforebegin"_s, u"afterbegin"_s,
                                     u"beforeend"_s, u"afterend"_s,  u"textContent"_s};
    return kStyles.contains(name);
}

void lookPageSwapStyleAsEvent(const Subject &subject, Notes &notes)
{
    for (const PageElement &element : subject.page.elements()) {
        const PageAttribute *names = element.htmx(u"sse-swap");
        if (!names || isIgnored(element, subject.version))
            continue;
        for (const QString &entry : names->value.split(u',')) {
            const QString name = entry.trimmed();
            if (isSwapStyle(name) && !subject.script.maySendEvent(name))
                notes.page(
                    subject.page, names->place,
                    u"%1=\"%2\" listens to events named %2."_s.arg(names->name, name),
                    u"Write sse-swap=\"message\" for unnamed events, or the event's name, and hx-swap=\"%1\" "
                    "beside it."_s.arg(name));
        }
    }
}

} // namespace

StaticRule pageSwapStyleAsEvent()
{
    return {
        {u"page.swap-style-as-event"_s,
         Severity::Error,
         u"A swap style where an event's name belongs"_s,
         u"sse-swap names the event of the stream to listen to, not how to swap. It now waits for an event of that name, which never comes."_s,
         {u"2"_s}},
        lookPageSwapStyleAsEvent};
}

} // namespace swapscope
