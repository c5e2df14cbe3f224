#pragma once

#include "../page/pageserver.h"

#include <coach/running/runningcoach.h>
#include <link/link.h>
#include <page/pageview.h>
#include <trace/join.h>

#include <QString>

#include <functional>
#include <memory>

namespace swapscope::test {

// One real page behind a link, in front of a server that says what it is told, and the coach over what
// happens.
class CoachRig
{
public:
    explicit CoachRig(const RunningLimits &limits = {});
    ~CoachRig();

    PageServer &server() { return m_server; }
    Link &link() { return *m_link; }

    // Opens a page of this version with the extension "ws" or "sse"; false when its connection (if
    // `connects`) did not open.
    bool open(const QString &version, const QString &extension, const QByteArray &body, bool connects = true);
    // Runs a script in the page, without waiting.
    void run(const QString &script);

    // Waits until the rule has found something; an empty text, or what was found instead.
    QString finds(const QString &rule, int ms = 15'000);
    // Waits so long; what was found meanwhile.
    QStringList findsNothing(int ms);
    bool waitFor(Kind kind, int times = 1, int ms = 15'000);
    // Waits until something is so.
    bool waitUntil(const std::function<bool()> &so, int ms = 15'000);
    int count(Kind kind) const { return m_counts.value(kind); }
    const QStringList &found() const { return m_found; }

private:
    void pump();

    Recorder m_recorder;
    ConnectionRegistry m_registry;
    PageServer m_server;
    std::unique_ptr<Link> m_link;
    std::unique_ptr<PageView> m_page;
    Join m_join;
    RunModel m_model;
    RunningCoach m_coach;
    EventId m_id = 0;
    QHash<Kind, int> m_counts;
    QStringList m_found;
};

} // namespace swapscope::test
