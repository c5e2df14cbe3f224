#include "../rule.h"

#include <QRegularExpression>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

void lookFragmentSelectorJson(const Subject &subject, Notes &notes)
{
    for (const SelectorKey &key : subject.script.selectorKeys())
        notes.script(
            subject.script, key.place, u"\"%1\" is a key of an object that is sent."_s.arg(key.key),
            u"Send the fragment itself: <div id=\"…\" hx-swap-oob=\"true\">…, one after the other."_s);
    static const QRegularExpression kObject(u"^\\s*\\{\\s*\"[#.][^\"]*\"\\s*:"_s);
    for (const SentFragment &sent : subject.script.sent()) {
        const ScriptFragment &fragment = subject.script.fragments()[static_cast<size_t>(sent.fragment)];
        if (kObject.match(fragment.html).hasMatch())
            notes.script(
                subject.script, fragment.place, u"An object of selectors and fragments is sent."_s,
                u"Send the fragment itself: <div id=\"…\" hx-swap-oob=\"true\">…, one after the other."_s);
    }
}

} // namespace

StaticRule fragmentSelectorJson()
{
    return {
        {u"fragment.selector-json"_s,
         Severity::Error,
         u"JSON of selectors and fragments"_s,
         u"No version of htmx takes {\"#count\": \"<b>3</b>\"}: htmx 2 finds no element in it, htmx 4 makes an event of it. Several targets in one message are several elements, each with its id."_s,
         {u"2"_s, u"4"_s}},
        lookFragmentSelectorJson};
}

} // namespace swapscope
