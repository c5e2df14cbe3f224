#include "../pagefacts.h"
#include "../rule.h"

#include <QRegularExpression>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Loading
{
    enum Is {
        Missing,
        Early,   // before htmx
        Present, // or it cannot be told
    };
    Is is = Missing;
    TextPlace place;
};

// Which script runs when: those with defer and modules last, in their order (WHATWG HTML 4.12.1).
Loading loadingOf(const PageTree &page, QStringView extension)
{
    static const QRegularExpression kMayBring(u"ext|bundle|vendor|ws|sse|main|index|app"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    struct Script
    {
        bool late;
        TextPlace place;
    };
    std::optional<Script> core;
    std::optional<Script> own;
    bool sure = true;
    for (const PageElement &element : page.elements()) {
        if (element.tag != u"script" || element.inert)
            continue;
        const QString address = element.value(u"src").trimmed();
        const Script script{element.attribute(u"defer") || element.value(u"type") == u"module",
                            element.place};
        if (address.isEmpty())
            sure = sure && !element.text.contains("defineExtension"_L1) &&
                   !element.text.contains("registerExtension"_L1) && !element.text.contains("import"_L1);
        else if (isCoreAddress(address) && isExtensionAddress(address, extension))
            return {Loading::Present, {}}; // the bundle with everything in it
        else if (isExtensionAddress(address, extension)) {
            if (!own)
                own = script;
            sure = sure && !element.attribute(u"async");
        } else if (isCoreAddress(address)) {
            if (!core)
                core = script;
            sure = sure && !element.attribute(u"async");
        } else if (!isExtensionAddress(address, extension == u"ws" ? u"sse" : u"ws") &&
                   kMayBring.match(address.section(u'/', -1)).hasMatch()) {
            sure = false;
        }
    }
    if (!own)
        return {sure ? Loading::Missing : Loading::Present, {}};
    if (!sure || !core)
        return {Loading::Present, {}};
    const bool early = own->late == core->late ? own->place < core->place : core->late;
    return {early ? Loading::Early : Loading::Present, own->place};
}

bool uses(const PageAttribute &attribute, QStringView extension, bool four)
{
    QString name = attribute.name;
    if (name.startsWith("data-"_L1))
        name.remove(0, 5);
    const QString prefix = extension.toString() + u'-';
    return four ? name.startsWith("hx-"_L1 + extension.toString() + u':')
                : name == prefix + "connect"_L1 || name == prefix + "swap"_L1 || name == prefix + "send"_L1;
}

// Said once for each connection, and where there is none for the first attribute.
void lookForUse(const Subject &subject, QStringView extension, Notes &notes)
{
    const PageElement *user = nullptr;
    const PageAttribute *first = nullptr;
    bool connects = false;
    for (const PageElement &element : subject.page.elements()) {
        if (isIgnored(element, subject.version))
            continue;
        for (const PageAttribute &attribute : element.attributes) {
            if (!uses(attribute, extension, subject.four()))
                continue;
            const bool connection = attribute.name.endsWith("connect"_L1);
            if (connects || (first && !connection))
                continue;
            user = &element;
            first = &attribute;
            connects = connection;
        }
    }
    if (user)
        notes.page(subject.page, first->place,
                   u"%1 needs the %2 extension, which the page does not load."_s.arg(first->name, extension),
                   u"Put <script src=\"/htmx/ext/%1.js\"></script> behind htmx."_s.arg(extension));
}

void lookPageNoExtension(const Subject &subject, Notes &notes)
{
    for (const QStringView extension : {u"ws", u"sse"}) {
        if (const Loading loading = loadingOf(subject.page, extension); loading.is == Loading::Missing)
            lookForUse(subject, extension, notes);
        else if (loading.is == Loading::Early)
            notes.page(subject.page, loading.place,
                       u"The %1 extension is loaded before htmx, and finds none to extend."_s.arg(extension),
                       u"Put its <script> behind htmx's, both with defer or both without."_s);
    }
}

} // namespace

StaticRule pageNoExtension()
{
    return {
        {u"page.no-extension"_s,
         Severity::Error,
         u"An extension is not loaded"_s,
         u"WebSockets and event streams are extensions of htmx. Without the script the attributes mean nothing, and htmx does not say so."_s,
         {u"2"_s, u"4"_s}},
        lookPageNoExtension};
}

} // namespace swapscope
