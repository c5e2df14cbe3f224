#pragma once

#include "arguments.h"

#include <coach/finding.h>

namespace swapscope {

// What a check found, ready to be told.
struct CheckReport
{
    QString name;                  // the scenario's, or the page's file
    QString title;                 // for people
    std::vector<Finding> findings; // nobody meant them
    std::vector<Finding> expected; // the manifest means to provoke them
    int silenced = 0;              // how many the manifest keeps quiet

    // Notes alone are no reason to fail.
    ExitStatus status() const;
};

// A thing that is wrong with a scenario before any rule can look at it: "scenario.error", "script.error".
Finding findingOf(const QString &rule, const Error &error);

// The report in this format, with a line break at its end. Files below `directory` are named from there, but
// for JSON, which names them whole. GitHub's format is that of its workflow commands: percent-encoded where
// they need it. Pure.
QString toText(const CheckReport &report, CheckFormat format, const QString &directory);

} // namespace swapscope
