#include "../pagefacts.h"
#include "../rule.h"

#include <QHash>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// Two tabs with this many leave no connection for anything else.
constexpr int kMany = 3;

void lookPageManyStreams(const Subject &subject, Notes &notes)
{
    QHash<QString, int> lines;
    int count = 0;
    for (const PageElement &element : subject.page.elements()) {
        const PageAttribute *stream = connectionOf(element, u"sse", subject.version);
        if (!stream || stream->value.isEmpty() || isIgnored(element, subject.version))
            continue;
        ++count;
        if (const auto first = lines.constFind(stream->value); first != lines.constEnd()) {
            notes.page(subject.page, stream->place,
                       u"%1 is opened on line %2 already."_s.arg(stream->value).arg(*first),
                       u"Put %1 on one element around both: one stream serves all that is in it."_s.arg(
                           stream->name));
            continue;
        }
        lines.insert(stream->value, stream->place.line);
        if (count == kMany)
            notes.page(
                subject.page, stream->place, u"This is the page's stream number %1."_s.arg(kMany),
                u"Send everything by one stream: named events, or fragments that name their targets."_s);
    }
}

} // namespace

StaticRule pageManyStreams()
{
    return {
        {u"page.many-streams"_s,
         Severity::Warning,
         u"More streams than needed"_s,
         u"Over HTTP/1.1 a browser has six connections to an origin, over all of its tabs. Each stream keeps one for good; the request that needs the seventh waits for ever, and nothing says so."_s,
         {u"2"_s, u"4"_s}},
        lookPageManyStreams};
}

} // namespace swapscope
