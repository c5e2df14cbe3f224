#include "silencing.h"

#include <QRegularExpression>

namespace swapscope {

QString withSilence(const QString &manifest, const QString &rule)
{
    static const QRegularExpression table(QStringLiteral("^[ \\t]*\\["), QRegularExpression::MultilineOption);
    static const QRegularExpression list(QStringLiteral("^[ \\t]*silence[ \\t]*=[ \\t]*\\[([^\\]]*)\\]"),
                                         QRegularExpression::MultilineOption);
    const QString quoted = QStringLiteral("\"%1\"").arg(rule);
    QString text = manifest;
    // Keys of the manifest itself stand before its first table. (A list's own bracket never begins a line
    // there.)
    const QRegularExpressionMatch firstTable = table.match(text);
    const qsizetype end = firstTable.hasMatch() ? firstTable.capturedStart() : text.size();
    const QRegularExpressionMatch silence = list.match(text);
    if (silence.hasMatch() && silence.capturedStart() < end) {
        const QString inside = silence.captured(1);
        if (inside.contains(quoted))
            return text;
        const QString kept = inside.trimmed();
        const bool comma = kept.isEmpty() || kept.endsWith(u',');
        qsizetype last = silence.capturedEnd(1);
        while (last > silence.capturedStart(1) && text[last - 1].isSpace())
            --last;
        return text.insert(
            last,
            (comma ? (kept.isEmpty() ? QString() : QStringLiteral(" ")) : QStringLiteral(", ")) + quoted);
    }
    qsizetype place = end;
    while (place > 0 && text[place - 1].isSpace())
        --place;
    const QString line = QStringLiteral("silence = [%1]").arg(quoted);
    return place == 0 ? line + u'\n' + text : text.insert(place, u'\n' + line);
}

} // namespace swapscope
