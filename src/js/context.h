#pragma once

#include "place.h"
#include "value.h"

#include <core/result.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace JS {
class CallArgs;
}
struct JSContext;

namespace swapscope::js {

class Stopper;

// What a script may use. Beyond it what runs is stopped; the program goes on.
struct Limits
{
    std::chrono::milliseconds time{
        1000}; // of the processor, for one turn: a call and the promise reactions after it
    qint64 memory = 256 * 1024 * 1024; // bytes that are still in use when garbage has been collected
};

// A call that a script makes of a function of the program.
class NativeCall
{
public:
    NativeCall(JSContext *cx, JS::CallArgs &arguments) : m_cx(cx), m_arguments(arguments) {}

    int count() const;
    // An argument of the type that is asked for; empty, 0 or false when it is another or there is none.
    Value value(int i) const;
    QString text(int i) const;
    QByteArray utf8(int i) const;
    QByteArray bytes(int i) const; // of an ArrayBuffer
    double number(int i) const;
    int integer(int i) const { return static_cast<int>(number(i)); }
    bool truth(int i) const;
    QStringList texts(int i) const; // of an array of texts

    void give(const Argument &result);
    // A copy of an argument, as structuredClone() makes it (WHATWG HTML, clause 2.7).
    void giveClone(int i);
    // Throws a TypeError in the script when the function returns.
    void fail(const QString &message) { m_failure = message; }
    const std::optional<QString> &failure() const { return m_failure; }

private:
    JSContext *m_cx;
    JS::CallArgs &m_arguments;
    std::optional<QString> m_failure;
};

using Native = std::function<void(NativeCall &)>;

// How errors speak of a call.
struct CallSite
{
    QString label; // what ran: "the handler “message” of ws \"/chat\""
    Place place;   // where it was given to the program: blamed when the error itself has no place
    // The label is right for all promise reactions in the turn. That of a handler is not: it may have settled
    // what others wait for, and the reactions are theirs.
    bool reactionsToo = false;
};

// A turn that goes on for half a second more than it may, by the clock: a call of the engine's own that
// cannot be interrupted, or a machine that is too busy. Its thread does nothing else meanwhile.
struct Stall
{
    CallSite site;                   // what runs
    QString file;                    // of the script
    std::chrono::nanoseconds time{}; // for how long it has been running; in all, when it is over
    bool over = false;
};

// What came of a call and of the promise reactions that it caused.
struct Outcome
{
    Value value;                // of the call itself; undefined when that threw or was stopped
    std::optional<Error> error; // the call threw, or the turn was stopped
    bool stopped = false;       // the turn used too much time or memory, or somebody stopped it
    std::vector<Error> later;   // of promise reactions, and of rejected promises that nobody handles
};

// A token that the script cannot reach any more, for something was stopped.
struct LostToken
{
    int id;
    Error why; // of the stop that took it away
};

// One script's world: its global object, in the engine of the thread. Everything in it belongs to the thread
// that made it. Contexts of one thread share nothing but that.
//
// A call runs to its end, then the promise reactions that it caused, in order: that is a turn, and nothing
// else runs meanwhile. A turn that takes too long or too much is stopped wherever it is: no code of the
// script can catch that, or hold it up. It ends what ran; the reactions behind it wait for goOn(), unless the
// script is out of memory or somebody stopped it for good.
class Context
{
public:
    explicit Context(const Limits &limits = {});
    ~Context();
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;

    Value global() const;
    Value newObject();
    Value newArray(const std::vector<Value> &items);
    void set(const Value &object, const char *name, const Argument &value);
    // A function of an object that calls the program. It must not throw.
    void define(const Value &object, const char *name, Native native);

    // Runs a text of the program's own and gives its value; an error has its place in `file`.
    Result<Value> evaluate(const QString &text, const QString &file);

    // Runs a module, whose one import is `name` with the properties of `exports`. Errors have their places in
    // `file`. Once. A top level that waits for something goes on in later turns.
    Outcome runModule(const QString &text, const QString &file, const QString &name, const Value &exports);
    // How it stands with the module's top level. One that was stopped while it waited has failed: known when
    // lost tokens have been looked for.
    enum class TopLevel { Waits, Done, Failed };
    TopLevel topLevel() const;

    Outcome call(const Value &function, const Value &self, std::span<const Argument> arguments,
                 const CallSite &site);

    // Promise reactions stood behind one that was stopped.
    bool hasLeft() const;
    // They have a turn of their own. When turns of this kind are stopped again and again, the rest is
    // dropped.
    Outcome goOn(const CallSite &site);

    // An object with this number as its `id`, for a function of the program to give to the script.
    Value newToken(int id);
    // Those that the script could reach when a turn was stopped, and cannot any more, each once: what was
    // stopped may have been what others waited for, and so they come over time. They are exact when no Value
    // keeps what was stopped alive, as those do that it was called with. Collects garbage.
    std::vector<LostToken> takeLostTokens();
    // Those of all that it can still reach. Collects garbage.
    std::set<int> reachableTokens();

    // From now on `told` hears of every turn that stalls, at once and when it is over. The first is said by
    // another thread, while this one is in its turn: it may not use the context.
    void watchStalls(std::function<void(const Stall &)> told);

    // For a function of the program that the script calls: where in the script that is.
    Place caller() const;
    // A thrown value, or the reason of a rejected promise, as an error.
    Error errorOf(const Value &thrown, const Place &fallback) const;
    // Bytes that are in use, garbage included.
    qint64 memory() const;

    // What stops this context for good.
    const std::shared_ptr<Stopper> &stopper() const;

    class Private; // for this folder

private:
    std::unique_ptr<Private> d;
};

} // namespace swapscope::js
