#include "../pagefacts.h"
#include "../rule.h"

#include <QRegularExpression>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isActive(const PageTree &page, const PageElement &element, QStringView extension)
{
    // As htmx collects them, from the element upwards: an ignore: below hides a name above.
    for (const PageElement *at = &element; at; at = page.parentOf(*at)) {
        const PageAttribute *list = at->htmx(u"hx-ext");
        if (!list)
            continue;
        for (const QString &entry : list->value.split(u',')) {
            const QString name = QString(entry).remove(u' ');
            if (name.trimmed() == "ignore:"_L1 + extension.toString())
                return false;
            if (name.trimmed() == extension)
                return true;
        }
    }
    return false;
}

void lookAbove(const Subject &subject, QStringView extension, Notes &notes)
{
    const QString connect = extension.toString() + "-connect"_L1;
    for (const PageElement &element : subject.page.elements()) {
        const PageAttribute *used = element.htmx(connect);
        if (used && !isIgnored(element, subject.version) && !isActive(subject.page, element, extension))
            notes.page(
                subject.page, used->place,
                u"%1 stands neither on nor in an element with hx-ext=\"%2\"."_s.arg(used->name, extension),
                u"Put hx-ext=\"%1\" on the element, or on one around it."_s.arg(extension));
    }
}

// <meta name="htmx-config" content='extensions:"sse"'>
void lookAtList(const Subject &subject, QStringView extension, Notes &notes)
{
    static const QRegularExpression kList(u"[\"']?\\bextensions[\"']?\\s*:\\s*[\"']([^\"']+)[\"']"_s);
    bool connects = false;
    for (const PageElement &element : subject.page.elements())
        connects = connects || connectionOf(element, extension, subject.version);
    for (const PageElement &element : subject.page.elements()) {
        if (!connects || element.tag != u"meta" || element.value(u"name") != u"htmx-config")
            continue;
        const QRegularExpressionMatch match = kList.match(element.value(u"content"));
        if (!match.hasMatch())
            continue;
        QStringList allowed = match.captured(1).split(u',');
        for (QString &name : allowed)
            name = name.trimmed();
        if (!allowed.contains(extension))
            notes.page(
                subject.page, element.place,
                u"The page allows the extensions %1 alone, and uses %2."_s.arg(match.captured(1), extension),
                u"Add %1 to the list, or leave the list out."_s.arg(extension));
    }
}

void lookPageExtensionInactive(const Subject &subject, Notes &notes)
{
    for (const QStringView extension : {u"ws", u"sse"}) {
        if (subject.four())
            lookAtList(subject, extension, notes);
        else
            lookAbove(subject, extension, notes);
    }
}

} // namespace

StaticRule pageExtensionInactive()
{
    return {
        {u"page.extension-inactive"_s,
         Severity::Error,
         u"An extension is loaded and not in use"_s,
         u"htmx 2 asks an extension only about elements that have its name in hx-ext, on themselves or around them; htmx 4 takes every extension that is loaded, unless the page has a list of those allowed."_s,
         {u"2"_s, u"4"_s}},
        lookPageExtensionInactive};
}

} // namespace swapscope
