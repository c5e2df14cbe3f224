#pragma once

#include "arguments.h"

#include <coach/finding.h>

namespace swapscope {

// The result of a check.
struct CheckReport
{
    QString name;                  // the scenario's, or the page's file
    QString title;                 // for people
    std::vector<Finding> findings; // not expected by the manifest
    std::vector<Finding> expected; // expected by the manifest
    int silenced = 0;              // how many the manifest silences

    // kFindings if one of the findings is more than a note, else kFine.
    ExitStatus status() const;
};

// An error that keeps the rules from being checked, as a finding. rule: "scenario.error" or "script.error".
Finding findingOf(const QString &rule, const Error &error);

// The report in this format; it ends with a line break. Files below `directory` are named relative to it,
// except in JSON, which has absolute paths. GitHub's format consists of workflow commands, percent-encoded as
// these require. Pure.
QString toText(const CheckReport &report, CheckFormat format, const QString &directory);

} // namespace swapscope
