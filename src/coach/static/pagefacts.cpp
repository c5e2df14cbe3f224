#include "pagefacts.h"

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QString fileOf(const QString &address)
{
    return address.section(u'?', 0, 0).section(u'#', 0, 0).section(u'/', -1);
}

} // namespace

bool isIgnored(const PageElement &element, QStringView version)
{
    return element.inert || (version == u"4" ? element.offForFour : element.offForTwo);
}

bool isCoreAddress(const QString &address)
{
    const QString name = fileOf(address);
    return (name.startsWith("htmx"_L1) && !name.startsWith("htmx-ext"_L1)) || name.startsWith("htmax"_L1) ||
           address.contains("/htmx.org@"_L1) || address.endsWith("/htmx.org"_L1) ||
           address.contains("/htmx.org/"_L1);
}

bool isExtensionAddress(const QString &address, QStringView extension)
{
    const QString name = fileOf(address);
    const QString ext = extension.toString();
    return name == ext + ".js"_L1 || name == ext + ".min.js"_L1 || name == "hx-"_L1 + ext + ".js"_L1 ||
           name == "hx-"_L1 + ext + ".min.js"_L1 || address.contains("htmx-ext-"_L1 + ext) ||
           name.startsWith("htmax"_L1);
}

bool hasOtherScripts(const PageTree &page)
{
    return std::any_of(page.elements().begin(), page.elements().end(), [](const PageElement &element) {
        const QString address = element.value(u"src").trimmed();
        return element.tag == u"script" && !element.inert && !address.isEmpty() &&
               !isExtensionAddress(address, u"ws") && !isExtensionAddress(address, u"sse") &&
               !isCoreAddress(address);
    });
}

QString inlineScripts(const PageTree &page)
{
    QString text;
    for (const PageElement &element : page.elements()) {
        if (element.tag == u"script")
            text += element.text + u'\n';
    }
    return text;
}

bool renamesAttributes(const PageTree &page)
{
    const auto renames = [](const QString &text) {
        return text.contains("metaCharacter"_L1) || text.contains("prefix"_L1);
    };
    return renames(inlineScripts(page)) || std::any_of(page.elements().begin(), page.elements().end(),
                                                       [&renames](const PageElement &element) {
                                                           return element.tag == u"meta" &&
                                                                  element.value(u"name") == u"htmx-config" &&
                                                                  renames(element.value(u"content"));
                                                       });
}

const PageAttribute *connectionOf(const PageElement &element, QStringView extension, QStringView version)
{
    const QString two = extension.toString() + "-connect"_L1;
    if (version == u"4") {
        if (const PageAttribute *four =
                element.htmx(QString("hx-"_L1 + extension.toString() + ":connect"_L1)))
            return four;
        return element.attribute(two);
    }
    if (const PageAttribute *own = element.htmx(two))
        return own;
    const PageAttribute *legacy = extension == u"ws" ? element.htmx(u"hx-ws") : nullptr;
    return legacy && legacy->value.contains("connect:"_L1) ? legacy : nullptr;
}

QString loneId(const QString &selector)
{
    const QString trimmed = selector.trimmed();
    if (!trimmed.startsWith(u'#') || trimmed.size() < 2)
        return {};
    const QString id = trimmed.mid(1);
    const bool plain = std::all_of(id.begin(), id.end(),
                                   [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; });
    return plain ? id : QString();
}

} // namespace swapscope
