#pragma once

#include <scenario/scenario.h>
#include <session/session.h>
#include <support/workedthrough.h>
#include <trace/trace.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

// A scenario in a folder of its own, and a session that has not opened it yet.
namespace swapscope::test {

inline constexpr char kManifest[] = R"(title = "Test"
htmx = ["2", "4"]
clients = ["A", "B"]

[params.word]
choices = ["one", "two"]

[[network]]
at = "10ms"
client = "B"
fault = "latency"
delay = "20ms"

[[network]]
at = "30ms"
client = "*"
fault = "cut"
for = "50ms"

[[step]]
text = "Cut"
done = { kind = "link.cut", client = "B" }
)";

inline constexpr char kScript[] = R"(import { channel, cue, html, params, ws } from "swapscope"
const room = channel("room")
ws("/chat", { channel: room, catchUp: "replay", message(client, form) { room.publish(html`<p>${form.m}</p>`) } })
cue("Say it", () => room.publish(html`<p>${params.word}</p>`))
)";

inline void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

class SessionBench
{
protected:
    void begin()
    {
        write(m_dir.filePath(QStringLiteral("scenario.toml")), kManifest);
        write(scriptPath(), kScript);
        write(m_dir.filePath(QStringLiteral("page.html")), "<!doctype html><title>t</title><p>hello</p>");
        m_session = std::make_unique<Session>();
    }
    void end() { m_session.reset(); }

    Scenario scenario() const { return loadScenario(m_dir.path()).scenario; }
    QString scriptPath() const { return m_dir.filePath(QStringLiteral("server.js")); }

    int count(Kind kind) const
    {
        workedThrough(*m_session);
        return static_cast<int>(m_session->trace().ofKind(kind).size());
    }
    Event last(Kind kind) const { return m_session->trace().at(m_session->trace().ofKind(kind).back()); }

    QTemporaryDir m_dir;
    std::unique_ptr<Session> m_session;
};

} // namespace swapscope::test
