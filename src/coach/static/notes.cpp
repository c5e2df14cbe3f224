#include "rule.h"

namespace swapscope {

Finding &Notes::page(const PageTree &page, TextPlace place, const QString &text, const QString &advice)
{
    return add(page.file(), place, text, advice);
}

Finding &Notes::script(const ScriptText &script, TextPlace place, const QString &text, const QString &advice)
{
    return add(script.file(), place, text, advice);
}

Finding &Notes::add(const QString &file, TextPlace place, const QString &text, const QString &advice)
{
    Finding finding = findingOf(m_rule, text, advice);
    finding.versions = {m_version};
    finding.file = file;
    finding.line = place.line;
    finding.column = place.column;
    m_findings.push_back(std::move(finding));
    return m_findings.back();
}

} // namespace swapscope
