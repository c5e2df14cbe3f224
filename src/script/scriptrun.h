#pragma once

#include "errorplace.h"
#include "watchdog.h"

#include <core/result.h>
#include <scenario/tokens.h>

#include <QJSEngine>
#include <QJSValue>

#include <functional>
#include <optional>
#include <vector>

namespace swapscope {

// A function of the script that the module was given, with the words and the place that name it in errors.
struct ScriptHandler
{
    QJSValue function;
    QJSValue self; // what `this` is in it
    QString label; // "the handler “message” of ws \"/chat\""
    HandlerSite site;
};

// One run of one script: the engine, bare but for our own library, and the way into it. Every call is
// watched, followed by the promise reactions that it caused, and leaves an error with a place in the script
// when it fails. Knows nothing of what the module does.
class ScriptRun
{
public:
    // `file` is what errors name. The host is the object that the library speaks to (see js/); it must
    // outlive this.
    ScriptRun(const QString &file, const QString &text, QObject &host, std::chrono::milliseconds limit);

    QJSEngine &js() { return m_js; }
    const QString &file() const { return m_file; }
    // What a script imports.
    QStringList exports() const;
    // A function of the library by its name in `shared`.
    QJSValue library(const QString &name) const { return m_shared.property(name); }

    // Runs the module to its end. Once.
    Result<void> runModule();

    struct Outcome
    {
        QJSValue value;             // undefined after an error
        std::optional<Error> error; // of the handler itself
        bool stopped = false;       // it ran for too long
        std::vector<Error> later;   // of promise reactions after it
    };
    Outcome call(const ScriptHandler &handler, const QJSValueList &arguments);

    // Something waits to be run after the handler: the library says so.
    void wake() { m_awake = true; }
    // These global names were not there before: the library says so after a handler.
    void noteGlobals(const QStringList &names) { m_globals += names; }

private:
    void loadLibrary(QObject &host);
    Result<QJSValue> compile();
    Outcome enter(const QJSValue &function, const QJSValue &self, const QJSValueList &arguments,
                  const std::function<Error()> &tooLong, const Place &fallback);
    void drain(Outcome &outcome, const Place &fallback);
    void tellGlobals(Outcome &outcome);
    Error errorOf(const QJSValue &thrown, const QStringList &frames, const Place &fallback) const;
    Error runaway(const QString &what, const RunawayPlace &where) const;

    QString m_file;
    Tokens m_tokens;
    QJSEngine m_js;
    QJSValue m_shared;
    QJSValue m_slot;
    Watchdog m_watchdog;
    int m_limitSeconds;
    int m_depth = 0;
    bool m_awake = false;
    QStringList m_globals; // new and not yet told
};

// Calls a handler of the script and reports what went wrong in it.
using ScriptCall = std::function<ScriptRun::Outcome(const ScriptHandler &, const QJSValueList &)>;

} // namespace swapscope
