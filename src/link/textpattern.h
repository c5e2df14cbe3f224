#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

namespace swapscope {

// A pattern that texts are searched for, as users write it: plain text, whose letter case does not count, or
// a regular expression between slashes ("/id=\d+/", with "i" behind it if letter case does not count). A
// value. The number of steps of a search is limited; one that would take more finds nothing.
class TextPattern
{
public:
    // An empty text matches everything. Fails if the regular expression is not valid, and says where.
    static Result<TextPattern> read(const QString &text);

    bool matches(const QByteArray &utf8) const;
    bool matchesAll() const { return m_part.isEmpty() && m_expression.pattern().isEmpty(); }

private:
    QString m_part;
    QRegularExpression m_expression;
};

// True if the path matches a pattern in which * stands for any number of characters. An empty pattern matches
// every path. Pure.
bool matchesPath(QStringView pattern, QStringView path);

} // namespace swapscope
