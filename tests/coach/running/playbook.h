#pragma once

#include <coach/running/runningrule.h>
#include <core/event.h>

#include <QStringList>
#include <QTest>

// A rule's test is a playbook: events in, findings out, of all rules together, so that a near miss of one is
// none of another. Lines are those of tests/trace/story.h; a "·" in a value is a space, hears= is a list of
// names between commas. "at 7.5" is a moment at which the coach looks at the clock. Findings are "+rule:
// about" when they are raised and "-rule: about" when they are cleared.
namespace swapscope::playbook {

Event event(const QString &line);

// What the coach derives from the story.
std::vector<Event> derived(const QStringList &story, const QStringList &silence = {},
                           const RunningLimits &limits = {});
QStringList findings(const QStringList &story, const RunningLimits &limits = {});

// A table of stories and findings, and a test that plays each row.
void columns();
void row(const char *name, const QStringList &story, const QStringList &findings = {});
void play();

// A page of this version with a connection that is open.
QStringList page(const QString &client, const QString &version,
                 const QString &transport = QStringLiteral("ws"),
                 const QString &path = QStringLiteral("/chat"), int conn = 1);

// A page B of this version with its WebSocket to /chat, whose channel "room" it is away from between 5
// and 8.1 s; the coach looks at the clock at 8.5 and 9.2 s.
struct Away
{
    QString catchUp = QStringLiteral("none");
    int missed = 3;
    QStringList before; // lines before it is away
    QStringList within; // lines between its return and the end of the gap
};
QStringList away(const QString &version, const Away &story = {});

} // namespace swapscope::playbook
