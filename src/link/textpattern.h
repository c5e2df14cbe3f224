#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

namespace swapscope {

// What a text is looked for: a part of it in any case of letters, or a regular expression between slashes,
// with i behind it in any case. Pure. A search that takes more than a bounded number of steps finds nothing.
class TextPattern
{
public:
    // Empty matches everything. An error says where the regular expression is wrong.
    static Result<TextPattern> read(const QString &text);

    bool matches(const QByteArray &utf8) const;
    bool matchesAll() const { return m_part.isEmpty() && m_expression.pattern().isEmpty(); }

private:
    QString m_part;
    QRegularExpression m_expression;
};

// Whether a path matches a pattern in which * stands for any characters, also none. An empty pattern matches
// every path.
bool matchesPath(QStringView pattern, QStringView path);

} // namespace swapscope
