#pragma once

#include "static/syntaxtree.h"

#include <js/context.h>

#include <list>
#include <memory>

namespace swapscope {

// Reads scripts, without running them: acorn in an engine of its own, which is started for the first script,
// within limits of time and memory. What was read lately is kept by its text. For one thread, which also
// destroys it.
class ScriptParser
{
public:
    // `acorn` is the file with acorn's UMD build; empty: that of the program's own data. The limits are for
    // one script.
    explicit ScriptParser(QString acorn = {}, const js::Limits &limits = {std::chrono::seconds(2)});
    ~ScriptParser();
    ScriptParser(const ScriptParser &) = delete;
    ScriptParser &operator=(const ScriptParser &) = delete;

    std::shared_ptr<const ParsedScript> parse(const QString &script);

    int runs() const { return m_runs; } // how many scripts acorn has read

private:
    Result<void> start();
    ParsedScript read(const QString &script);

    struct Known
    {
        QString script;
        std::shared_ptr<const ParsedScript> parsed;
    };

    const QString m_acorn;
    const js::Limits m_limits;
    std::unique_ptr<js::Context> m_context; // none until a script is read, or after one was stopped
    js::Value m_read;
    std::list<Known> m_known; // the latest first
    int m_runs = 0;
};

} // namespace swapscope
