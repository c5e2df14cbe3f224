#include "../runningrules.h"

#include <core/result.h>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// Told once for each place and message, however often it comes, until the script is loaded again.
class ScriptError final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &, Voice &voice) override
    {
        if (event.kind == Kind::ServerStopped && text(event, Field::Reason) == u"script") {
            for (const QString &about : std::exchange(m_standing, {}))
                voice.clear(about, u"The server has been started again since."_s, event.id);
        } else if (event.kind == Kind::ScriptError) {
            const Error error{text(event, Field::Text), text(event, Field::File),
                              numberOf(event, Field::Line), numberOf(event, Field::Column)};
            const QString about = error.toString();
            if (voice.raised(about))
                return;
            voice.raise({.about = about,
                         .client = event.client,
                         .conn = event.conn,
                         .text = about,
                         .advice = u"Mend the script there."_s,
                         .events = {event.id},
                         .file = error.file,
                         .line = error.line,
                         .column = error.column});
            if (voice.raised(about))
                m_standing << about;
        }
    }

private:
    QStringList m_standing; // no more than Voice::kMost
};

} // namespace

RunningRuleEntry scriptError()
{
    return {{u"script.error"_s,
             Severity::Error,
             u"The script has an error"_s,
             u"What stands behind that place in the same function did not happen."_s,
             {u"2"_s, u"4"_s}},
            makeRule<ScriptError>};
}

} // namespace swapscope
