#include "../rule.h"

#include <QHash>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookPageDuplicateId(const Subject &subject, Notes &notes)
{
    QHash<QString, int> lines;
    for (const PageElement &element : subject.page.elements()) {
        const PageAttribute *id = element.inert ? nullptr : element.attribute(u"id");
        if (!id || id->value.isEmpty())
            continue;
        if (const auto first = lines.constFind(id->value); first != lines.constEnd())
            notes.page(subject.page, id->place,
                       u"id=\"%1\" stands on line %2 already."_s.arg(id->value).arg(*first),
                       u"Give each element an id of its own; a swap finds only one of them."_s);
        else
            lines.insert(id->value, id->place.line);
    }
}

} // namespace

StaticRule pageDuplicateId()
{
    return {
        {u"page.duplicate-id"_s,
         Severity::Warning,
         u"An id that stands twice"_s,
         u"An id names one element. A swap by id finds the first of them only, or all, depending on who looks."_s,
         {u"2"_s, u"4"_s}},
        lookPageDuplicateId};
}

} // namespace swapscope
