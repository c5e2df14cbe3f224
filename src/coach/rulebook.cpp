#include "rulebook.h"

#include "running/runningrules.h"
#include "static/rules.h"

#include <algorithm>

namespace swapscope {

std::vector<BookedRule> ruleBook()
{
    std::vector<BookedRule> book;
    for (const StaticRule &rule : staticRules())
        book.push_back({rule.info, When::Before});
    for (const RunningRuleEntry &rule : runningRules())
        book.push_back({rule.info, When::Running});
    return book;
}

std::optional<BookedRule> ruleByName(QStringView name)
{
    for (BookedRule &rule : ruleBook()) {
        if (rule.info.name == name)
            return std::move(rule);
    }
    return {};
}

Sorted sortFindings(std::vector<Finding> findings, const QStringList &silence, const QStringList &expects,
                    When when)
{
    Sorted sorted;
    QStringList met;
    for (Finding &finding : findings) {
        if (expects.contains(finding.rule)) {
            met << finding.rule;
            sorted.expected.push_back(std::move(finding));
        } else if (silence.contains(finding.rule)) {
            ++sorted.silenced;
        } else {
            sorted.open.push_back(std::move(finding));
        }
    }
    for (const QString &name : expects) {
        const std::optional<BookedRule> rule = ruleByName(name);
        if (rule && rule->when == when && !met.contains(name) && !sorted.unmet.contains(name))
            sorted.unmet << name;
    }
    return sorted;
}

} // namespace swapscope
