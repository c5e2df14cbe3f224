#pragma once

#include "finding.h"

namespace swapscope {

// When a rule can speak.
enum class When { Before, Running };

struct BookedRule
{
    RuleInfo info;
    When when = When::Before;
};

// Every rule that there is: those of a text (static/rules.h), then those of a run (running/runningrules.h),
// each in its order of registration. The manual's coach.md has a section for each; a test compares the two.
std::vector<BookedRule> ruleBook();

// The rule of this name; nothing when there is none.
std::optional<BookedRule> ruleByName(QStringView name);

// What a manifest's `silence` and `expects` make of findings.
struct Sorted
{
    std::vector<Finding> open;     // neither silenced nor expected
    std::vector<Finding> expected; // the scenario means to provoke them
    int silenced = 0;              // how many were left out
    QStringList unmet;             // rules of `when` that are expected and were not found
};

// A rule that is in both lists is expected. A name that is no rule is nobody's here. Pure.
Sorted sortFindings(std::vector<Finding> findings, const QStringList &silence, const QStringList &expects,
                    When when);

} // namespace swapscope
