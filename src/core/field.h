#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <cstddef>
#include <optional>

namespace swapscope {

// Every field that an event's payload can have: enumerator, and its name in files. They are sorted by name,
// and a payload keeps and writes them in this order. eventfields.cpp declares which kinds have which of them.
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
    // All fields of a file whose names are not declared, as of a newer version: one JSON object, which is
    // written back as it was read.
    Undeclared,
};

inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::Undeclared) + 1;

// "delay_ms" for Field::DelayMs; empty for Field::Undeclared. Any thread.
QLatin1StringView fieldName(Field field);
// The field with this name in UTF-8; nothing if none is declared. Any thread.
std::optional<Field> fieldFromName(QByteArrayView name);
std::optional<Field> fieldFromName(QStringView name);

// The texts that fields with a fixed set of values can have, and some other frequent ones: enumerator, and
// the text in files. A payload keeps them as numbers. They are sorted by text.
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
    None, // another text, or not a text
#define SWAPSCOPE_WORD(name, text) name,
    SWAPSCOPE_EVENT_WORDS(SWAPSCOPE_WORD)
#undef SWAPSCOPE_WORD
};

// "down" for Word::Down; empty for Word::None. Any thread.
QLatin1StringView wordText(Word word);
// The word with this text; Word::None if there is none. Any thread.
Word wordOf(QByteArrayView text);
Word wordOf(QStringView text);

} // namespace swapscope
