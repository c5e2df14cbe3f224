#pragma once

#include <js/context.h>

#include <core/result.h>

#include <functional>
#include <span>

namespace swapscope {

// A function of the script that the module was given.
struct ScriptHandler
{
    js::Value function;
    js::Value self;    // what `this` is in it
    js::CallSite site; // how errors speak of it
};

// Calls a handler of the script and reports what went wrong in it.
using ScriptCall = std::function<js::Outcome(const ScriptHandler &, std::span<const js::Argument>)>;

// One run of one script: an engine's context with our own library in it, and the way in. Knows nothing of
// what the module does.
class ScriptRun
{
public:
    // `offer` defines the functions that the library calls (see js/) on the object that it is given. `file`
    // is what errors name.
    ScriptRun(QString file, const std::function<void(js::Context &, const js::Value &)> &offer,
              const js::Limits &limits);

    js::Context &context() { return m_context; }
    const js::Context &context() const { return m_context; }
    const QString &file() const { return m_file; }
    // What a script imports.
    QStringList exports() const;
    // A function of the library by its name in `shared`.
    js::Value library(const char *name) const { return m_shared.property(name); }

    // Runs the module to its end, or to where its top level first waits. Once.
    js::Outcome runModule(const QString &text);
    js::Outcome call(const ScriptHandler &handler, std::span<const js::Argument> arguments)
    {
        return m_context.call(handler.function, handler.self, arguments, handler.site);
    }

private:
    QString m_file;
    js::Context m_context;
    js::Value m_shared;
};

} // namespace swapscope
