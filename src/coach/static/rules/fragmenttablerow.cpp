#include "../rule.h"

#include <QRegularExpression>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Tag
{
    QString name;
    qsizetype at = 0;
};

bool keepsWrapper(const QString &oob)
{
    const QString style = oob.section(u':', 0, 0).trimmed();
    return style.isEmpty() || style == u"true" || style.startsWith("outer"_L1) || style == u"delete" ||
           style == u"none" || style.startsWith(u'#');
}

// The start tags of a table's parts, as they stand in the text, also those that are dropped.
std::vector<Tag> tagsIn(const ScriptFragment &fragment)
{
    static const QRegularExpression kPart(u"<(tr|td|th|tbody|thead|tfoot)(?=[\\s/>])"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    std::vector<Tag> tags;
    for (const QRegularExpressionMatch &match : kPart.globalMatch(fragment.html)) {
        if (fragment.tree.canBeginTag(match.capturedStart()))
            tags.push_back({match.captured(1).toLower(), match.capturedStart()});
    }
    return tags;
}

// Those that a browser's parser does not make elements of.
std::vector<Tag> lostTags(const ScriptFragment &fragment)
{
    std::vector<Tag> lost;
    const std::vector<PageElement> &elements = fragment.tree.elements();
    for (const Tag &tag : tagsIn(fragment)) {
        // What a hole brings in before it may be the table.
        if (QStringView(fragment.html).left(tag.at).contains(kHole))
            break;
        const bool kept = std::any_of(elements.begin(), elements.end(),
                                      [&tag](const PageElement &element) { return element.at == tag.at; });
        if (!kept)
            lost.push_back(tag);
    }
    // A cell in a lost row is lost with it.
    if (lost.size() > 1)
        lost.erase(lost.begin() + 1, lost.end());
    return lost;
}

void lookFragmentTableRow(const Subject &subject, Notes &notes)
{
    for (const ScriptFragment &fragment : subject.script.fragments()) {
        for (const Tag &tag : lostTags(fragment))
            notes.script(
                subject.script, fragment.placeOf(tag.at),
                u"<%1> stands where no table is: a browser drops it."_s.arg(tag.name),
                u"Wrap rows in <tbody hx-swap-oob=\"beforeend:#rows\">, and put them before other elements."_s);
    }
    for (const SentFragment &sent : subject.script.sent()) {
        for (const PageElement &element :
             subject.script.fragments()[static_cast<size_t>(sent.fragment)].tree.elements()) {
            const PageAttribute *oob = element.tag == u"tr" ? element.htmx(u"hx-swap-oob") : nullptr;
            if (!oob || oob->isOpen() || keepsWrapper(oob->value))
                continue;
            notes.script(
                subject.script, oob->place,
                u"%1=\"%2\" on a <tr> puts its cells into the target, without the row."_s.arg(oob->name,
                                                                                              oob->value),
                u"Put it on a <tbody> around the row: <tbody hx-swap-oob=\"%1\"><tr>…"_s.arg(oob->value));
        }
    }
}

} // namespace

StaticRule fragmentTableRow()
{
    return {
        {u"fragment.table-row"_s,
         Severity::Error,
         u"A row of a table gets lost"_s,
         u"A browser keeps rows and cells only where a table may have them; elsewhere it drops the tags and leaves the text. And a swap such as beforeend drops the element that names the target and keeps what is in it."_s,
         {u"2"_s, u"4"_s}},
        lookFragmentTableRow};
}

} // namespace swapscope
