#pragma once

#include <scenario/tokens.h>

#include <QStringList>

#include <optional>

namespace swapscope {

// Where in the script something went wrong, from the little that Qt's engine tells of a running script: the
// line of each frame, and no column.

// The URL under which the script is evaluated; frames of other sources are our own.
inline constexpr char kScriptUrl[] = "server.js";

struct Place
{
    int line = 0;   // from 1; 0: unknown
    int column = 0; // from 1; 0: unknown

    friend bool operator==(const Place &, const Place &) = default;
};

// The innermost frame of the script in a stack trace, as QJSEngine::evaluate() gives it
// ("function:line:column:source") or as an Error's `stack` has it ("function@source:line").
Place placeInFrames(const QStringList &frames);
Place placeInStack(const QString &stack);

// The column at which a line is probably to blame for a message: where the name stands that the message
// names, else at a `throw`, else at the line's first token. 0 when the line has no code.
int likelyColumn(const Tokens &tokens, int line, const QString &message);

// Where the script handed a function to the module: the call `callee(…)` on this line, and in its options the
// function under `key` (empty: the call's last argument).
struct HandlerSite
{
    QString callee; // "ws"
    QString key;    // "message"
    int line = 0;
};

// The place that a function was running at when it was stopped, as far as the text tells: a loop in it that
// has no end, else its first loop, else where the handler begins. `inLoop` says which.
struct RunawayPlace
{
    Place place;
    bool inLoop = false;
};
RunawayPlace runawayPlace(const Tokens &tokens, const HandlerSite &site);
// The same for the script's top level.
RunawayPlace runawayPlace(const Tokens &tokens);

} // namespace swapscope
