#include <cli/checkreport.h>
#include <cli/stalledcheck.h>

#include <QIODevice>
#include <QSemaphore>
#include <QTest>

#include <semaphore>
#include <thread>

using namespace swapscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

// Tells the other thread when something has been written to it.
class Screen : public QIODevice
{
public:
    Screen() { open(QIODevice::WriteOnly); }
    std::counting_semaphore<> said{0};

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        said.release();
        return size;
    }
};

} // namespace

// A check of a script that may never come back.
class TestStalledCheck : public QObject
{
    Q_OBJECT

    const ScriptStall m_stall{.what = u"the script’s top level"_s,
                              .file = u"/s/server.js"_s,
                              .line = 2,
                              .since = 0,
                              .ran = 1500 * kMillisecond};
    QString m_said;

    TimedCheck checked(const std::function<std::vector<Finding>(const StallTold &)> &check,
                       std::chrono::milliseconds patience)
    {
        m_said.clear();
        QTextStream err(&m_said);
        return checkInTime(check, patience, err);
    }

    static std::vector<Finding> mistake()
    {
        return {findingOf(u"script.error"_s, Error{u"wrong"_s, u"/s/server.js"_s, 1})};
    }

private Q_SLOTS:
    void whatComesBackIsHandedOn()
    {
        const TimedCheck check = checked([](const StallTold &) { return mistake(); }, 0ms);
        QCOMPARE(check.findings, mistake());
        QVERIFY(check.cameBack);
        QCOMPARE(m_said, QString());
    }

    // The processor was slow, or the call long: it is said, and its end waited for.
    void whatComesBackLateIsHandedOnToo()
    {
        Screen screen;
        QTextStream err(&screen);
        const TimedCheck check = checkInTime(
            [&](const StallTold &stalled) {
                stalled(m_stall);
                screen.said.acquire();
                std::this_thread::sleep_for(50ms); // the call itself: it takes this long
                return mistake();
            },
            1min, err);
        QCOMPARE(check.findings, mistake());
        QVERIFY(check.cameBack);
    }

    void whatDoesNotComeBackIsAFindingAtItsPlace()
    {
        auto hang = std::make_shared<QSemaphore>();
        const std::weak_ptr<QSemaphore> kept = hang;
        const TimedCheck check = checked(
            [hang, stall = m_stall](const StallTold &stalled) {
                stalled(stall);
                hang->acquire();
                return mistake();
            },
            1ms);
        QVERIFY(!check.cameBack);
        QCOMPARE(m_said,
                 u"/s/server.js:2: the script’s top level has been running for 1.5 s; the check waits for "
                 "another 0.0 s\n"_s);
        QCOMPARE(check.findings.size(), 1U);
        const Finding &found = check.findings.front();
        QCOMPARE(found.rule, u"script.stalled"_s);
        QCOMPARE(found.severity, Severity::Error);
        QCOMPARE(found.file, u"/s/server.js"_s);
        QCOMPARE(found.line, 2);
        QVERIFY2(found.text.startsWith(u"The script’s top level had not returned after 1.5 s"),
                 qPrintable(found.text));
        hang->release();
        hang.reset();
        QTRY_VERIFY(kept.expired()); // it comes back, and ends by itself
    }
};

QTEST_GUILESS_MAIN(TestStalledCheck)
#include "tst_stalledcheck.moc"
