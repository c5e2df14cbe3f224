#include <cli/arguments.h>

#include <QTest>

using namespace swapscope;

namespace {

template<typename T>
const T &as(const Command &command)
{
    const T *value = std::get_if<T>(&command);
    Q_ASSERT(value);
    return *value;
}

Command parse(const char *line)
{
    return parseCommand(QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts));
}

} // namespace

class TestArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOpensTheWindow()
    {
        const Command command = parse("");
        QVERIFY(std::holds_alternative<WindowOptions>(command));
        QCOMPARE(as<WindowOptions>(command).scenario, QString());
    }

    void theWindowTakesItsOptions()
    {
        const Command command =
            parse("chat --htmx 4 --shot a.png --after 250ms --theme dark --port 9000 --seed 7");
        QVERIFY(std::holds_alternative<WindowOptions>(command));
        const auto &window = as<WindowOptions>(command);
        QCOMPARE(window.scenario, QStringLiteral("chat"));
        QCOMPARE(window.htmx, QStringLiteral("4"));
        QCOMPARE(window.shot, QStringLiteral("a.png"));
        QCOMPARE(window.shotAfter, 250 * kMillisecond);
        QCOMPARE(window.theme, QStringLiteral("dark"));
        QCOMPARE(window.port, quint16(9000));
        QCOMPARE(window.seed, quint64(7));
    }

    void serveHasAPort()
    {
        const Command command = parse("serve counter --port 0 --param catchUp=replay --param a=b=c");
        QVERIFY(std::holds_alternative<ServeOptions>(command));
        const auto &serve = as<ServeOptions>(command);
        QCOMPARE(serve.scenario, QStringLiteral("counter"));
        QCOMPARE(serve.port, quint16(0));
        QCOMPARE(serve.params,
                 (QMap<QString, QString>{{QStringLiteral("a"), QStringLiteral("b=c")},
                                         {QStringLiteral("catchUp"), QStringLiteral("replay")}}));
    }

    void attachOpensTheWindow()
    {
        const Command command = parse("attach localhost:8000/app --clients 3 --theme dark");
        QVERIFY(std::holds_alternative<WindowOptions>(command));
        const auto &window = as<WindowOptions>(command);
        QVERIFY(window.attach);
        QCOMPARE(window.attach->upstream.url().toString(), QStringLiteral("http://localhost:8000/app"));
        QCOMPARE(window.attach->clients, 3);
        QCOMPARE(window.attach->port, quint16(8137));
        QVERIFY(window.attach->portIsPreferred);
        QCOMPARE(window.theme, QStringLiteral("dark"));
    }

    void attachWithoutAWindow()
    {
        const Command command =
            parse("attach https://localhost --headless --insecure --port 9000 --seed 5 --trace t.jsonl");
        QVERIFY(std::holds_alternative<AttachCommand>(command));
        const auto &attach = as<AttachCommand>(command);
        QVERIFY(attach.options.upstream.tls);
        QVERIFY(attach.options.insecure);
        QCOMPARE(attach.options.clients, 2);
        QCOMPARE(attach.options.port, quint16(9000));
        QVERIFY(!attach.options.portIsPreferred);
        QCOMPARE(attach.options.seed, quint64(5));
        QCOMPARE(attach.traceFile, QStringLiteral("t.jsonl"));
        QVERIFY(attach.options.allowedHosts.isEmpty());
    }

    void hostsAreAllowed()
    {
        const QList<QByteArray> hosts{"dev.example", "192.168.0.5:8137"};
        const QString options = QStringLiteral(" --allow-host Dev.Example --allow-host 192.168.0.5:8137");
        QCOMPARE(as<ServeOptions>(parse(qPrintable(QStringLiteral("serve chat") + options))).allowedHosts,
                 hosts);
        QCOMPARE(as<WindowOptions>(parse(qPrintable(QStringLiteral("chat") + options))).allowedHosts, hosts);
        QCOMPARE(as<WindowOptions>(parse(qPrintable(QStringLiteral("attach http://a") + options)))
                     .attach->allowedHosts,
                 hosts);
        QCOMPARE(as<AttachCommand>(parse(qPrintable(QStringLiteral("attach http://a --headless") + options)))
                     .options.allowedHosts,
                 hosts);
        for (const char *words : {"serve chat --allow-host http://a", "attach http://a --allow-host a/b"}) {
            const Command command = parse(words);
            QCOMPARE(as<PrintOut>(command).status, kWrongUse);
            QVERIFY(as<PrintOut>(command).text.contains(
                QStringLiteral("--allow-host: the name of a host, with or without a port")));
        }
    }

    void attachIsParticular_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *line, const char *why) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(why);
        };
        row("attach", "an address is needed");
        row("attach ftp://localhost", "neither http nor https");
        row("attach http://a http://b", "one server at a time");
        row("attach http://a --clients 0", "--clients takes a whole number from 1 to 12, not \"0\"");
        row("attach http://a --clients 13", "--clients takes a whole number from 1 to 12");
        row("attach http://a --port 65530 --clients 12", "--port 65530 leaves room for 6 clients, not 12");
        row("attach http://a --headless --shot a.png", "--shot goes without --headless");
        row("attach http://a --trace t.jsonl", "--trace goes with --headless");
        row("attach http://a --htmx 2", "htmx");
        row("attach http://a --headless --trace=", "--trace takes the name of a file, not \"\"");
        row("attach http://a --shot=", "--shot takes the name of a file, not \"\"");
    }

    void attachIsParticular()
    {
        QFETCH(QString, line);
        QFETCH(QString, why);
        const Command command = parse(line.toLatin1().constData());
        QVERIFY(std::holds_alternative<PrintOut>(command));
        QCOMPARE(as<PrintOut>(command).status, kWrongUse);
        QVERIFY2(as<PrintOut>(command).text.contains(why), qPrintable(as<PrintOut>(command).text));
        QVERIFY(as<PrintOut>(command).text.contains(QLatin1StringView("swapscope attach --help")));
    }

    void playLeadsALesson()
    {
        const Command command = parse("play chat --until-done --without 2,4");
        QVERIFY(std::holds_alternative<PlayOptions>(command));
        const auto &play = as<PlayOptions>(command);
        QVERIFY(play.untilDone);
        QCOMPARE(play.duration, 300 * kSecond);
        QCOMPARE(play.without, (std::vector<int>{2, 4}));
    }

    void playHasADuration()
    {
        const Command command = parse("play chat --for 1.5s --trace t.jsonl --shot p.png");
        QVERIFY(std::holds_alternative<PlayOptions>(command));
        const auto &play = as<PlayOptions>(command);
        QCOMPARE(play.duration, 1500 * kMillisecond);
        QCOMPARE(play.traceFile, QStringLiteral("t.jsonl"));
        QVERIFY(!play.untilDone);
        QCOMPARE(play.shot, QStringLiteral("p.png"));
    }

    void checkHasAFormatAndAVersion()
    {
        const auto plain = as<CheckOptions>(parse("check chat"));
        QCOMPARE(plain, (CheckOptions{QStringLiteral("chat"), {}, CheckFormat::Text}));
        const auto json = as<CheckOptions>(parse("check a/page.html --format json --htmx 4"));
        QCOMPARE(json, (CheckOptions{QStringLiteral("a/page.html"), QStringLiteral("4"), CheckFormat::Json}));
        QCOMPARE(as<CheckOptions>(parse("check chat --format github")).format, CheckFormat::Github);
        QCOMPARE(as<CheckOptions>(parse("check chat --format text")).format, CheckFormat::Text);
    }

    void versionAndHelpEndFine_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("contains");
        QTest::newRow("version") << QStringLiteral("--version") << QStringLiteral("swapscope ");
        QTest::newRow("help") << QStringLiteral("--help") << QStringLiteral("Commands:");
        QTest::newRow("serve") << QStringLiteral("serve --help") << QStringLiteral("listening on");
        QTest::newRow("play") << QStringLiteral("play chat -h") << QStringLiteral("--trace");
        QTest::newRow("check") << QStringLiteral("help check") << QStringLiteral("Checks the manifest");
    }
    void versionAndHelpEndFine()
    {
        QFETCH(QString, line);
        QFETCH(QString, contains);
        const Command command = parseCommand(line.split(u' '));
        QVERIFY(std::holds_alternative<PrintOut>(command));
        QCOMPARE(as<PrintOut>(command).status, kFine);
        QVERIFY(as<PrintOut>(command).text.contains(contains));
    }

    void wrongUseSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *line, const char *message, const char *help) {
            QTest::newRow(line) << QString::fromLatin1(line)
                                << QStringLiteral("swapscope: %1\nTry '%2'.\n")
                                       .arg(QString::fromLatin1(message), QString::fromLatin1(help));
        };
        row("serve", "serve needs a scenario: the name of a bundled one, or a folder",
            "swapscope serve --help");
        row("play chat counter", "one scenario at a time: what is \"counter\"?", "swapscope play --help");
        row("play chat --without none",
            "--without takes numbers of steps from 1, like 2 or 2,4, not \"none\"", "swapscope play --help");
        row("play chat --htmx 3", "--htmx takes 2 or 4, not \"3\"", "swapscope play --help");
        row("play chat --for soon",
            "--for: \"soon\" is no duration: expected a number and ms, s or m, like \"250ms\", \"5s\" or "
            "\"2m\"",
            "swapscope play --help");
        row("serve chat --port 70000", "--port takes a whole number from 0 to 65535, not \"70000\"",
            "swapscope serve --help");
        row("play chat --param catchUp", "--param takes NAME=VALUE, not \"catchUp\"",
            "swapscope play --help");
        row("chat --theme grey", "--theme takes light, dark or auto, not \"grey\"", "swapscope --help");
        row("check chat --format xml", "--format takes text, json or github, not \"xml\"",
            "swapscope check --help");
        row("check chat --loud", "Unknown option 'loud'.", "swapscope check --help");
        row("play chat --trace ", "--trace takes the name of a file, not \"\"", "swapscope play --help");
        row("play chat --picture ", "--picture takes the name of a file, not \"\"", "swapscope play --help");
        row("play chat --shot=", "--shot takes the name of a file, not \"\"", "swapscope play --help");
        row("chat --shot ", "--shot takes the name of a file, not \"\"", "swapscope --help");
        row("check ", "\"\" is no scenario: give the name of a bundled one, or a folder",
            "swapscope check --help");
        row("--seed 1 ", "\"\" is no scenario: give the name of a bundled one, or a folder",
            "swapscope --help");
    }
    void wrongUseSaysWhatIsWrong()
    {
        QFETCH(QString, line);
        QFETCH(QString, text);
        const Command command = parseCommand(line.split(u' '));
        QVERIFY(std::holds_alternative<PrintOut>(command));
        QCOMPARE(as<PrintOut>(command).text, text);
        QCOMPARE(as<PrintOut>(command).status, kWrongUse);
    }
};

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
