#include "eventfields.h"

#include <algorithm>
#include <array>
#include <bitset>

namespace swapscope {

namespace {

using F = Field;

constexpr QLatin1StringView latin1(const char *text)
{
    return QLatin1StringView(text);
}

constexpr std::array kFieldTexts = {
#define SWAPSCOPE_FIELD(name, text) text,
    SWAPSCOPE_EVENT_FIELDS(SWAPSCOPE_FIELD)
#undef SWAPSCOPE_FIELD
};

constexpr QLatin1StringView nameOf(Field field)
{
    return latin1(kFieldTexts[static_cast<std::size_t>(field)]);
}

constexpr EventField text(Field field, const char *note = "")
{
    return {nameOf(field), FieldType::Text, {}, {}, latin1(note), field};
}

constexpr EventField words(Field field, const char *values, const char *note = "")
{
    return {nameOf(field), FieldType::Text, latin1(values), {}, latin1(note), field};
}

constexpr EventField number(Field field, const char *note = "", const char *unit = "")
{
    return {nameOf(field), FieldType::Number, {}, latin1(unit), latin1(note), field};
}

constexpr EventField truth(Field field, const char *note = "")
{
    return {nameOf(field), FieldType::Truth, {}, {}, latin1(note), field};
}

constexpr EventField list(Field field, const char *note = "")
{
    return {nameOf(field), FieldType::List, {}, {}, latin1(note), field};
}

constexpr EventField kTransport = words(F::Transport, "ws|sse");
constexpr EventField kPath = text(F::Path);
constexpr EventField kBytes = number(F::Bytes, "", "bytes");
constexpr EventField kText = text(F::Text);
constexpr EventField kChannel = text(F::Channel);
constexpr EventField kJoinedChannel = text(F::Channel, "as its cause says");
constexpr EventField kDir = words(F::Dir, "down|up");
constexpr EventField kUpdateWhy = words(F::Why, "live|replay|snapshot|direct", "as its `server.sent` says");

#define OPCODES "text|binary|ping|pong|close|event|fields|comment|unread"

// What a message in the link says of itself, whatever happens to it.
constexpr EventField kOpcode = words(F::Opcode, OPCODES, "as in `link.message`");
constexpr EventField kEventName = text(F::Event, "as there");
constexpr EventField kStreamId = text(F::Id, "as there");
constexpr EventField kRetry = number(F::Retry, "as there", "ms");
constexpr EventField kCloseCode = number(F::Code, "as there");
constexpr EventField kLinkText = text(F::Text, "as there");
constexpr EventField kCorrupted = truth(F::Corrupted, "as there");
constexpr EventField kEdited = truth(F::Edited, "as there");
constexpr EventField kInjected = truth(F::Injected, "as there");
constexpr EventField kStray = text(F::Stray, "as there");

constexpr EventField kServerStarted[] = {text(F::Url), text(F::Scenario),
                                         text(F::Htmx, "the version's number, `\"2.0.11\"`")};
constexpr EventField kServerStopped[] = {words(F::Reason, "quit|restart|script")};
constexpr EventField kServerRequest[] = {
    text(F::Method), kPath, number(F::Status),
    number(F::Bytes, "of the answer's body; absent for one that comes in pieces", "bytes"),
    truth(F::Stream, "`true`: the handler wrote an event stream by hand")};
constexpr EventField kServerOpened[] = {
    kTransport,
    kPath,
    text(F::Channel, "if it has one"),
    text(F::CatchUp),
    text(F::Session),
    number(F::Cursor,
           "the number up to which the client is known to have everything; absent when unknown; in a "
           "client's first `server.opened` of a channel it is what its page says that it was rendered with")};
constexpr EventField kServerReceived[] = {
    kPath, words(F::Opcode, "text|binary"), kBytes, kText,
    number(F::Cursor, "the message is a page's word on the number up to which it has everything")};
constexpr EventField kServerPublished[] = {kChannel, kBytes, kText, text(F::Event, "a stream's event name"),
                                           number(F::Receivers, "how many it was sent to at once")};
constexpr EventField kServerSent[] = {
    kPath,
    kChannel,
    words(F::Why, "live|replay|snapshot|direct"),
    kBytes,
    text(F::Event),
    text(F::Id),
    text(F::Text, "where `why` is `\"snapshot\"` or `\"direct\"`; else it stands in `server.published`")};
constexpr EventField kServerClosed[] = {number(F::Code), text(F::Reason), words(F::By, "server|client")};
constexpr EventField kServerRewrote[] = {kPath, text(F::From), text(F::To)};
constexpr EventField kServerAttached[] = {text(F::Url)};
constexpr EventField kScriptLog[] = {
    words(F::Level, "log|info|warn|error"), kText, text(F::File), number(F::Line),
    list(F::Unknown,
         "in a trace of a newer version an event of an unknown kind is shown as one: what it said")};
constexpr EventField kScriptError[] = {text(F::File), number(F::Line), number(F::Column), kText};
constexpr EventField kScriptStalled[] = {
    text(F::File), number(F::Line, "where what runs was given to the server"), number(F::Column),
    text(F::Text, "what runs"), number(F::Seconds, "for how long already", "s")};
constexpr EventField kScriptResumed[] = {text(F::Text, "what ran"),
                                         number(F::Seconds, "for how long in all", "s")};

constexpr EventField kLinkAccepted[] = {
    kTransport, kPath, text(F::LastEventId, "what a stream's reader says that it has read last")};
constexpr EventField kLinkMessage[] = {
    words(F::Dir, "down|up", "`\"down\"` to the client, `\"up\"` to the server"),
    words(F::Opcode, OPCODES,
          "`\"fields\"`: a stream's block without data, which browsers do not dispatch; `\"unread\"`: from "
          "here on this direction passes unread, `text` says why"),
    text(F::Event, "name, for `\"event\"` and `\"fields\"`: `\"message\"` when it has none"),
    text(F::Id, "the event's, if it had one"),
    number(F::Retry, "the same, milliseconds", "ms"),
    number(F::Code, "a close frame's, 1005 when it carries none"),
    number(F::Bytes, "on the wire", "bytes"),
    kPath,
    text(F::Text, "the first 64 KiB; absent where a WebSocket extension has compressed it"),
    number(F::HeldMs, "time spent in the link", "ms"),
    number(F::Out, "its ordinal at the receiver, where faults made that another one than `n`"),
    truth(F::Corrupted, "`true`: a fault has changed it; `text` is what left"),
    truth(F::Edited, "`true`: a hand has, while it was held"),
    truth(F::Injected,
          "`true`: nobody sent it, it was written by hand at the link; it has no `n`, only `out`"),
    text(F::Stray, "a stream's first line that is no field: nobody reads it"),
    kJoinedChannel,
    kUpdateWhy};
constexpr EventField kLinkDuplicated[] = {kDir,       kOpcode,   kEventName, kStreamId,     kRetry,
                                          kCloseCode, kBytes,    kPath,      kLinkText,     kCorrupted,
                                          kEdited,    kInjected, kStray,     kJoinedChannel};
constexpr EventField kLinkDelayed[] = {kDir, number(F::ByMs, "", "ms"), kJoinedChannel};
constexpr EventField kLinkHeld[] = {
    kDir,
    kOpcode,
    kEventName,
    kStreamId,
    kRetry,
    kCloseCode,
    kBytes,
    kPath,
    kLinkText,
    kCorrupted,
    kEdited,
    kInjected,
    kStray,
    truth(F::Full, "`true`, of a `link.held` without a connection: so much is held, in `messages` and "
                   "`bytes`, that the link reads no more"),
    number(F::Messages),
    kJoinedChannel};
constexpr EventField kLinkReleased[] = {kDir,       kOpcode, kEventName,    kStreamId,  kRetry,
                                        kCloseCode, kBytes,  kPath,         kCorrupted, kEdited,
                                        kInjected,  kStray,  kJoinedChannel};
constexpr EventField kLinkLost[] = {
    kDir,
    kOpcode,
    kEventName,
    kStreamId,
    kRetry,
    kCloseCode,
    kBytes,
    kPath,
    kLinkText,
    kCorrupted,
    kEdited,
    kInjected,
    kStray,
    words(F::Why, "cut|closed|fault|held|discarded",
          "`\"closed\"`: it was inside the link, or sent and not yet there, when the connection ended; "
          "`\"fault\"`: a fault left it out; "
          "`\"held\"`: it was held when the connection ended; `\"discarded\"`: by hand, while it was held; "
          "`cause` of these two is their `link.held`"),
    truth(F::Copy, "`true`: the same message is in the link besides, or has left it: nothing is lost by "
                   "this"),
    kJoinedChannel};
constexpr EventField kLinkCut[] = {number(F::ForS, "absent: until mended", "s")};
constexpr EventField kLinkFrozen[] = {number(F::ForS, "", "s"),
                                      words(F::Dir, "down|up", "of one direction alone")};
constexpr EventField kLinkFault[] = {
    text(F::Fault, "as in `scenario.toml`: `\"cut\"`, `\"latency\"`, `\"mend\"` and so on; `\"preset\"`"),
    list(F::Args, "an object: its arguments as they are written there, durations as text, `{\"for\": "
                  "\"5s\"}`; of a preset its name; absent when it has none"),
    words(F::By, "hand|schedule|script")};
constexpr EventField kLinkRefused[] = {
    kTransport, kPath,
    number(F::Status, "of the answer that the link gave in the server's place; absent: a reset")};
constexpr EventField kLinkClosed[] = {
    number(F::Code, "as sent on the wire; 1006 when no close frame crossed, 1005 when it carried none"),
    text(F::Reason), words(F::By, "server|client|link")};
constexpr EventField kLinkAnswered[] = {text(F::Method), kPath, number(F::Status)};
constexpr EventField kLinkFitted[] = {kPath, list(F::Changes, "a list of sentences")};
constexpr EventField kLinkUnreachable[] = {
    text(F::Address), words(F::What, "name|refused|silent|tls|certificate|empty|not http"), kText};

constexpr EventField kPageLoaded[] = {text(F::Url), text(F::Title),
                                      text(F::Htmx, "the version found, `\"\"` when there is none")};
constexpr EventField kPageConnecting[] = {kTransport, text(F::Url), number(F::Attempt, "0 for the first")};
constexpr EventField kPageOpen[] = {
    text(F::Element, "a CSS selector: the one that asked for the connection, where it is htmx's"),
    number(F::Owner, "its number in the document"),
    list(F::Hears, "the names of the events that the page listens to, of an EventSource")};
constexpr EventField kPageMessage[] = {
    kTransport,
    text(F::Event),
    text(F::Id),
    number(F::K, "ordinal among the events of this name"),
    kBytes,
    truth(F::Heard, "`false`: nobody in the page listens to an event of this name"),
    truth(F::Split, "`true`: htmx 4 took the first half of an event for the whole, because a CR and its LF "
                    "came in two chunks"),
    number(F::Out, "as in `link.message`"),
    kJoinedChannel,
    kUpdateWhy};
constexpr EventField kPageSwap[] = {
    text(F::Target, "a CSS selector"),
    text(F::Style),
    truth(F::Oob),
    number(F::Added, "nodes"),
    number(F::Removed, "nodes"),
    text(F::Before, "the target's HTML, the first 16 KiB"),
    text(F::After,
         "the same, afterwards; both are left out where more than 4 MiB of it would be read in a second"),
    list(F::Rect, "x, y, width, height in the page"),
    truth(F::Owner, "`true`: the target is the element that has the "
                    "connection"),
    kJoinedChannel};
constexpr EventField kPageSwapMissed[] = {text(F::Target), text(F::Style), kJoinedChannel};
constexpr EventField kPageClosed[] = {number(F::Code, "absent for a stream"), text(F::Reason),
                                      truth(F::Clean)};
constexpr EventField kPageBackoff[] = {
    kTransport, number(F::Attempt, "from 1"), number(F::DelayMs, "as planned", "ms"),
    truth(F::Planned, "`false` where the browser does not say: EventSource's own wait, the reconnection time "
                      "in force")};
constexpr EventField kPageQueued[] = {number(F::Size, "of the queue afterwards"), kText};
constexpr EventField kPageSent[] = {kBytes, kText, truth(F::Queued, "`true`: it had waited in the queue")};
constexpr EventField kPageError[] = {kText, text(F::Source), number(F::Line), kJoinedChannel};
constexpr EventField kPageNodes[] = {number(F::Count, "elements in the document")};
constexpr EventField kPageOrphaned[] = {kTransport, text(F::Url)};
constexpr EventField kPageIgnored[] = {text(F::Why, "what a socket's message is instead of HTML, so that "
                                                    "nothing came of it: `\"json\"`"),
                                       kJoinedChannel};
constexpr EventField kPageUnsent[] = {
    text(F::Element),
    text(F::Why, "`\"submitted\"`: the form is about to be sent to the server as a plain one; or htmx 4's "
                 "own words")};

constexpr EventField kGapOpened[] = {kChannel};
constexpr EventField kGapClosed[] = {kChannel, number(F::Seconds, "", "s"), number(F::Missed)};
constexpr EventField kUpdateMissed[] = {
    text(F::Channel, "behind an attached server, a stream's path"),
    words(F::Why, "before|away|lost|undone|id",
          "`\"before\"`: published after the page was rendered and before its first connection; `\"away\"`: "
          "published while the client was not connected; `\"lost\"`: sent, and never arrived; "
          "`\"undone\"`: it was in the page, and a snapshot that it had overtaken and that does not cover it "
          "has taken it away; `\"id\"`: behind an attached server, the events with the ids from `first` to "
          "`last` never came"),
    number(F::First), number(F::Last)};
constexpr EventField kUpdateRecovered[] = {kChannel, words(F::By, "replay|snapshot")};
constexpr EventField kUpdateDuplicated[] = {kChannel,
                                            words(F::Why, "id", "behind an attached server: by its id"),
                                            text(F::Id, "the one that came twice")};
constexpr EventField kFindingRaised[] = {
    text(F::Rule, "what each says is in [the coach's chapter](coach.md)"),
    text(F::About, "what tells it from other findings of the rule"),
    words(F::Severity, "error|warning|note"),
    text(F::Title),
    text(F::Text, "what was seen"),
    text(F::Why, "it matters"),
    text(F::Advice, "what to do"),
    list(F::Versions, "of htmx, for which the rule holds"),
    list(F::Events, "a list: the lines of the evidence"),
    text(F::File, "where a text is to blame"),
    number(F::Line, "of it"),
    number(F::Column, "of it")};
constexpr EventField kFindingCleared[] = {text(F::Rule), text(F::About), text(F::Text, "why")};

#undef OPCODES

constexpr EventKind row(Kind kind, std::span<const EventField> fields, const char *sentence = "")
{
    return {kind, fields, latin1(sentence)};
}

constexpr EventKind kKinds[] = {
    row(Kind::ServerStarted, kServerStarted),
    row(Kind::ServerStopped, kServerStopped),
    row(Kind::ServerRequest, kServerRequest),
    row(Kind::ServerOpened, kServerOpened),
    row(Kind::ServerReceived, kServerReceived),
    row(Kind::ServerPublished, kServerPublished),
    row(Kind::ServerSent, kServerSent,
        "a snapshot's `update` is the number up to which it covers everything"),
    row(Kind::ServerClosed, kServerClosed),
    row(Kind::ServerRewrote, kServerRewrote,
        "a public address in a served page that was replaced by the local copy"),
    row(Kind::ServerAttached, kServerAttached,
        "the links stand in front of this [server of your own](attach.md); what it does is seen at the link "
        "and no nearer"),
    row(Kind::ScriptLog, kScriptLog),
    row(Kind::ScriptError, kScriptError),
    row(Kind::ScriptStalled, kScriptStalled,
        "a turn of the script should have ended and goes on; until it does, the server and the links do "
        "nothing else"),
    row(Kind::ScriptResumed, kScriptResumed,
        "it has ended, and everything goes on; `cause` is its `script.stalled`"),
    row(Kind::LinkAccepted, kLinkAccepted, "a connection attempt reached the link"),
    row(Kind::LinkMessage, kLinkMessage, "noted when it leaves the link"),
    row(Kind::LinkHeld, kLinkHeld, "a breakpoint stopped it, and it waits"),
    row(Kind::LinkReleased, kLinkReleased,
        "it goes on; `cause` is its `link.held`, and its `link.message` follows when it leaves"),
    row(Kind::LinkDelayed, kLinkDelayed, "this message will be held back so long"),
    row(Kind::LinkLost, kLinkLost),
    row(Kind::LinkDuplicated, kLinkDuplicated,
        "a fault or a hand sends it twice, and each of the two has a `link.message`"),
    row(Kind::LinkCut, kLinkCut, "and on the connections it ends: `conn`"),
    row(Kind::LinkMended, {}),
    row(Kind::LinkFrozen, kLinkFrozen),
    row(Kind::LinkThawed, kLinkFrozen),
    row(Kind::LinkRefused, kLinkRefused, "this attempt was refused by a fault"),
    row(Kind::LinkClosed, kLinkClosed),
    row(Kind::LinkFault, kLinkFault, "noted once, when it is given; what it does has events of its own"),
    row(Kind::LinkAnswered, kLinkAnswered, "an attached server has answered a plain request"),
    row(Kind::LinkFitted, kLinkFitted,
        "what was changed in a head so that [an attached server](attach.md) and its client fit together"),
    row(Kind::LinkUnreachable, kLinkUnreachable, "an attached server could not be had"),
    row(Kind::PageLoaded, kPageLoaded),
    row(Kind::PageConnecting, kPageConnecting),
    row(Kind::PageOpen, kPageOpen),
    row(Kind::PageMessage, kPageMessage),
    row(Kind::PageSwap, kPageSwap),
    row(Kind::PageSwapMissed, kPageSwapMissed),
    row(Kind::PageClosed, kPageClosed),
    row(Kind::PageBackoff, kPageBackoff),
    row(Kind::PageQueued, kPageQueued),
    row(Kind::PageSent, kPageSent),
    row(Kind::PageHidden, {}),
    row(Kind::PageShown, {}),
    row(Kind::PageError, kPageError),
    row(Kind::PageNodes, kPageNodes),
    row(Kind::PageOrphaned, kPageOrphaned,
        "the element that asked for this connection has left the document a second ago, and the connection "
        "goes on"),
    row(Kind::PageIgnored, kPageIgnored, "under htmx 4: and nobody listens to such messages"),
    row(Kind::PageUnsent, kPageUnsent, "what was meant for a socket did not go there"),
    row(Kind::GapOpened, kGapOpened),
    row(Kind::GapClosed, kGapClosed),
    row(Kind::UpdateMissed, kUpdateMissed),
    row(Kind::UpdateRecovered, kUpdateRecovered),
    row(Kind::UpdateDuplicated, kUpdateDuplicated),
    row(Kind::FindingRaised, kFindingRaised),
    row(Kind::FindingCleared, kFindingCleared, "it is no longer so"),
};

// In the order of `Kind`, which has another one than the manual.
const std::array<EventKind, kEventKinds> &byKind()
{
    static const std::array<EventKind, kEventKinds> kinds = [] {
        static_assert(std::size(kKinds) == kEventKinds, "each kind has one row");
        std::array<EventKind, kEventKinds> table{};
        for (const EventKind &kind : kKinds)
            table[static_cast<std::size_t>(kind.kind)] = kind;
        return table;
    }();
    return kinds;
}

} // namespace

const EventKind &eventKind(Kind kind)
{
    return byKind()[static_cast<std::size_t>(kind)];
}

std::span<const EventField> eventFields(Kind kind)
{
    return eventKind(kind).fields;
}

bool declares(Kind kind, Field field)
{
    using Fields = std::bitset<kFields>;
    static const std::array<Fields, kEventKinds> declared = [] {
        std::array<Fields, kEventKinds> table;
        for (std::size_t i = 0; i < kEventKinds; ++i) {
            for (const EventField &one : byKind()[i].fields)
                table[i].set(static_cast<std::size_t>(one.field));
        }
        return table;
    }();
    return declared[static_cast<std::size_t>(kind)].test(static_cast<std::size_t>(field));
}

std::optional<EventField> eventField(Kind kind, QStringView name)
{
    static constexpr auto own = [](const char *ownName, FieldType type) {
        return EventField{latin1(ownName), type, {}, {}, {}, Field::Undeclared};
    };
    static constexpr EventField ofEveryKind[] = {
        own("client", FieldType::Text), own("conn", FieldType::Number), own("n", FieldType::Number),
        own("update", FieldType::Number), own("cause", FieldType::Number)};
    for (const EventField &common : ofEveryKind) {
        if (common.name == name)
            return common;
    }
    const std::span<const EventField> fields = eventFields(kind);
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const EventField &f) { return f.name == name; });
    return found == fields.end() ? std::nullopt : std::optional(*found);
}

} // namespace swapscope
