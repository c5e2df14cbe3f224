#include "../rule.h"

#include <server/http/rewrite.h>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isPublic(const QString &value)
{
    const QString address = value.trimmed().toLower();
    const bool elsewhere =
        address.startsWith("https://"_L1) || address.startsWith("http://"_L1) || address.startsWith("//"_L1);
    const QString host = address.section(u"//"_s, 1).section(u'/', 0, 0).section(u':', 0, 0);
    return elsewhere && host != u"localhost" && host != u"127.0.0.1";
}

void lookPagePublicAddress(const Subject &subject, Notes &notes)
{
    for (const PageElement &element : subject.page.elements()) {
        const PageAttribute *address =
            element.tag == u"script" ? element.attribute(u"src")
            : element.tag == u"link" && element.value(u"rel").toLower().split(u' ').contains("stylesheet"_L1)
                ? element.attribute(u"href")
                : nullptr;
        if (!address || element.inert || !isPublic(address->value))
            continue;
        const QString local = mock::localPath(address->value.trimmed());
        if (local.isEmpty())
            notes.page(subject.page, address->place,
                       u"%1 comes from the internet."_s.arg(address->value.trimmed()),
                       u"Put a copy into the folder static, and write /static/…"_s);
        else
            notes.page(subject.page, address->place,
                       u"%1 is served from the local copy here."_s.arg(address->value.trimmed()),
                       u"Nothing, for here; %1 is the local address."_s.arg(local));
    }
}

} // namespace

StaticRule pagePublicAddress()
{
    return {
        {u"page.public-address"_s,
         Severity::Note,
         u"A public address"_s,
         u"A page that loads from a public address needs the internet, and trusts it. Swapscope serves its own copy of htmx, in the version that is chosen, whatever version the address names."_s,
         {u"2"_s, u"4"_s}},
        lookPagePublicAddress};
}

} // namespace swapscope
