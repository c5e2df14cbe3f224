#include "textpattern.h"

namespace swapscope {

namespace {

// PCRE2's own bound on what one match may try (pcre2pattern, "Setting match resource limits").
const QLatin1StringView kBound("(*LIMIT_MATCH=200000)");

} // namespace

Result<TextPattern> TextPattern::read(const QString &text)
{
    TextPattern pattern;
    if (!text.startsWith(u'/')) {
        pattern.m_part = text;
        return pattern;
    }
    const qsizetype end = text.lastIndexOf(u'/');
    const QString options = text.mid(end + 1);
    if (end == 0)
        return Error{
            QStringLiteral("A regular expression stands between two slashes, as in /a+b/; \"%1\" lacks "
                           "the second. To look for a slash itself, write /\\//")
                .arg(text.left(40))};
    if (end == 1)
        return Error{QStringLiteral("Between the two slashes of a regular expression something must stand")};
    if (!options.isEmpty() && options != u"i")
        return Error{
            QStringLiteral("Behind a regular expression only i may stand, not \"%1\"").arg(options.left(40))};
    QRegularExpression::PatternOptions how = QRegularExpression::UseUnicodePropertiesOption;
    if (!options.isEmpty())
        how |= QRegularExpression::CaseInsensitiveOption;
    pattern.m_expression = QRegularExpression(kBound + text.mid(1, end - 1), how);
    if (!pattern.m_expression.isValid()) {
        const qsizetype place = pattern.m_expression.patternErrorOffset() - kBound.size() + 1;
        return Error{QStringLiteral("The regular expression %1 is wrong at character %2: %3")
                         .arg(text.left(100))
                         .arg(std::max<qsizetype>(1, place))
                         .arg(pattern.m_expression.errorString())};
    }
    return pattern;
}

bool TextPattern::matches(const QByteArray &utf8) const
{
    if (matchesAll())
        return true;
    const QString text = QString::fromUtf8(utf8);
    if (!m_part.isEmpty())
        return text.contains(m_part, Qt::CaseInsensitive);
    return m_expression.match(text).hasMatch();
}

bool matchesPath(QStringView pattern, QStringView path)
{
    if (pattern.isEmpty())
        return true;
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1; // the last one met, and what it stands for so far
    qsizetype mark = 0;
    while (t < path.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == path[t]) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

} // namespace swapscope
