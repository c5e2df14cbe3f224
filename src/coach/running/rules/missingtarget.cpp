#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class MissingTarget final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        const QString target = text(event, Field::Target);
        const QString about = event.client + u' ' + target;
        if (event.kind == Kind::PageSwap && voice.raised(about)) {
            voice.clear(about, u"The target is there now."_s, event.id);
        } else if (event.kind == Kind::PageSwapMissed) {
            const RunMessage *message = model.message(event.conn, event.n);
            if (message && (looksLikeWholePage(message->text()) || looksLikeJson(message->text())))
                return; // other rules say what is wrong with it
            say(event, target, about, model.htmx(event.client), voice);
        }
    }

private:
    static void say(const Event &event, const QString &target, const QString &about, const QString &htmx,
                    Voice &voice)
    {
        // htmx 2 makes a selector of an id that is not there.
        const bool noId = htmx != u"4" && (target == u"#null" || target == u"#");
        voice.raise(
            {about,
             event.client,
             event.conn,
             noId
                 ? u"A fragment for %1 has no id at its root, so htmx 2 looked for \"%2\" and swapped nothing."_s
                       .arg(event.client, target)
                 : u"A fragment was meant for %1, and the page of %2 has no such element: nothing was swapped."_s
                       .arg(target, event.client),
             noId ? u"Give the root of the fragment the id of the element that it replaces, or hx-swap-oob "
                    u"with a "
                    "style and a selector."_s
                  : u"Put the element into the page before its fragments come, or correct the id. What may "
                    u"be gone by "
                    "then (a closed tab, another view) needs a place that stays."_s,
             {event.cause, event.id}});
    }
};

} // namespace

RunningRuleEntry missingTarget()
{
    return {
        {u"target.missing"_s,
         Severity::Error,
         u"The target is not in the page"_s,
         u"The fragment is lost. htmx 2 logs an error in the browser's console, htmx 4 says nothing at all."_s,
         {u"2"_s, u"4"_s}},
        makeRule<MissingTarget>};
}

} // namespace swapscope
