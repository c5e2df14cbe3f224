#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <cstddef>
#include <optional>

namespace swapscope {

// Every name that a field of an event's payload can have: enumerator, name in the file. In the order of the
// names, which is the order in which a payload keeps and writes its fields. Which kind of event has which of
// them, eventfields.cpp declares.
#define SWAPSCOPE_EVENT_FIELDS(X)                                                                            \
    X(About, "about")                                                                                        \
    X(Added, "added")                                                                                        \
    X(Address, "address")                                                                                    \
    X(Advice, "advice")                                                                                      \
    X(After, "after")                                                                                        \
    X(Args, "args")                                                                                          \
    X(Attempt, "attempt")                                                                                    \
    X(Before, "before")                                                                                      \
    X(By, "by")                                                                                              \
    X(ByMs, "by_ms")                                                                                         \
    X(Bytes, "bytes")                                                                                        \
    X(CatchUp, "catchUp")                                                                                    \
    X(Changes, "changes")                                                                                    \
    X(Channel, "channel")                                                                                    \
    X(Clean, "clean")                                                                                        \
    X(Code, "code")                                                                                          \
    X(Column, "column")                                                                                      \
    X(Copy, "copy")                                                                                          \
    X(Corrupted, "corrupted")                                                                                \
    X(Count, "count")                                                                                        \
    X(Cursor, "cursor")                                                                                      \
    X(DelayMs, "delay_ms")                                                                                   \
    X(Dir, "dir")                                                                                            \
    X(Edited, "edited")                                                                                      \
    X(Element, "element")                                                                                    \
    X(Event, "event")                                                                                        \
    X(Events, "events")                                                                                      \
    X(Fault, "fault")                                                                                        \
    X(File, "file")                                                                                          \
    X(First, "first")                                                                                        \
    X(ForS, "for_s")                                                                                         \
    X(From, "from")                                                                                          \
    X(Full, "full")                                                                                          \
    X(Heard, "heard")                                                                                        \
    X(Hears, "hears")                                                                                        \
    X(HeldMs, "held_ms")                                                                                     \
    X(Htmx, "htmx")                                                                                          \
    X(Id, "id")                                                                                              \
    X(Injected, "injected")                                                                                  \
    X(K, "k")                                                                                                \
    X(Last, "last")                                                                                          \
    X(LastEventId, "lastEventId")                                                                            \
    X(Level, "level")                                                                                        \
    X(Line, "line")                                                                                          \
    X(Messages, "messages")                                                                                  \
    X(Method, "method")                                                                                      \
    X(Missed, "missed")                                                                                      \
    X(Oob, "oob")                                                                                            \
    X(Opcode, "opcode")                                                                                      \
    X(Out, "out")                                                                                            \
    X(Owner, "owner")                                                                                        \
    X(Path, "path")                                                                                          \
    X(Planned, "planned")                                                                                    \
    X(Queued, "queued")                                                                                      \
    X(Reason, "reason")                                                                                      \
    X(Receivers, "receivers")                                                                                \
    X(Rect, "rect")                                                                                          \
    X(Removed, "removed")                                                                                    \
    X(Retry, "retry")                                                                                        \
    X(Rule, "rule")                                                                                          \
    X(Scenario, "scenario")                                                                                  \
    X(Seconds, "seconds")                                                                                    \
    X(Session, "session")                                                                                    \
    X(Severity, "severity")                                                                                  \
    X(Size, "size")                                                                                          \
    X(Source, "source")                                                                                      \
    X(Split, "split")                                                                                        \
    X(Status, "status")                                                                                      \
    X(Stray, "stray")                                                                                        \
    X(Stream, "stream")                                                                                      \
    X(Style, "style")                                                                                        \
    X(Target, "target")                                                                                      \
    X(Text, "text")                                                                                          \
    X(Title, "title")                                                                                        \
    X(To, "to")                                                                                              \
    X(Transport, "transport")                                                                                \
    X(Unknown, "unknown")                                                                                    \
    X(Url, "url")                                                                                            \
    X(Versions, "versions")                                                                                  \
    X(What, "what")                                                                                          \
    X(Why, "why")
enum class Field : quint8 {
#define SWAPSCOPE_FIELD(name, text) name,
    SWAPSCOPE_EVENT_FIELDS(SWAPSCOPE_FIELD)
#undef SWAPSCOPE_FIELD
    // What a file says under names that are not declared (of a newer version): an object. Written back as it
    // came.
    Undeclared,
};

inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::Undeclared) + 1;

// "delay_ms" for Field::DelayMs; empty for Field::Undeclared. Any thread.
QLatin1StringView fieldName(Field field);
// The field of a name in UTF-8 or ASCII; nothing when none is declared. Any thread.
std::optional<Field> fieldFromName(QByteArrayView name);
std::optional<Field> fieldFromName(QStringView name);

// Texts that fields have to choose from, and some others that come again and again: enumerator, text. A
// payload keeps them as numbers. In the order of the texts.
#define SWAPSCOPE_EVENT_WORDS(X)                                                                             \
    X(Delete, "DELETE")                                                                                      \
    X(Get, "GET")                                                                                            \
    X(Patch, "PATCH")                                                                                        \
    X(Post, "POST")                                                                                          \
    X(Put, "PUT")                                                                                            \
    X(Away, "away")                                                                                          \
    X(Before, "before")                                                                                      \
    X(Binary, "binary")                                                                                      \
    X(Certificate, "certificate")                                                                            \
    X(Client, "client")                                                                                      \
    X(Close, "close")                                                                                        \
    X(Closed, "closed")                                                                                      \
    X(Comment, "comment")                                                                                    \
    X(Cut, "cut")                                                                                            \
    X(Direct, "direct")                                                                                      \
    X(Discarded, "discarded")                                                                                \
    X(Down, "down")                                                                                          \
    X(Empty, "empty")                                                                                        \
    X(Error, "error")                                                                                        \
    X(Event, "event")                                                                                        \
    X(Fault, "fault")                                                                                        \
    X(Fields, "fields")                                                                                      \
    X(Hand, "hand")                                                                                          \
    X(Held, "held")                                                                                          \
    X(Id, "id")                                                                                              \
    X(Info, "info")                                                                                          \
    X(Json, "json")                                                                                          \
    X(Link, "link")                                                                                          \
    X(Live, "live")                                                                                          \
    X(Log, "log")                                                                                            \
    X(Lost, "lost")                                                                                          \
    X(Message, "message")                                                                                    \
    X(Name, "name")                                                                                          \
    X(NoCatchUp, "none")                                                                                     \
    X(NotHttp, "not http")                                                                                   \
    X(Note, "note")                                                                                          \
    X(Ping, "ping")                                                                                          \
    X(Pong, "pong")                                                                                          \
    X(Quit, "quit")                                                                                          \
    X(Refused, "refused")                                                                                    \
    X(Replay, "replay")                                                                                      \
    X(Restart, "restart")                                                                                    \
    X(Schedule, "schedule")                                                                                  \
    X(Script, "script")                                                                                      \
    X(Server, "server")                                                                                      \
    X(Silent, "silent")                                                                                      \
    X(Snapshot, "snapshot")                                                                                  \
    X(Sse, "sse")                                                                                            \
    X(Submitted, "submitted")                                                                                \
    X(Text, "text")                                                                                          \
    X(Tls, "tls")                                                                                            \
    X(Undone, "undone")                                                                                      \
    X(Unread, "unread")                                                                                      \
    X(Up, "up")                                                                                              \
    X(Warn, "warn")                                                                                          \
    X(Warning, "warning")                                                                                    \
    X(Ws, "ws")
enum class Word : quint8 {
    None, // a text of its own, or no text at all
#define SWAPSCOPE_WORD(name, text) name,
    SWAPSCOPE_EVENT_WORDS(SWAPSCOPE_WORD)
#undef SWAPSCOPE_WORD
};

// "down" for Word::Down; empty for Word::None. Any thread.
QLatin1StringView wordText(Word word);
// Word::None when it is none. Any thread.
Word wordOf(QByteArrayView text);
Word wordOf(QStringView text);

} // namespace swapscope
