#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/types.h>

using namespace Qt::Literals::StringLiterals;

// The desktop part as a user meets it: the window, and a play without one.
class TestDesktop : public QObject
{
    Q_OBJECT

private:
    struct Ran
    {
        int status = -1;
        QByteArray out;
        QString err;
    };

    static Ran run(const QStringList &arguments, const QProcessEnvironment &environment)
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(SWAPSCOPE_PROGRAM), arguments);
        if (!process.waitForFinished(100'000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                QString::fromUtf8(process.readAllStandardError())};
    }

    static QProcessEnvironment withoutDisplay()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        return environment;
    }

    static void write(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
    {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    // Whether the process has made up its mind about a signal, which would end it else (proc_pid_status(5)).
    static bool minds(pid_t pid, int number)
    {
        QFile status(u"/proc/%1/status"_s.arg(pid));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        for (const QByteArray &line : status.readAll().split('\n')) {
            if ((line.startsWith("SigBlk:") || line.startsWith("SigCgt:")) &&
                (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (number - 1) & 1) != 0)
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void aPlayPrintsItsLedgerAndNothingElse()
    {
        const QTemporaryDir folder;
        const QString shot = folder.filePath(u"shot.png"_s);
        const QString trace = folder.filePath(u"trace.jsonl"_s);
        const Ran ran =
            run({u"play"_s, u"counter"_s, u"--for"_s, u"2s"_s, u"--shot"_s, shot, u"--trace"_s, trace},
                withoutDisplay());
        QVERIFY2(ran.status == 0, qPrintable(ran.err));
        // That there is no graphics card is no news without a display.
        QVERIFY2(!ran.err.contains(u"graphics backend"_s), qPrintable(ran.err));
        const QJsonObject report = QJsonDocument::fromJson(ran.out).object();
        QCOMPARE(report.value(u"scenario"_s).toString(), u"counter"_s);
        QVERIFY(!report.value(u"clients"_s).toObject().isEmpty());
        QCOMPARE(ran.out.count('\n'), 1);
        QVERIFY(!QImage(shot).isNull());
        QFile events(trace);
        QVERIFY(events.open(QIODevice::ReadOnly));
        QVERIFY(events.readLine().startsWith("{\"t\":"));
    }

    void aPictureOfTheWindowNeedsNoDisplay()
    {
        const QTemporaryDir folder;
        const QString shot = folder.filePath(u"window.png"_s);
        const Ran ran = run({u"counter"_s, u"--port"_s, u"0"_s, u"--shot"_s, shot, u"--after"_s, u"1s"_s},
                            withoutDisplay());
        QVERIFY2(ran.status == 0, qPrintable(ran.err));
        QVERIFY(QImage(shot).width() > 1000);
    }

    void aWindowNeedsOne()
    {
        const Ran ran = run({u"counter"_s}, withoutDisplay());
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains(u"there is no display for a window"_s), qPrintable(ran.err));
        QVERIFY2(!ran.err.contains(u"no scenario"_s), qPrintable(ran.err));
        const Ran slip = run({u"sreve"_s}, withoutDisplay());
        QCOMPARE(slip.status, 3);
        QVERIFY2(slip.err.contains(u"there is no scenario \"sreve\""_s), qPrintable(slip.err));
    }

    // From the first moment, in which the desktop is not even loaded.
    void aPlayThatIsEndedEarlyIsToldAllTheSame()
    {
        const QTemporaryDir folder;
        const QString trace = folder.filePath(u"trace.jsonl"_s);
        QProcess process;
        process.setProcessEnvironment(withoutDisplay());
        process.start(QStringLiteral(SWAPSCOPE_PROGRAM),
                      {u"play"_s, u"counter"_s, u"--for"_s, u"60m"_s, u"--trace"_s, trace});
        QVERIFY(process.waitForStarted());
        const auto pid = static_cast<pid_t>(process.processId());
        QTRY_VERIFY(minds(pid, SIGINT));
        QCOMPARE(::kill(pid, SIGINT), 0);
        QVERIFY(process.waitForFinished(100'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        const QJsonObject report = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(report.value(u"scenario"_s).toString(), u"counter"_s);
        QCOMPARE(report.value(u"interrupted"_s), QJsonValue(true));
        QVERIFY(QFile::exists(trace));
    }

    // While it waits for what is on its way.
    void aPlayThatIsEndedAfterItsTimeWaitsNoLonger()
    {
        const QTemporaryDir folder;
        write(folder, u"scenario.toml"_s, "title = \"Test\"\nhtmx = [\"2\"]\nclients = [\"A\"]\n");
        write(folder, u"page.html"_s,
              "<!doctype html><html><head><title>t</title><script src=\"/htmx/htmx.js\"></script>"
              "<script src=\"/htmx/ext/sse.js\"></script></head>"
              "<body hx-ext=\"sse\"><div sse-connect=\"/ticks\" sse-swap=\"message\"></div></body></html>\n");
        write(folder, u"server.js"_s,
              "import { after, channel, every, html, network, sse } from \"swapscope\"\n"
              "const ticks = channel(\"ticks\")\n"
              "sse(\"/ticks\", { channel: ticks, heartbeat: \"15s\", open() {\n"
              "  after(\"500ms\", () => network.freeze(\"A\", { for: \"14s\" }))\n"
              "} })\n"
              "every(\"100ms\", n => ticks.publish(html`<p>${n}</p>`))\n");
        QProcess process;
        process.setProcessEnvironment(withoutDisplay());
        process.start(QStringLiteral(SWAPSCOPE_PROGRAM), {u"play"_s, folder.path(), u"--for"_s, u"6s"_s});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardError()).contains("its time is over; for "),
                                 60'000);
        QVERIFY2(said.contains(" updates on their way"), said.constData());
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        QVERIFY(process.waitForFinished(100'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        const QJsonObject report = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(report.value(u"seconds"_s).toDouble(), 6.0);
        QCOMPARE(report.value(u"interrupted"_s), QJsonValue(true));
        QCOMPARE(report.value(u"complete"_s), QJsonValue(false));
        QVERIFY(report.value(u"missing"_s).toObject().value(u"updates"_s).toInt() > 0);
    }

    // As of the other commands: what goes on in a native call is left behind when the window closes.
    void aWindowThatLeavesTheScriptBehindIsNotFine()
    {
        const QTemporaryDir folder;
        write(folder, u"scenario.toml"_s, "title = \"Test\"\nhtmx = [\"2\"]\nclients = [\"A\"]\n");
        write(folder, u"page.html"_s, "<!doctype html><title>t</title><p>hello</p>");
        write(folder, u"server.js"_s,
              "import { after } from \"swapscope\"\n"
              "after(\"100ms\", () => { for (const key in \"x\".repeat(1.6e7)); })\n");
        const Ran ran = run({folder.path(), u"--port"_s, u"0"_s, u"--shot"_s, folder.filePath(u"a.png"_s),
                             u"--after"_s, u"1s"_s},
                            withoutDisplay());
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains(u"was left behind"_s), qPrintable(ran.err));
    }

    // Before anything runs: an hour later it would be too late.
    void whatCannotBeWrittenIsSaidAtOnce_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const QString &option, QStringList before) {
            QTest::newRow(qPrintable(before.first() + u' ' + option))
                << (before << option << u"/nowhere/at/all.png"_s);
        };
        const QStringList play{u"play"_s, u"counter"_s, u"--for"_s, u"60m"_s};
        row(u"--shot"_s, play);
        row(u"--picture"_s, play);
        row(u"--trace"_s, play);
        row(u"--shot"_s, {u"counter"_s, u"--after"_s, u"60m"_s});
        row(u"--shot"_s, {u"attach"_s, u"http://127.0.0.1:9"_s, u"--after"_s, u"60m"_s});
        row(u"--trace"_s, {u"attach"_s, u"http://127.0.0.1:9"_s, u"--headless"_s});
    }
    void whatCannotBeWrittenIsSaidAtOnce()
    {
        QFETCH(QStringList, arguments);
        const Ran ran = run(arguments, withoutDisplay());
        QCOMPARE(ran.status, 3);
        QCOMPARE(ran.out, QByteArray());
        QCOMPARE(ran.err, u"swapscope: /nowhere/at/all.png: cannot be written: there is no folder "
                          "/nowhere/at\n"_s);
    }
};

QTEST_GUILESS_MAIN(TestDesktop)
#include "tst_desktop.moc"
