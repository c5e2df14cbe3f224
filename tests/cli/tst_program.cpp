#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

// The program as a user meets it: started, spoken to, ended.
class TestProgram : public QObject
{
    Q_OBJECT

    struct Ran
    {
        int status = -1;
        QString out;
        QString err;
    };

    static Ran run(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(SWAPSCOPE_PROGRAM), arguments);
        if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    // A scenario that is fine but for what a test changes.
    static void writeScenario(const QString &dir)
    {
        write(dir + QStringLiteral("/scenario.toml"),
              "title = \"Test\"\nhtmx = [\"2\"]\nclients = [\"A\"]\n");
        write(dir + QStringLiteral("/server.js"),
              "import { channel, every, html, sse } from \"swapscope\"\n"
              "const ticks = channel(\"ticks\")\n"
              "sse(\"/ticks\", { channel: ticks, heartbeat: \"15s\" })\n"
              "every(\"100ms\", n => ticks.publish(html`<p>${n}</p>`))\n");
        write(dir + QStringLiteral("/page.html"),
              "<!doctype html><html><head><title>t</title><script src=\"/htmx/htmx.js\"></script>"
              "<script src=\"/htmx/ext/sse.js\"></script></head>"
              "<body hx-ext=\"sse\"><div sse-connect=\"/ticks\" sse-swap=\"message\"></div></body></html>\n");
    }

private Q_SLOTS:
    void tellsItsVersion()
    {
        const Ran ran = run({QStringLiteral("--version")});
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.out, QStringLiteral("swapscope " SWAPSCOPE_VERSION "\n"));
    }

    // A full disk, which this device stands for.
    void whatCannotBeWrittenIsNotFine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a report") << QStringList{QStringLiteral("check"), QStringLiteral("chat")};
        QTest::newRow("a text") << QStringList{QStringLiteral("--version")};
    }
    void whatCannotBeWrittenIsNotFine()
    {
        QFETCH(QStringList, arguments);
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"), QIODevice::Append);
        process.start(QStringLiteral(SWAPSCOPE_PROGRAM), arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 3);
        QCOMPARE(
            QString::fromUtf8(process.readAllStandardError()),
            QStringLiteral("swapscope: the standard output cannot be written: No space left on device\n"));
    }

    void wrongUseIsStatusTwo()
    {
        const Ran ran = run({QStringLiteral("serve")});
        QCOMPARE(ran.status, 2);
        QVERIFY(ran.err.contains(QStringLiteral("needs a scenario")));
        QCOMPARE(ran.out, QString());
    }

    void anUnknownScenarioNamesTheBundledOnes()
    {
        for (const char *command : {"serve", "check"}) {
            const Ran ran = run({QString::fromLatin1(command), QStringLiteral("chess")});
            QCOMPARE(ran.status, 3);
            QVERIFY2(ran.err.contains(QStringLiteral("chat")), qPrintable(ran.err));
        }
    }

    void bundledScenariosHaveNoFindings()
    {
        for (const char *name : {"chat", "counter"}) {
            const Ran ran = run({QStringLiteral("check"), QString::fromLatin1(name)});
            QCOMPARE(ran.out.section(u':', -1), QStringLiteral(" no findings\n"));
            QCOMPARE(ran.status, 0);
        }
    }

    void servesUntilItIsTold()
    {
        QProcess process;
        process.start(QStringLiteral(SWAPSCOPE_PROGRAM), {QStringLiteral("serve"), QStringLiteral("counter"),
                                                          QStringLiteral("--port"), QStringLiteral("0")});
        QByteArray out;
        QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains('\n'), 20'000);
        static const QRegularExpression form(
            QStringLiteral("^listening on http://127\\.0\\.0\\.1:([1-9][0-9]*)/\n"));
        QVERIFY2(form.match(QString::fromUtf8(out)).hasMatch(), out.constData());
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }

    void aBrokenScenarioGetsItsSentence_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("says");
        QTest::newRow("syntax error in the script")
            << QStringLiteral("server.js")
            << QByteArray("import { ws } from \"swapscope\"\nws(\"/a\", {\n  message( {\n})\n")
            << QStringLiteral("server.js:") << QString();
        QTest::newRow("unknown key in the manifest")
            << QStringLiteral("scenario.toml") << QByteArray("title = \"Test\"\ncolour = \"red\"\n")
            << QStringLiteral("scenario.toml:2") << QStringLiteral("colour");
        QTest::newRow("missing page") << QStringLiteral("page.html") << QByteArray()
                                      << QStringLiteral("page.html") << QStringLiteral("page.html");
    }
    void aBrokenScenarioGetsItsSentence()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        QFETCH(QString, says);
        QTemporaryDir dir;
        writeScenario(dir.path());
        const QString path = dir.filePath(file);
        if (text.isEmpty())
            QVERIFY(QFile::remove(path));
        else
            write(path, text);

        const Ran served =
            run({QStringLiteral("serve"), dir.path(), QStringLiteral("--port"), QStringLiteral("0")});
        QCOMPARE(served.status, 3);
        QVERIFY2(served.err.contains(place) && served.err.contains(says), qPrintable(served.err));
        if (file == QStringLiteral("server.js"))
            QCOMPARE((served.out + served.err).count(place), 1); // it is told once
        const Ran checked = run({QStringLiteral("check"), dir.path()});
        QCOMPARE(checked.status, 1);
        QVERIFY2(checked.out.contains(place) && checked.out.contains(says), qPrintable(checked.out));
    }

    void aGoodFolderIsChecked()
    {
        QTemporaryDir dir;
        writeScenario(dir.path());
        const Ran checked = run({QStringLiteral("check"), dir.path()});
        QCOMPARE(checked.out, QStringLiteral("Test: no findings\n"));
        QCOMPARE(checked.status, 0);
    }

    // What the top level awaits before it declares the rest is waited for, but not for ever.
    void aTopLevelThatAwaits()
    {
        QTemporaryDir dir;
        writeScenario(dir.path());
        const QString path = dir.filePath(QStringLiteral("server.js"));
        write(path, "import { get, sleep } from 'swapscope'\nawait sleep('5ms')\nnope()");
        const Ran late = run({QStringLiteral("check"), dir.path()});
        QVERIFY2(late.out.contains(QStringLiteral(
                     "server.js:3:1: error: ReferenceError: nope is not defined [script.error]")),
                 qPrintable(late.out));
        write(path, "import { get } from 'swapscope'\nget('/a', () => 'a')\nawait new Promise(() => {})");
        const Ran never = run({QStringLiteral("check"), dir.path()});
        QVERIFY2(
            never.out.contains(QStringLiteral("server.js: warning: the script's top level has waited")) &&
                never.out.contains(QStringLiteral(": GET /a; no cues.")) &&
                never.out.contains(QStringLiteral("[script.waits]")),
            qPrintable(never.out));
        QCOMPARE(never.status, 1);
    }

    // A stream without a heartbeat, in a scenario whose manifest ends like this.
    static Ran checkQuietStream(const QByteArray &manifest, const QStringList &options = {})
    {
        QTemporaryDir dir;
        writeScenario(dir.path());
        write(dir.filePath(QStringLiteral("scenario.toml")), "title = \"Test\"\nhtmx = [\"2\"]\n" + manifest);
        write(dir.filePath(QStringLiteral("server.js")),
              "import { channel, sse } from \"swapscope\"\nsse(\"/ticks\", { channel: channel(\"a\") })\n");
        return run(QStringList{QStringLiteral("check"), dir.path()} + options);
    }

    void aFindingHasItsPlaceAndItsAdvice()
    {
        const Ran checked = checkQuietStream("");
        QCOMPARE(checked.status, 1);
        QVERIFY2(checked.out.endsWith(QStringLiteral(
                     "/server.js:2:1: warning: The stream /ticks has no heartbeat. [stream.no-heartbeat]\n"
                     "    Add heartbeat: \"15s\".\nTest: 1 finding\n")),
                 qPrintable(checked.out));
    }

    void theManifestSilencesAndExpects()
    {
        const Ran silenced = checkQuietStream("silence = [\"stream.no-heartbeat\"]\n");
        QCOMPARE(silenced.out, QStringLiteral("Test: no findings, 1 silenced\n"));
        QCOMPARE(silenced.status, 0);

        const Ran expected = checkQuietStream("expects = [\"stream.no-heartbeat\"]\n");
        QVERIFY2(expected.out.contains(QStringLiteral(": expected: The stream /ticks has no heartbeat.")),
                 qPrintable(expected.out));
        QVERIFY(expected.out.endsWith(QStringLiteral("Test: no findings, 1 expected\n")));
        QCOMPARE(expected.status, 0);
    }

    void whatIsExpectedAndNotThereIsAFinding()
    {
        // close.never-returns is seen in a run alone.
        const Ran checked = checkQuietStream(
            "expects = [\"stream.no-heartbeat\", \"page.empty-id\", \"close.never-returns\"]\n");
        QCOMPARE(checked.status, 1);
        QVERIFY2(checked.out.contains(QStringLiteral(
                     "scenario.toml: error: page.empty-id is expected and was not found. [expects.unmet]")),
                 qPrintable(checked.out));
        QVERIFY(!checked.out.contains(QStringLiteral("close.never-returns")));
    }

    void aNameThatIsNoRulesIsAnError()
    {
        const Ran checked = checkQuietStream("silence = [\"stream.no-hartbeat\"]\n");
        QCOMPARE(checked.status, 1);
        QVERIFY2(
            checked.out.contains(QStringLiteral("the coach has no rule \"stream.no-hartbeat\", did you mean "
                                                "\"stream.no-heartbeat\"?")),
            qPrintable(checked.out));
    }

    void checkSpeaksJsonAndGithub()
    {
        const Ran json = checkQuietStream("", {QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(json.status, 1);
        const QJsonObject report = QJsonDocument::fromJson(json.out.toUtf8()).object();
        QCOMPARE(report[QLatin1StringView("findings")].toArray().size(), 1);
        const Ran github = checkQuietStream("", {QStringLiteral("--format"), QStringLiteral("github")});
        QVERIFY2(github.out.startsWith(QStringLiteral("::warning file=")), qPrintable(github.out));
        QCOMPARE(github.out.count(u'\n'), 1);
    }

    void aPageIsCheckedAlone()
    {
        QTemporaryDir dir;
        const QString page = dir.filePath(QStringLiteral("page.html"));
        write(page, "<script src=\"/htmx/htmx.js\"></script><script src=\"/htmx/ext/ws.js\"></script>\n"
                    "<p hx-ws:conect=\"/x\"><b hx-ws:send></b></p>\n");
        const Ran checked = run({QStringLiteral("check"), page});
        QVERIFY2(checked.out.contains(
                     QStringLiteral("page.html:2:4: error: hx-ws:conect is no attribute of htmx. ")),
                 qPrintable(checked.out));
        QVERIFY(checked.out.endsWith(QStringLiteral("page.html, htmx 4: 2 findings\n")));
        QCOMPARE(checked.status, 1);
        const Ran two = run({QStringLiteral("check"), page, QStringLiteral("--htmx"), QStringLiteral("2")});
        QVERIFY2(two.out.contains(QStringLiteral("Write ws-connect.")), qPrintable(two.out));
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
