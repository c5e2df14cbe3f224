#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// What a browser opens to one origin over HTTP/1.1.
constexpr int kConnections = 6;

class SixthStream final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind != Kind::PageConnecting && event.kind != Kind::PageClosed &&
            event.kind != Kind::PageLoaded)
            return;
        std::vector<EventId> streams;
        QStringList paths;
        for (const auto &[conn, connection] : model.connections()) {
            if (connection.client != event.client || connection.transport != u"sse" || !connection.live())
                continue;
            streams.push_back(connection.connecting.id);
            if (!paths.contains(connection.path))
                paths << connection.path;
        }
        const auto count = static_cast<int>(streams.size());
        if (count < kConnections) {
            voice.clear(event.client, u"%1 streams are left."_s.arg(count), event.id);
        } else if (event.kind == Kind::PageConnecting) {
            voice.raise({event.client, event.client, event.conn,
                         u"The page of %1 has %2 streams to its server (%3)."_s.arg(event.client)
                             .arg(count)
                             .arg(paths.join(u", "_s)),
                         u"Bring several things in one stream, told apart by the names of its events; or "
                         u"serve the page "
                         "over HTTP/2."_s,
                         streams});
        }
    }
};

} // namespace

RunningRuleEntry sixthStream()
{
    return {{u"stream.sixth"_s,
             Severity::Error,
             u"As many streams as a browser has connections"_s,
             u"Over HTTP/1.1 a browser opens six connections to one origin. With six streams every further "
             u"request, "
             "of any tab, waits for ever, and nothing says so."_s,
             {u"2"_s, u"4"_s}},
            makeRule<SixthStream>};
}

} // namespace swapscope
