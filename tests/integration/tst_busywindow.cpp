#include <app/toolbar/topbar.h>
#include <app/window/mainwindow.h>

#include <page/pageview.h>
#include <session/session.h>
#include <support/begun.h>
#include <trace/trace.h>

#include "stage.h"

#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kCrowds = 4;
constexpr int kOfEach = 50;
constexpr int kSockets = kCrowds * kOfEach;
constexpr int kUpdates = 1000; // a hundred a second, to each socket
constexpr qsizetype kMessages = qsizetype(kSockets) * kUpdates;

// A page, and clients without one to which everything is sent.
bool writeScenario(const QDir &dir)
{
    QByteArray manifest = "title = \"Busy\"\nclients = [\"A\"]\nhtmx = [\"2\"]\n";
    for (int crowd = 1; crowd <= kCrowds; ++crowd)
        manifest += "[[crowd]]\nname = \"C" + QByteArray::number(crowd) +
                    "\"\ncount = " + QByteArray::number(kOfEach) + "\npath = \"/feed\"\n";
    const QByteArray script = R"(
import { channel, cue, every, html, ws } from "swapscope"
const feed = channel("feed", { history: 10 })
ws("/feed", { channel: feed })
let left = 0
every("10ms", () => {
  if (left > 0) { left--; feed.publish(n => html`<p>${n}</p>`) }
})
cue("Go", () => { left = )" + QByteArray::number(kUpdates) +
                              " })\n";
    return test::write(dir, u"scenario.toml"_s, manifest) && test::write(dir, u"server.js"_s, script) &&
           test::write(dir, u"page.html"_s, "<!DOCTYPE html><title>Busy</title><p>Nothing happens here.</p>");
}

// The text of the toolbar that has these words; empty: there is none.
QString barText(const MainWindow &window, const QString &words)
{
    for (const QLabel *label : window.findChild<TopBar *>()->findChildren<QLabel *>()) {
        if (label->text().contains(words))
            return label->text();
    }
    return {};
}

// How many events the toolbar says are behind.
std::size_t saidBehind(const MainWindow &window)
{
    return barText(window, u" behind"_s).section(u' ', 0, 0).remove(u',').toULongLong();
}

// Clicks, each asked for from outside the window's thread, as a user's are, and how long each took from there
// to its effect.
class Clicks
{
public:
    // click: does one and looks whether it was answered; called on the window's thread.
    Clicks(QObject &window, const std::function<void()> &click)
        : m_thread(QThread::create([this, &window, click] {
              while (!m_ending) {
                  const auto asked = std::chrono::steady_clock::now();
                  QMetaObject::invokeMethod(&window, click, Qt::BlockingQueuedConnection);
                  m_took.push_back(std::chrono::steady_clock::now() - asked);
                  QThread::msleep(50);
              }
          }))
    {
        m_thread->start();
    }

    // The window's thread goes on meanwhile. Milliseconds, ascending.
    std::vector<double> end()
    {
        m_ending = true;
        while (!m_thread->isFinished())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
        std::vector<double> took;
        for (const std::chrono::nanoseconds each : m_took)
            took.push_back(static_cast<double>(each.count()) / 1e6);
        std::sort(took.begin(), took.end());
        return took;
    }

private:
    std::atomic<bool> m_ending = false;
    std::vector<std::chrono::nanoseconds> m_took; // the thread's, until it has ended
    std::unique_ptr<QThread> m_thread;
};

} // namespace

class TestBusyWindow : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    // Twenty thousand messages a second for ten seconds. Whoever clicks is answered, what is shown is so at
    // every moment, what is not shown yet is said, and in the end nothing is missing.
    void nothingIsLostAndWhatIsBehindIsSaid()
    {
        QTemporaryDir temp;
        QVERIFY(writeScenario(QDir(temp.path())));
        MainWindow window(nullptr);
        window.resize(1280, 800);
        window.show();
        Session &session = window.session();
        QVERIFY(window.openScenario(temp.path(), {}) && test::runs(session));
        QTRY_COMPARE(session.trace().ofKind(Kind::ServerOpened).size(), std::size_t(kSockets));

        // Every time that the window is told of something: the accounts add up, and speak of nothing that the
        // trace has not.
        QStringList untrue;
        std::size_t mostBehind = 0;
        connect(&session, &Session::observed, this, [&] {
            mostBehind = std::max<std::size_t>(mostBehind, session.behind());
            const auto published = static_cast<int>(session.trace().ofKind(Kind::ServerPublished).size());
            for (const QString &client : session.ledger().clients()) {
                const LedgerSummary sum = session.ledger().summary(client, session.now());
                if (sum.published != sum.delivered + sum.missed + sum.inFlight)
                    untrue += client + u" does not add up"_s;
                if (sum.published > published)
                    untrue += client + u" has more than was published"_s;
            }
            // The window was told first; since then nothing was worked through, and more may have happened.
            if (saidBehind(window) > session.behind())
                untrue += u"more is said to be behind than is"_s;
        });

        auto *tabs = window.findChild<QTabBar *>();
        QVERIFY(tabs != nullptr && tabs->count() > 1);
        int answered = 0;
        int asked = 0;
        const auto click = [&] {
            const int next = (tabs->currentIndex() + 1) % tabs->count();
            ++asked;
            QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(next).center());
            answered += tabs->currentIndex() == next ? 1 : 0;
            window.repaint();
        };
        Clicks before(window, click);
        QTRY_VERIFY(asked >= 20);
        const std::vector<double> atRest = before.end();
        Clicks clicks(window, click);
        session.runCue(0);
        const bool all = QTest::qWaitFor(
            [&] {
                session.flush();
                return session.trace().ofKind(Kind::ServerPublished).size() == kUpdates &&
                       session.behind() == 0;
            },
            120'000);
        const std::vector<double> took = clicks.end();
        QVERIFY2(all, qPrintable(u"%1 events behind"_s.arg(session.behind())));
        QCOMPARE(untrue, QStringList());
        QVERIFY(asked > 0);
        QCOMPARE(answered, asked);
        qInfo("%zu clicks were answered within %.1f ms in the middle (at rest %.1f ms), %.1f ms (99 %%), "
              "%.1f ms at most; at most %zu events behind",
              took.size(), took[took.size() / 2], atRest[atRest.size() / 2], took[took.size() * 99 / 100],
              took.back(), mostBehind);

        QCOMPARE(session.trace().ofKind(Kind::ServerSent).size(), std::size_t(kMessages));
        QCOMPARE(session.trace().size(), session.recorder().last());
        std::map<ConnectionId, int> ofSocket;
        for (const EventId id : session.trace().ofKind(Kind::ServerSent))
            ++ofSocket[session.trace().at(id).conn];
        QCOMPARE(ofSocket.size(), std::size_t(kSockets));
        for (const auto &[socket, messages] : ofSocket)
            QCOMPARE(messages, kUpdates);
        for (int crowd = 1; crowd <= kCrowds; ++crowd) {
            const LedgerSummary sum = session.ledger().summary(u"C%1"_s.arg(crowd), session.now());
            QCOMPARE(sum.published, kUpdates);
            QCOMPARE(sum.delivered, kUpdates);
            QCOMPARE(sum.missed + sum.inFlight, 0);
        }
        QTRY_COMPARE(saidBehind(window), std::size_t(0));
        QVERIFY(barText(window, u" sent"_s).startsWith(u"%1 sent"_s.arg(kMessages)));
    }

    // More happens than can be worked through: the window says how much, until it is.
    void whatIsBehindIsSaidUntilItIsNot()
    {
        QTemporaryDir temp;
        QVERIFY(writeScenario(QDir(temp.path())));
        MainWindow window(nullptr);
        window.show();
        Session &session = window.session();
        QVERIFY(window.openScenario(temp.path(), {}) && test::runs(session));
        std::atomic<bool> enough = false;
        std::size_t recorded = 0;
        const std::unique_ptr<QThread> flood(QThread::create([&] {
            for (; !enough && recorded < 5'000'000; ++recorded)
                session.recorder().record({.kind = Kind::ServerPublished,
                                           .update = static_cast<qint64>(recorded + 1),
                                           .data = {{Field::Channel, u"flood"_s}}});
        }));
        flood->start();
        const bool said = QTest::qWaitFor([&] { return saidBehind(window) > 0; }, 60'000);
        enough = true;
        flood->wait();
        QVERIFY(said);
        QTRY_COMPARE_WITH_TIMEOUT(session.behind(), std::size_t(0), 120'000);
        QTRY_COMPARE(saidBehind(window), std::size_t(0));
        QCOMPARE(session.trace().size(), session.recorder().last());
        const EventList &published = session.trace().ofKind(Kind::ServerPublished);
        QCOMPARE(std::count_if(
                     published.begin(), published.end(),
                     [&](EventId id) { return session.trace().at(id).data[Field::Channel] == u"flood"_s; }),
                 static_cast<std::ptrdiff_t>(recorded));
    }
};

QTEST_MAIN(TestBusyWindow)
#include "tst_busywindow.moc"
