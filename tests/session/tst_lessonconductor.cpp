#include <core/recorder.h>
#include <scenario/scenario.h>
#include <session/lesson/lessonconductor.h>
#include <session/session.h>
#include <support/begun.h>
#include <trace/trace.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;

namespace {

constexpr char kTalk[] = R"(import { channel, cue, html, ws } from "swapscope"
const room = channel("room")
ws("/chat", { channel: room })
cue("Say it", () => room.publish(html`<p>said</p>`))
)";

constexpr Nanoseconds kLonger = 600 * kMillisecond; // than the moment after which it would act
constexpr char kSayIt[] = "[[step]]\ntext = \"Say it.\"\ndo = { cue = \"Say it\" }\n"
                          "done = { kind = \"server.published\" }\n";
constexpr char kHead[] = "title = \"Test\"\nclients = [\"A\"]\n";

} // namespace

class TestLessonConductor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    Session m_session;

    bool open(const QByteArray &steps)
    {
        const auto write = [this](const QString &name, const QByteArray &text) {
            QFile file(m_dir.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        if (!write(QStringLiteral("scenario.toml"), kHead + steps) ||
            !write(QStringLiteral("server.js"), kTalk) || !write(QStringLiteral("page.html"), "<p>"))
            return false;
        const ScenarioLoading loading = loadScenario(m_dir.path());
        return loading.ok() && test::begun(m_session, loading.scenario).isEmpty();
    }
    // As a page would have said.
    void pageIsThere()
    {
        m_session.recorder().record({.kind = Kind::PageLoaded, .client = QStringLiteral("A")});
    }

private Q_SLOTS:
    void cleanup() { QVERIFY(test::ended(m_session)); }

    void doesWhatTheStepsSayAndAnswers()
    {
        QVERIFY(
            open("[[step]]\ntext = \"Say it.\"\ndo = { cue = \"Say it\" }\ndone = { kind = "
                 "\"server.published\" }\n"
                 "[[step]]\ntext = \"Look at it.\"\n"
                 "[[step]]\ntext = \"Well?\"\n[step.question]\ntext = \"Which?\"\nchoices = [\"a\", \"b\"]\n"
                 "answer = 2\nexplain = \"So.\"\n"));
        LessonConductor conductor(m_session);
        QSignalSpy completed(&conductor, &LessonConductor::completed);
        conductor.start(false);
        pageIsThere();
        QTRY_COMPARE(completed.count(), 1);
        QVERIFY(conductor.isComplete());
        const std::vector<StepState> &steps = m_session.steps();
        QCOMPARE(m_session.trace().at(steps[0].by).kind, Kind::ServerPublished);
        QCOMPARE(steps[1].by, EventId(0));
        QCOMPARE(steps[2].chosen, 2);
    }

    // What a step does, it does to pages that are there.
    void waitsForThePages()
    {
        QVERIFY(open(kSayIt));
        LessonConductor conductor(m_session);
        QSignalSpy completed(&conductor, &LessonConductor::completed);
        QSignalSpy acted(&m_session, &Session::acted);
        conductor.start(false);
        const Nanoseconds began = m_session.now();
        QTRY_VERIFY(m_session.now() > began + kLonger);
        QVERIFY(acted.isEmpty());
        pageIsThere();
        QTRY_COMPARE(completed.count(), 1);
        QCOMPARE(acted.count(), 1);
    }

    void waitsForTheirFirstConnections()
    {
        QVERIFY(open(kSayIt));
        LessonConductor conductor(m_session);
        QSignalSpy completed(&conductor, &LessonConductor::completed);
        QSignalSpy acted(&m_session, &Session::acted);
        conductor.start(false);
        pageIsThere();
        m_session.recorder().record(
            {.kind = Kind::PageConnecting, .client = QStringLiteral("A"), .conn = ConnectionId(1)});
        const Nanoseconds began = m_session.now();
        QTRY_VERIFY(m_session.now() > began + kLonger);
        QVERIFY(acted.isEmpty());
        m_session.recorder().record(
            {.kind = Kind::PageOpen, .client = QStringLiteral("A"), .conn = ConnectionId(1)});
        QTRY_COMPARE(completed.count(), 1);
    }

    void leavesOutWhatItIsToldTo()
    {
        QVERIFY(open("[[step]]\ntext = \"Look.\"\n"
                     "[[step]]\ntext = \"Say it.\"\ndo = { cue = \"Say it\" }\ndone = { kind = "
                     "\"server.published\" }\n"));
        LessonConductor conductor(m_session);
        conductor.leaveOut({1});
        QSignalSpy acted(&m_session, &Session::acted);
        conductor.start(false);
        pageIsThere();
        QTRY_VERIFY(m_session.steps()[0].done);
        const Nanoseconds since = m_session.now();
        QTRY_VERIFY(m_session.now() > since + kLonger);
        QVERIFY(acted.isEmpty());
        QVERIFY(!conductor.isComplete());
        m_session.runCue(0);
        QTRY_VERIFY(conductor.isComplete());
    }
};

QTEST_GUILESS_MAIN(TestLessonConductor)
#include "tst_lessonconductor.moc"
