#include "../attributenames.h"
#include "../pagefacts.h"
#include "../rule.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Need
{
    QStringView extension; // of the connection; empty: it needs none
    bool itself = false;   // on the very element
};

Need needOf(const PageAttribute &attribute, bool four)
{
    const AttributeName name = attributeName(attribute.name);
    if (name.inherited)
        return {};
    if (four) {
        if (name.plain == u"hx-ws:send" || name.plain == u"ws-send")
            return {u"ws"};
        return name.plain == u"hx-sse:close" ? Need{u"sse", true} : Need{};
    }
    if (name.plain == u"ws-send")
        return {u"ws"};
    if (name.plain == u"sse-swap")
        return {u"sse"};
    if (name.plain == u"sse-close")
        return {u"sse", true};
    if (name.plain == u"hx-trigger") {
        for (const QString &trigger : attribute.value.split(u',')) {
            if (trigger.trimmed().startsWith("sse:"_L1))
                return {u"sse"};
        }
    }
    return {};
}

bool hasConnection(const PageTree &page, const PageElement &element, const Need &need, QStringView version)
{
    for (const PageElement *at = &element; at; at = need.itself ? nullptr : page.parentOf(*at)) {
        if (connectionOf(*at, need.extension, version))
            return true;
    }
    return false;
}

void lookPageNoConnection(const Subject &subject, Notes &notes)
{
    const PageTree &page = subject.page;
    if (renamesAttributes(page))
        return;
    for (const PageElement &element : page.elements()) {
        if (isIgnored(element, subject.version))
            continue;
        for (const PageAttribute &attribute : element.attributes) {
            const Need need = needOf(attribute, subject.four());
            if (need.extension.isEmpty() || hasConnection(page, element, need, subject.version))
                continue;
            const QString connect =
                (subject.four() ? u"hx-%1:connect"_s : u"%1-connect"_s).arg(need.extension);
            notes.page(page, attribute.place,
                       need.itself ? u"%1 stands on an element without %2."_s.arg(attribute.name, connect)
                                   : u"No element around this one, nor it itself, has %1."_s.arg(connect),
                       need.itself
                           ? u"Put it on the element with %1."_s.arg(connect)
                           : u"Put %1 on this element, or this element into the one with %1."_s.arg(connect));
        }
    }
}

} // namespace

StaticRule pageNoConnection()
{
    return {
        {u"page.no-connection"_s,
         Severity::Error,
         u"Nothing to listen to or to send by"_s,
         u"htmx looks for the connection on the element itself and on those around it. Where there is none, the attribute does nothing: a form is sent as an ordinary one, a swap never happens."_s,
         {u"2"_s, u"4"_s}},
        lookPageNoConnection};
}

} // namespace swapscope
