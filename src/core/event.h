#pragma once

#include "clock.h"
#include "ids.h"
#include "payload.h"

#include <QString>

#include <initializer_list>
#include <optional>

namespace swapscope {

// Every kind of event, by its point of observation: enumerator, and its name in files. eventfields.cpp
// declares the fields of each; a new kind is one line here and a row there.
#define SWAPSCOPE_EVENT_KINDS(X)                                                                             \
    X(ServerStarted, "server.started")                                                                       \
    X(ServerStopped, "server.stopped")                                                                       \
    X(ServerRequest, "server.request")                                                                       \
    X(ServerOpened, "server.opened")                                                                         \
    X(ServerReceived, "server.received")                                                                     \
    X(ServerPublished, "server.published")                                                                   \
    X(ServerSent, "server.sent")                                                                             \
    X(ServerClosed, "server.closed")                                                                         \
    X(ServerRewrote, "server.rewrote")                                                                       \
    X(ServerAttached, "server.attached")                                                                     \
    X(ScriptLog, "script.log")                                                                               \
    X(ScriptError, "script.error")                                                                           \
    X(ScriptStalled, "script.stalled")                                                                       \
    X(ScriptResumed, "script.resumed")                                                                       \
    X(LinkAccepted, "link.accepted")                                                                         \
    X(LinkMessage, "link.message")                                                                           \
    X(LinkHeld, "link.held")                                                                                 \
    X(LinkReleased, "link.released")                                                                         \
    X(LinkDelayed, "link.delayed")                                                                           \
    X(LinkLost, "link.lost")                                                                                 \
    X(LinkDuplicated, "link.duplicated")                                                                     \
    X(LinkCut, "link.cut")                                                                                   \
    X(LinkMended, "link.mended")                                                                             \
    X(LinkFrozen, "link.frozen")                                                                             \
    X(LinkThawed, "link.thawed")                                                                             \
    X(LinkRefused, "link.refused")                                                                           \
    X(LinkClosed, "link.closed")                                                                             \
    X(LinkFault, "link.fault")                                                                               \
    X(LinkAnswered, "link.answered")                                                                         \
    X(LinkFitted, "link.fitted")                                                                             \
    X(LinkUnreachable, "link.unreachable")                                                                   \
    X(PageLoaded, "page.loaded")                                                                             \
    X(PageConnecting, "page.connecting")                                                                     \
    X(PageOpen, "page.open")                                                                                 \
    X(PageMessage, "page.message")                                                                           \
    X(PageSwap, "page.swap")                                                                                 \
    X(PageSwapMissed, "page.swapMissed")                                                                     \
    X(PageClosed, "page.closed")                                                                             \
    X(PageBackoff, "page.backoff")                                                                           \
    X(PageQueued, "page.queued")                                                                             \
    X(PageSent, "page.sent")                                                                                 \
    X(PageHidden, "page.hidden")                                                                             \
    X(PageShown, "page.shown")                                                                               \
    X(PageError, "page.error")                                                                               \
    X(PageNodes, "page.nodes")                                                                               \
    X(PageOrphaned, "page.orphaned")                                                                         \
    X(PageIgnored, "page.ignored")                                                                           \
    X(PageUnsent, "page.unsent")                                                                             \
    X(GapOpened, "gap.opened")                                                                               \
    X(GapClosed, "gap.closed")                                                                               \
    X(UpdateMissed, "update.missed")                                                                         \
    X(UpdateRecovered, "update.recovered")                                                                   \
    X(UpdateDuplicated, "update.duplicated")                                                                 \
    X(FindingRaised, "finding.raised")                                                                       \
    X(FindingCleared, "finding.cleared")

enum class Kind : quint8 {
#define SWAPSCOPE_KIND(name, text) name,
    SWAPSCOPE_EVENT_KINDS(SWAPSCOPE_KIND)
#undef SWAPSCOPE_KIND
};

inline constexpr std::size_t kEventKinds =
    std::initializer_list<Kind>{
#define SWAPSCOPE_KIND(name, text) Kind::name,
        SWAPSCOPE_EVENT_KINDS(SWAPSCOPE_KIND)
#undef SWAPSCOPE_KIND
    }
        .size();

// Where something was observed; the first part of a kind's name.
enum class Point : quint8 { Server, Script, Link, Page, Gap, Update, Finding };

// These three are for any thread.
Point pointOf(Kind kind);

// "link.cut" for Kind::LinkCut.
QLatin1StringView kindName(Kind kind);
// The kind of a dotted name; nothing when there is none.
std::optional<Kind> kindFromName(QStringView name);

using EventId = quint64; // number of an event in its run, and its line in a file, from 1; 0: none

// One thing that happened in a run. A plain value; copies share texts and payload.
struct Event
{
    EventId id = 0;
    Nanoseconds t = -1; // since the start of the run; below 0: the recorder is to set it
    Kind kind = Kind::ScriptLog;
    QString client;    // "A"; empty: none
    ConnectionId conn; // number of the connection in the run, from 1; none: of no connection
    int n = 0;         // ordinal of the message in its connection and direction, from 1; 0: none
    qint64 update = 0; // number of the update in its channel, from 1; 0: none
    EventId cause = 0; // the event that caused this one; 0: none, or not known
    Payload data;      // the fields of its kind

    friend bool operator==(const Event &, const Event &) = default;
};

} // namespace swapscope
