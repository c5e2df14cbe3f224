#pragma once

#include <core/event.h>

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace swapscope {

// How bad a finding is. An error will not work; a warning works until the network, a deploy or time comes; a
// note is worth knowing.
enum class Severity { Note, Warning, Error };

// "note", "warning", "error".
QLatin1StringView severityName(Severity severity);
std::optional<Severity> severityFromName(QStringView name);

// What every finding of a rule has in common. A plain value.
struct RuleInfo
{
    QString name; // "page.no-htmx": stable; what a manifest silences and expects, a section of the manual
    Severity severity = Severity::Warning;
    QString title;        // a few words for a headline, a capital first and no full stop
    QString why;          // why it matters: whole sentences
    QStringList versions; // the htmx versions for which it holds: "2", "4"

    friend bool operator==(const RuleInfo &, const RuleInfo &) = default;
};

// Something that the coach saw. A plain value, complete in itself: who shows it asks no rule.
struct Finding
{
    QString rule; // RuleInfo::name
    Severity severity = Severity::Warning;
    QString title;        // RuleInfo::title
    QString text;         // what was seen, here: a whole sentence
    QString why;          // RuleInfo::why
    QString advice;       // what to do: a whole sentence
    QStringList versions; // the htmx versions under which it was seen: "2", "4"
    // Where: in a trace …
    std::vector<EventId> events; // the events that show it, the first one first; empty before a run
    QString client;              // whose page; empty: nobody's, or everybody's
    ConnectionId conn;           // on which connection; 0: none
    // … or in a text, or both.
    QString file;   // absolute where the text has a file; empty: no text is to blame
    int line = 0;   // from 1; 0: unknown
    int column = 0; // from 1, in UTF-16 units; 0: unknown

    friend bool operator==(const Finding &, const Finding &) = default;
};

// A finding of this rule: what the two have in common is filled in.
Finding findingOf(const RuleInfo &rule, QString text, QString advice);

// {rule, severity, title, text, why, advice, versions, …}; events, client, conn, file, line and column only
// where they are known. The form of `check --format json`, described in resources/manual/coach.md.
QJsonObject toJson(const Finding &finding);

} // namespace swapscope
