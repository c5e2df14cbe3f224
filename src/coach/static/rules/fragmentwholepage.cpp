#include "../rule.h"

#include <QRegularExpression>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookFragmentWholePage(const Subject &subject, Notes &notes)
{
    for (const SentFragment &sent : subject.script.sent()) {
        const ScriptFragment &fragment = subject.script.fragments()[static_cast<size_t>(sent.fragment)];
        static const QRegularExpression kPage(
            u"^\\s*(?:<!--.*?-->\\s*)*(?:<!doctype\\s+html|<html[\\s>]|<head[\\s>]|<body[\\s>])"_s,
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
        if (kPage.match(fragment.html).hasMatch())
            notes.script(subject.script, fragment.place, u"A whole page is sent as a message."_s,
                         u"Send the part that changes alone, with the id of what it replaces."_s);
    }
}

} // namespace

StaticRule fragmentWholePage()
{
    return {
        {u"fragment.whole-page"_s,
         Severity::Error,
         u"A whole page as a message"_s,
         u"A message is a fragment. Of a whole page htmx takes what is in its body: in htmx 2 every element of it is looked for by its id, in htmx 4 the page lands in the element with the connection."_s,
         {u"2"_s, u"4"_s}},
        lookFragmentWholePage};
}

} // namespace swapscope
