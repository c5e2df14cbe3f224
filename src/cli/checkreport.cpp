#include "checkreport.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace swapscope {

namespace {

QString shortened(const QString &file, const QString &directory)
{
    if (file.isEmpty() || directory.isEmpty())
        return file;
    const QString relative = QDir(directory).relativeFilePath(file);
    return relative.startsWith(QStringLiteral("..")) ? file : relative;
}

QString placed(const Finding &finding, const QString &directory, const QString &message)
{
    return Error{message, shortened(finding.file, directory), finding.line, finding.column}.toString();
}

QString counted(qsizetype count, const char *one, const char *many)
{
    return QStringLiteral("%1 %2").arg(count).arg(QString::fromLatin1(count == 1 ? one : many));
}

void addLines(QString *out, const Finding &finding, const QString &word, const QString &directory)
{
    *out += placed(finding, directory, QStringLiteral("%1: %2 [%3]").arg(word, finding.text, finding.rule)) +
            u'\n';
    if (!finding.advice.isEmpty())
        *out += QStringLiteral("    ") + finding.advice + u'\n';
}

QString toPlainText(const CheckReport &report, const QString &directory)
{
    QString out;
    for (const Finding &finding : report.findings)
        addLines(&out, finding, severityName(finding.severity), directory);
    for (const Finding &finding : report.expected)
        addLines(&out, finding, QStringLiteral("expected"), directory);
    const auto found = static_cast<qsizetype>(report.findings.size());
    out += report.title + QStringLiteral(": ") +
           (found == 0 ? QStringLiteral("no findings") : counted(found, "finding", "findings"));
    if (!report.expected.empty())
        out += QStringLiteral(", %1 expected").arg(report.expected.size());
    if (report.silenced > 0)
        out += QStringLiteral(", %1 silenced").arg(report.silenced);
    return out + u'\n';
}

QJsonArray toArray(const std::vector<Finding> &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings)
        array.append(toJson(finding));
    return array;
}

QString toJsonText(const CheckReport &report)
{
    const QJsonObject json{
        {QStringLiteral("scenario"), report.name},
        {QStringLiteral("findings"), toArray(report.findings)},
        {QStringLiteral("expected"), toArray(report.expected)},
        {QStringLiteral("silenced"), report.silenced},
    };
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Indented));
}

QString escapedData(QString text)
{
    return text.replace(u'%', QStringLiteral("%25"))
        .replace(u'\r', QStringLiteral("%0D"))
        .replace(u'\n', QStringLiteral("%0A"));
}

QString escapedProperty(const QString &text)
{
    return escapedData(text).replace(u':', QStringLiteral("%3A")).replace(u',', QStringLiteral("%2C"));
}

QString annotation(const Finding &finding, bool expected, const QString &directory)
{
    const QString command = expected || finding.severity == Severity::Note ? QStringLiteral("notice")
                                                                           : severityName(finding.severity);
    QStringList properties;
    if (!finding.file.isEmpty())
        properties << QStringLiteral("file=") + escapedProperty(shortened(finding.file, directory));
    if (finding.line > 0)
        properties << QStringLiteral("line=%1").arg(finding.line);
    if (finding.column > 0)
        properties << QStringLiteral("col=%1").arg(finding.column);
    QString title =
        finding.title.isEmpty() ? finding.rule : QStringLiteral("%1 [%2]").arg(finding.title, finding.rule);
    if (expected)
        title = QStringLiteral("Expected: ") + title;
    properties << QStringLiteral("title=") + escapedProperty(title);
    const QString message = finding.advice.isEmpty() ? finding.text : finding.text + u'\n' + finding.advice;
    return QStringLiteral("::%1 %2::%3\n").arg(command, properties.join(u','), escapedData(message));
}

QString toGithub(const CheckReport &report, const QString &directory)
{
    QString out;
    for (const Finding &finding : report.findings)
        out += annotation(finding, false, directory);
    for (const Finding &finding : report.expected)
        out += annotation(finding, true, directory);
    return out;
}

} // namespace

ExitStatus CheckReport::status() const
{
    const bool fine = std::all_of(findings.begin(), findings.end(),
                                  [](const Finding &finding) { return finding.severity == Severity::Note; });
    return fine ? kFine : kFindings;
}

Finding findingOf(const QString &rule, const Error &error)
{
    Finding finding;
    finding.rule = rule;
    finding.severity = Severity::Error;
    finding.text = error.message;
    finding.file = error.file;
    finding.line = error.line;
    finding.column = error.column;
    return finding;
}

QString toText(const CheckReport &report, CheckFormat format, const QString &directory)
{
    switch (format) {
    case CheckFormat::Json:
        return toJsonText(report);
    case CheckFormat::Github:
        return toGithub(report, directory);
    case CheckFormat::Text:
        break;
    }
    return toPlainText(report, directory);
}

} // namespace swapscope
