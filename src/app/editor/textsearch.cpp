#include "textsearch.h"

#include <QRegularExpression>

namespace swapscope {

namespace {

QRegularExpression expressionOf(const SearchOptions &options)
{
    QString pattern = options.regex ? options.pattern : QRegularExpression::escape(options.pattern);
    if (options.wholeWord)
        pattern = QStringLiteral("\\b(?:%1)\\b").arg(pattern);
    QRegularExpression::PatternOptions flags =
        QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!options.caseSensitive)
        flags |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, flags);
}

QString expanded(const QRegularExpressionMatch &match, const QString &replacement)
{
    QString out;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar c = replacement[i];
        if (c != u'\\' || i + 1 == replacement.size()) {
            out += c;
            continue;
        }
        const QChar next = replacement[++i];
        if (next >= u'0' && next <= u'9')
            out += match.captured(next.unicode() - u'0');
        else if (next == u'n')
            out += u'\n';
        else if (next == u't')
            out += u'\t';
        else
            out += next;
    }
    return out;
}

} // namespace

Result<std::vector<TextMatch>> findMatches(const QString &text, const SearchOptions &options)
{
    std::vector<TextMatch> matches;
    if (options.pattern.isEmpty())
        return matches;
    const QRegularExpression expression = expressionOf(options);
    if (!expression.isValid())
        return Error{QStringLiteral("%1, at character %2 of the expression")
                         .arg(expression.errorString())
                         .arg(expression.patternErrorOffset() + 1)};
    for (auto it = expression.globalMatch(text); it.hasNext() && matches.size() < kMaxMatches;) {
        const QRegularExpressionMatch match = it.next();
        if (match.capturedLength() > 0)
            matches.push_back({match.capturedStart(), match.capturedLength()});
    }
    return matches;
}

QString replacementFor(const QString &text, const TextMatch &match, const SearchOptions &options,
                       const QString &replacement)
{
    if (!options.regex)
        return replacement;
    const QRegularExpressionMatch found = expressionOf(options).match(
        text, match.start, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    return expanded(found, replacement);
}

Result<Replaced> replaceMatches(const QString &text, const SearchOptions &options, const QString &replacement)
{
    const Result<std::vector<TextMatch>> matches = findMatches(text, options);
    if (!matches)
        return matches.error();
    Replaced result;
    qsizetype from = 0;
    for (const TextMatch &match : *matches) {
        result.text += QStringView(text).mid(from, match.start - from);
        result.text += replacementFor(text, match, options, replacement);
        from = match.start + match.length;
        ++result.count;
    }
    result.text += QStringView(text).mid(from);
    return result;
}

} // namespace swapscope
