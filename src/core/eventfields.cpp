#include "eventfields.h"

#include <algorithm>

namespace swapscope {

namespace {

using enum FieldType;

constexpr EventField field(const char *name, FieldType type, const char *values = "")
{
    return {QLatin1StringView(name), type, QLatin1StringView(values)};
}

constexpr EventField kServerStarted[] = {field("url", Text), field("scenario", Text), field("htmx", Text)};
constexpr EventField kServerStopped[] = {field("reason", Text, "quit restart script")};
constexpr EventField kServerRequest[] = {field("method", Text), field("path", Text), field("status", Number),
                                         field("bytes", Number), field("stream", Truth)};
constexpr EventField kServerOpened[] = {field("transport", Text, "ws sse"),
                                        field("path", Text),
                                        field("channel", Text),
                                        field("catchUp", Text),
                                        field("session", Text),
                                        field("cursor", Number)};
constexpr EventField kServerReceived[] = {field("path", Text), field("opcode", Text), field("bytes", Number),
                                          field("text", Text), field("cursor", Number)};
constexpr EventField kServerPublished[] = {field("channel", Text), field("bytes", Number),
                                           field("text", Text), field("event", Text),
                                           field("receivers", Number)};
constexpr EventField kServerSent[] = {
    field("path", Text),    field("channel", Text), field("why", Text, "live replay snapshot direct"),
    field("bytes", Number), field("event", Text),   field("id", Text),
    field("text", Text)};
constexpr EventField kServerClosed[] = {field("code", Number), field("reason", Text),
                                        field("by", Text, "server client")};
constexpr EventField kLinkClosed[] = {field("code", Number), field("reason", Text),
                                      field("by", Text, "server client link")};
constexpr EventField kServerRewrote[] = {field("path", Text), field("from", Text), field("to", Text)};
constexpr EventField kServerAttached[] = {field("url", Text)};
constexpr EventField kScriptLog[] = {field("level", Text, "log info warn error"), field("text", Text),
                                     field("file", Text), field("line", Number), field("unknown", Text)};
constexpr EventField kScriptError[] = {field("file", Text), field("line", Number), field("column", Number),
                                       field("text", Text)};

constexpr EventField kLinkAccepted[] = {field("transport", Text, "ws sse"), field("path", Text),
                                        field("lastEventId", Text)};
constexpr EventField kLinkMessage[] = {
    field("dir", Text, "down up"),
    field("opcode", Text, "text binary ping pong close event fields comment unread"),
    field("event", Text),
    field("id", Text),
    field("retry", Number),
    field("code", Number),
    field("bytes", Number),
    field("path", Text),
    field("text", Text),
    field("held_ms", Number),
    field("out", Number),
    field("corrupted", Truth),
    field("edited", Truth),
    field("injected", Truth),
    field("stray", Text)};
constexpr EventField kLinkDelayed[] = {field("dir", Text, "down up"), field("by_ms", Number)};
constexpr EventField kLinkHeld[] = {
    field("dir", Text, "down up"), field("opcode", Text),     field("event", Text),   field("id", Text),
    field("retry", Number),        field("code", Number),     field("bytes", Number), field("path", Text),
    field("text", Text),           field("corrupted", Truth), field("edited", Truth), field("stray", Text),
    field("full", Truth),          field("messages", Number)};
constexpr EventField kLinkFault[] = {field("fault", Text), field("args", List),
                                     field("by", Text, "hand schedule script")};
constexpr EventField kLinkLost[] = {field("dir", Text, "down up"), field("opcode", Text), field("text", Text),
                                    field("why", Text, "cut closed fault held discarded"),
                                    field("copy", Truth)};
constexpr EventField kFor[] = {field("for_s", Number)};
constexpr EventField kLinkFrozen[] = {field("for_s", Number), field("dir", Text, "down up")};
constexpr EventField kLinkRefused[] = {field("transport", Text), field("path", Text),
                                       field("status", Number)};
constexpr EventField kLinkAnswered[] = {field("method", Text), field("path", Text), field("status", Number)};
constexpr EventField kLinkFitted[] = {field("path", Text), field("changes", List)};
constexpr EventField kLinkUnreachable[] = {field("address", Text), field("what", Text), field("text", Text)};

constexpr EventField kPageLoaded[] = {field("url", Text), field("title", Text), field("htmx", Text)};
constexpr EventField kPageConnecting[] = {field("transport", Text, "ws sse"), field("url", Text),
                                          field("attempt", Number)};
constexpr EventField kPageMessage[] = {field("transport", Text, "ws sse"),
                                       field("event", Text),
                                       field("id", Text),
                                       field("k", Number),
                                       field("bytes", Number),
                                       field("heard", Truth),
                                       field("split", Truth)};
constexpr EventField kPageSwap[] = {field("target", Text),  field("style", Text),     field("oob", Truth),
                                    field("added", Number), field("removed", Number), field("before", Text),
                                    field("after", Text),   field("rect", List),      field("owner", Truth)};
constexpr EventField kPageSwapMissed[] = {field("target", Text), field("style", Text)};
constexpr EventField kPageClosed[] = {field("code", Number), field("reason", Text), field("clean", Truth)};
constexpr EventField kPageBackoff[] = {field("transport", Text, "ws sse"), field("attempt", Number),
                                       field("delay_ms", Number), field("planned", Truth)};
constexpr EventField kPageQueued[] = {field("size", Number), field("text", Text)};
constexpr EventField kPageSent[] = {field("bytes", Number), field("text", Text), field("queued", Truth)};
constexpr EventField kPageError[] = {field("text", Text), field("source", Text), field("line", Number)};
constexpr EventField kPageNodes[] = {field("count", Number)};
constexpr EventField kPageOpen[] = {field("element", Text), field("owner", Number), field("hears", List)};
constexpr EventField kPageOrphaned[] = {field("transport", Text, "ws sse"), field("url", Text)};
constexpr EventField kPageIgnored[] = {field("why", Text)};
constexpr EventField kPageUnsent[] = {field("element", Text), field("why", Text)};

constexpr EventField kGapOpened[] = {field("channel", Text)};
constexpr EventField kGapClosed[] = {field("channel", Text), field("seconds", Number),
                                     field("missed", Number)};
constexpr EventField kUpdateMissed[] = {field("channel", Text),
                                        field("why", Text, "before away id lost undone"),
                                        field("first", Number), field("last", Number)};
constexpr EventField kUpdateRecovered[] = {field("channel", Text), field("by", Text, "replay snapshot")};
constexpr EventField kUpdateDuplicated[] = {field("channel", Text), field("why", Text, "id"),
                                            field("id", Text)};
constexpr EventField kFindingRaised[] = {
    field("rule", Text),   field("about", Text),    field("severity", Text, "error warning note"),
    field("title", Text),  field("text", Text),     field("why", Text),
    field("advice", Text), field("versions", List), field("events", List),
    field("file", Text),   field("line", Number)};
constexpr EventField kFindingCleared[] = {field("rule", Text), field("about", Text), field("text", Text)};

struct KindFields
{
    QLatin1StringView kind;
    std::span<const EventField> fields;
};

// By name, so that it says the same as the manual. What is not here has no fields of its own.
const KindFields kKinds[] = {
    {QLatin1StringView("server.started"), kServerStarted},
    {QLatin1StringView("server.stopped"), kServerStopped},
    {QLatin1StringView("server.request"), kServerRequest},
    {QLatin1StringView("server.opened"), kServerOpened},
    {QLatin1StringView("server.received"), kServerReceived},
    {QLatin1StringView("server.published"), kServerPublished},
    {QLatin1StringView("server.sent"), kServerSent},
    {QLatin1StringView("server.closed"), kServerClosed},
    {QLatin1StringView("link.closed"), kLinkClosed},
    {QLatin1StringView("server.rewrote"), kServerRewrote},
    {QLatin1StringView("server.attached"), kServerAttached},
    {QLatin1StringView("script.log"), kScriptLog},
    {QLatin1StringView("script.error"), kScriptError},
    {QLatin1StringView("link.accepted"), kLinkAccepted},
    {QLatin1StringView("link.message"), kLinkMessage},
    {QLatin1StringView("link.duplicated"), kLinkMessage},
    {QLatin1StringView("link.held"), kLinkHeld},
    {QLatin1StringView("link.released"), kLinkHeld},
    {QLatin1StringView("link.delayed"), kLinkDelayed},
    {QLatin1StringView("link.lost"), kLinkLost},
    {QLatin1StringView("link.fault"), kLinkFault},
    {QLatin1StringView("link.cut"), kFor},
    {QLatin1StringView("link.frozen"), kLinkFrozen},
    {QLatin1StringView("link.thawed"), kLinkFrozen},
    {QLatin1StringView("link.refused"), kLinkRefused},
    {QLatin1StringView("link.answered"), kLinkAnswered},
    {QLatin1StringView("link.fitted"), kLinkFitted},
    {QLatin1StringView("link.unreachable"), kLinkUnreachable},
    {QLatin1StringView("page.loaded"), kPageLoaded},
    {QLatin1StringView("page.connecting"), kPageConnecting},
    {QLatin1StringView("page.message"), kPageMessage},
    {QLatin1StringView("page.swap"), kPageSwap},
    {QLatin1StringView("page.swapMissed"), kPageSwapMissed},
    {QLatin1StringView("page.closed"), kPageClosed},
    {QLatin1StringView("page.backoff"), kPageBackoff},
    {QLatin1StringView("page.queued"), kPageQueued},
    {QLatin1StringView("page.sent"), kPageSent},
    {QLatin1StringView("page.error"), kPageError},
    {QLatin1StringView("page.nodes"), kPageNodes},
    {QLatin1StringView("page.open"), kPageOpen},
    {QLatin1StringView("page.orphaned"), kPageOrphaned},
    {QLatin1StringView("page.ignored"), kPageIgnored},
    {QLatin1StringView("page.unsent"), kPageUnsent},
    {QLatin1StringView("gap.opened"), kGapOpened},
    {QLatin1StringView("gap.closed"), kGapClosed},
    {QLatin1StringView("update.missed"), kUpdateMissed},
    {QLatin1StringView("update.recovered"), kUpdateRecovered},
    {QLatin1StringView("update.duplicated"), kUpdateDuplicated},
    {QLatin1StringView("finding.raised"), kFindingRaised},
    {QLatin1StringView("finding.cleared"), kFindingCleared},
};

} // namespace

std::span<const EventField> eventFields(Kind kind)
{
    const QLatin1StringView name = kindName(kind);
    const auto found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                    [name](const KindFields &row) { return row.kind == name; });
    return found == std::end(kKinds) ? std::span<const EventField>() : found->fields;
}

std::optional<EventField> eventField(Kind kind, QStringView name)
{
    static constexpr EventField own[] = {field("client", Text), field("conn", Number), field("n", Number),
                                         field("update", Number), field("cause", Number)};
    for (const EventField &common : own) {
        if (common.name == name)
            return common;
    }
    const std::span<const EventField> fields = eventFields(kind);
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const EventField &f) { return f.name == name; });
    return found == fields.end() ? std::nullopt : std::optional(*found);
}

} // namespace swapscope
