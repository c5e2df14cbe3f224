#pragma once

#include "../finding.h"
#include "pagetree.h"
#include "scripttext.h"

namespace swapscope {

// What a static rule looks at: a scenario, or a page alone, as it would run under one version of htmx.
struct Subject
{
    QStringView version; // "2" or "4"
    const PageTree &page;
    const ScriptText &script; // empty for a page alone
    bool otherPages = false;  // there are more pages than this one, whose elements are not known

    bool four() const { return version == u"4"; }
};

// Where a rule puts what it finds.
class Notes
{
public:
    Notes(const RuleInfo &rule, QStringView version) : m_rule(rule), m_version(version.toString()) {}

    // `text` says what is there, `advice` what to do; both whole sentences. The finding is returned for what
    // is particular about it, until the next is made.
    Finding &page(const PageTree &page, TextPlace place, const QString &text, const QString &advice);
    Finding &script(const ScriptText &script, TextPlace place, const QString &text, const QString &advice);

    std::vector<Finding> take() { return std::move(m_findings); }

private:
    Finding &add(const QString &file, TextPlace place, const QString &text, const QString &advice);

    const RuleInfo &m_rule;
    QString m_version;
    std::vector<Finding> m_findings;
};

// One rule: what it is, and a pure function that looks.
struct StaticRule
{
    RuleInfo info;
    void (*look)(const Subject &subject, Notes &notes) = nullptr;
};

} // namespace swapscope
