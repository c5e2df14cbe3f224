#include "playbook.h"

#include "../../trace/story.h"

#include <coach/running/runningcoach.h>
#include <trace/join.h>

#include <QJsonArray>

namespace swapscope::playbook {

Event event(const QString &line)
{
    Event event = story::event(line);
    for (const Field field : event.data.fields()) {
        const FieldValue value = event.data[field];
        if (field == Field::Hears)
            event.data.insert(field, value.toString().split(u',', Qt::SkipEmptyParts));
        else if (value.isString())
            event.data.insert(field, value.toString().replace(u'·', u' '));
    }
    return event;
}

QString told(const Event &finding)
{
    return QStringLiteral("%1%2: %3")
        .arg(finding.kind == Kind::FindingRaised ? QStringLiteral("+") : QStringLiteral("-"),
             finding.data[Field::Rule].toString(), finding.data[Field::About].toString());
}

// What the coach derives from the story; lines in the order of the story.
std::vector<Event> derived(const QStringList &story, const QStringList &silence, const RunningLimits &limits)
{
    RunningCoach coach(silence, limits);
    RunModel model;
    Join join;
    std::vector<Event> derived;
    const auto keep = [&](std::vector<Event> events) {
        std::move(events.begin(), events.end(), std::back_inserter(derived));
    };
    EventId id = 0;
    for (const QString &line : story) {
        if (line.startsWith(u"at ")) {
            keep(coach.advance(std::llround(line.mid(3).toDouble() * 1e9), model));
            continue;
        }
        Event one = event(line);
        one.id = ++id;
        one.t = std::max<Nanoseconds>(one.t, 0);
        join.enrich(one);
        model.push(one);
        keep(coach.consume(one, model));
    }
    return derived;
}

QStringList findings(const QStringList &story, const RunningLimits &limits)
{
    QStringList told;
    for (const Event &event : derived(story, {}, limits))
        told << playbook::told(event);
    return told;
}

void columns()
{
    QTest::addColumn<QStringList>("story");
    QTest::addColumn<QStringList>("findings");
}

void row(const char *name, const QStringList &story, const QStringList &findings)
{
    QTest::newRow(name) << story << findings;
}

void play()
{
    QFETCH(QStringList, story);
    QFETCH(QStringList, findings);
    QCOMPARE(playbook::findings(story), findings);
}

// A page of this version with a connection that is open.
QStringList page(const QString &client, const QString &version, const QString &transport, const QString &path,
                 int conn)
{
    const auto line = [&](const char *text) {
        return QString::fromLatin1(text)
            .replace(QStringLiteral("CLIENT"), client)
            .replace(QStringLiteral("CONN"), QString::number(conn))
            .replace(QStringLiteral("TRANSPORT"), transport)
            .replace(QStringLiteral("PATH"), path)
            .replace(QStringLiteral("VERSION"), version);
    };
    return {line("page.loaded CLIENT t=0 htmx=VERSION.0.1"),
            line("page.connecting CLIENT t=0.1 conn=CONN transport=TRANSPORT attempt=0 url=http://hPATH"),
            line("link.accepted CLIENT t=0.1 conn=CONN transport=TRANSPORT path=PATH"),
            line("page.open CLIENT t=0.2 conn=CONN")};
}

QStringList away(const QString &version, const Away &story)
{
    const auto opened = [&story](const char *t, int conn) {
        return QStringLiteral("server.opened B t=%1 conn=%2 transport=ws path=/chat channel=room catchUp=%3")
            .arg(QString::fromLatin1(t), QString::number(conn), story.catchUp);
    };
    QStringList lines = page(QStringLiteral("B"), version);
    lines << opened("0.2", 1) << story.before << QStringLiteral("gap.opened B t=5 conn=1 channel=room")
          << QStringLiteral("page.closed B t=5 conn=1 code=1006")
          << QStringLiteral("page.connecting B t=8 conn=2 transport=ws attempt=1 url=http://h/chat")
          << opened("8.1", 2) << story.within
          << QStringLiteral("gap.closed B t=8.1 conn=2 channel=room seconds=3.1 missed=%1").arg(story.missed)
          << QStringLiteral("at 8.5") << QStringLiteral("at 9.2");
    return lines;
}

} // namespace swapscope::playbook
