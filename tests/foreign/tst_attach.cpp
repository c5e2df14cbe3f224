#include "foreign.h"

#include <trace/file/tracefile.h>
#include <trace/ledger/ledger.h>
#include <trace/trace.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using test::Program;

namespace {

const QString kNode = QStringLiteral(NODE);
const QString kPython = QStringLiteral(PYTHON);
const QString kCurl = QStringLiteral(CURL);

QString fetched(const char *name)
{
    return QStringLiteral(CLIENTS "/") + QString::fromLatin1(name);
}

QString own(const char *name)
{
    return QStringLiteral(SWAPSCOPE_SOURCE_DIR "/tests/foreign/") + QString::fromLatin1(name);
}

// A server that says where it listens.
struct Server : Program
{
    Server(const QString &program, const QStringList &arguments) : Program(program, arguments)
    {
        QTRY_VERIFY_WITH_TIMEOUT(!lines().isEmpty(), 30'000);
        port = lines().first().section(u' ', 1).toInt();
        QVERIFY(port > 0);
    }
    QString url(const char *scheme = "http") const
    {
        return u"%1://localhost:%2/"_s.arg(QLatin1StringView(scheme)).arg(port);
    }
    int port = 0;
};

// The program under test, in front of a server, with one link.
struct Attached : Program
{
    explicit Attached(const QString &url, const QStringList &more = {})
        : Program(
              QStringLiteral(SWAPSCOPE_PROGRAM),
              QStringList{u"attach"_s, url, u"--headless"_s, u"--clients"_s, u"1"_s, u"--port"_s, u"0"_s} +
                  more)
    {
        QTRY_VERIFY_WITH_TIMEOUT(!lines().isEmpty(), 30'000);
        const QString line = lines().first();
        link = line.section(u' ', 1, 1);
        port = QUrl(link).port();
        QCOMPARE(line, u"A: http://127.0.0.1:%1%2 -> %3"_s.arg(port).arg(QUrl(url).path(), url));
    }
    QString at(const char *path, const char *scheme = "http") const
    {
        return u"%1://127.0.0.1:%2/%3"_s.arg(QLatin1StringView(scheme))
            .arg(port)
            .arg(QLatin1StringView(path));
    }
    int end()
    {
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        return waitEnd() && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    QString link;
    int port = 0;
};

QByteArray asked(const QStringList &arguments, const QString &folder = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(kCurl, QStringList{u"-s"_s, u"--max-time"_s, u"20"_s} + arguments);
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000))
        process.kill();
    return process.readAllStandardOutput();
}

const QStringList kSaidThrough{u"grüße"_s, u"two"_s, u"bye"_s};
const QStringList kHeardThrough{u"message grüße"_s, u"message two"_s, u"close 4001 so long"_s};

} // namespace

class TestAttach : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_key;
    QString m_certificate;

private Q_SLOTS:
    void initTestCase()
    {
        m_key = m_folder.filePath(u"key.pem"_s);
        m_certificate = m_folder.filePath(u"certificate.pem"_s);
        QProcess openssl;
        openssl.start(u"openssl"_s,
                      u"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2 -subj "
                      "/CN=localhost -addext subjectAltName=DNS:localhost"_s.split(u' ') +
                          QStringList{u"-keyout"_s, m_key, u"-out"_s, m_certificate});
        QVERIFY(openssl.waitForFinished() && openssl.exitCode() == 0);
    }

    void socketsOfNode()
    {
        Server server(kNode, {fetched("server.mjs")});
        Attached attached(server.url());
        Program client(kNode, QStringList{fetched("ws.mjs"), attached.at("ws", "ws")} + kSaidThrough);
        QVERIFY(client.waitEnd());
        QCOMPARE(client.lines(), kHeardThrough);
        Program python(kPython, QStringList{own("client.py"), attached.at("ws", "ws")} + kSaidThrough);
        QVERIFY(python.waitEnd());
        QCOMPARE(python.lines(), QStringList{u"pong"_s} + kHeardThrough);
    }

    void socketsOfPython()
    {
        Server server(kPython, {own("server.py")});
        Attached attached(server.url());
        Program client(kNode, QStringList{fetched("ws.mjs"), attached.at("", "ws")} + kSaidThrough);
        QVERIFY(client.waitEnd());
        QCOMPARE(client.lines(), kHeardThrough);
    }

    // Its connections end after every fourth event; what the ids tell is that nothing is missing.
    void aStreamOfNode()
    {
        Server server(kNode, {fetched("server.mjs")});
        const QString file = m_folder.filePath(u"trace.jsonl"_s);
        Attached attached(server.url(), {u"--trace"_s, file});
        Program client(kNode, {fetched("eventsource.mjs"), attached.at("events")});
        QVERIFY(client.waitEnd());
        QStringList messages;
        for (const QString &line : client.lines()) {
            if (line.startsWith(u"message"_s))
                messages << line;
        }
        QStringList expected;
        for (int i = 1; i <= 12; ++i)
            expected << u"message %1 n%1"_s.arg(i);
        QCOMPARE(messages, expected);
        QVERIFY(client.lines().last() == u"end 12 done"_s);
        QCOMPARE(attached.end(), 0);

        const Result<TraceReading> reading = loadTrace(file);
        QVERIFY(reading);
        Trace trace;
        for (const Event &event : reading->events)
            trace.append(event);
        QCOMPARE(trace.ofKind(Kind::ServerAttached).size(), 1U);
        const Ledger ledger = Ledger::ofTrace(trace);
        const LedgerSummary summary = ledger.summary(u"A"_s, 0);
        QVERIFY(!summary.known);
        QCOMPARE(summary.ids.seen, 13);
        QCOMPARE(summary.ids.missed, 0);
        QCOMPARE(ledger.toJson(0)[u"A"_s][u"published"_s], QJsonValue(QJsonValue::Null));
    }

    void uploadsAndManyRequestsOnOneConnection()
    {
        Server server(kNode, {fetched("server.mjs")});
        Attached attached(server.url());
        QFile big(m_folder.filePath(u"big"_s));
        QVERIFY(big.open(QIODevice::WriteOnly));
        big.write(QByteArray(2'000'000, 'x'));
        big.close();
        const QByteArray host = "localhost:" + QByteArray::number(server.port);
        QVERIFY(
            asked({u"-T"_s, u"big"_s, u"-H"_s, u"Expect: 100-continue"_s, attached.at("up")}, m_folder.path())
                .contains("\"host\":\"" + host + "\",\"expect\":\"100-continue\",\"bytes\":2000000"));
        QVERIFY(asked({u"-T"_s, u"big"_s, u"-H"_s, u"Transfer-Encoding: chunked"_s, attached.at("up")},
                      m_folder.path())
                    .contains("\"bytes\":2000000"));
        QCOMPARE(asked({attached.at("pieces")}), "one two three");
        // The second request goes over the first one's connection, and the server sees one.
        const QByteArrayList ports =
            asked({u"-o"_s, u"/dev/null"_s, u"-o"_s, u"/dev/null"_s, u"-w"_s,
                   u"%{num_connects} %header{x-port}\n"_s, attached.at("a"), attached.at("b")})
                .split('\n');
        QCOMPARE(ports.size(), 3);
        QVERIFY(ports[0].startsWith("1 "));
        QVERIFY(ports[1].startsWith("0 "));
        QCOMPARE(ports[0].mid(2), ports[1].mid(2));
    }

    void theFormOfAnApplication_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("http") << false;
        QTest::newRow("https") << true;
    }

    // The cookie and the absolute redirect lead through the link and back.
    void theFormOfAnApplication()
    {
        QFETCH(bool, tls);
        Server server(kPython, QStringList{own("application.py")} +
                                   (tls ? QStringList{m_certificate, m_key} : QStringList()));
        Attached attached(server.url(tls ? "https" : "http"),
                          tls ? QStringList{u"--insecure"_s} : QStringList());
        const QByteArray page = asked({u"-L"_s, u"-c"_s, m_folder.filePath(u"jar"_s), u"-b"_s, u""_s, u"-d"_s,
                                       u"name=Ada"_s, u"-w"_s, u" %{url_effective}"_s, attached.at("enter")});
        QVERIFY2(page.contains("<p id=who>Ada at localhost:" + QByteArray::number(server.port) + "</p>"),
                 page);
        QVERIFY2(page.endsWith(' ' + attached.at("welcome").toLatin1()), page);
        Program client(kNode, QStringList{fetched("ws.mjs"), attached.at("ws", "ws")} + kSaidThrough);
        QVERIFY(client.waitEnd());
        QCOMPARE(client.lines(), kHeardThrough);
        Program reader(kNode, {fetched("eventsource.mjs"), attached.at("events")});
        QVERIFY(reader.waitEnd());
        QCOMPARE(reader.lines(), (QStringList{u"open"_s, u"message 1 n1"_s, u"message 2 n2"_s,
                                              u"message 3 n3"_s, u"end 4 done"_s}));
    }

    void aBrowserBeforeAnApplication()
    {
        Server server(kPython, {own("application.py")});
        Attached attached(server.url());
        Program browser(kNode, {fetched("browser.mjs"), attached.link, QStringLiteral(CHROMIUM)});
        QVERIFY2(browser.waitEnd(60'000), qPrintable(browser.lines().join(u'\n')));
        QCOMPARE(browser.lines(),
                 (QStringList{u"title An application"_s, u"said hello"_s, u"events 1 n1,2 n2,3 n3"_s,
                              u"at /welcome of the link true"_s, u"who Ada"_s}));
    }

    void aCertificateThatIsNotAccepted()
    {
        Server server(kPython, {own("application.py"), m_certificate, m_key});
        Attached attached(server.url("https"));
        const QByteArray page = asked({u"-w"_s, u" %{http_code}"_s, attached.link});
        QVERIFY2(page.endsWith(" 502") && page.contains("--insecure"), page);
        QTRY_VERIFY(attached.lines().last().contains(u"certificate of localhost port"_s));
    }

    void withoutAServer()
    {
        Attached attached(u"http://localhost:1/app"_s);
        const QByteArray page = asked({u"-w"_s, u" %{http_code}"_s, attached.link});
        QVERIFY2(page.endsWith(" 502") && page.contains("Start your server, then reload"), page);
        QCOMPARE(attached.end(), 0);
    }

    void badAddressesAreWrongUse()
    {
        for (const char *url :
             {"ftp://localhost", "http://", "http://localhost/?a=1", "ws://localhost", ""}) {
            QProcess process;
            process.start(QStringLiteral(SWAPSCOPE_PROGRAM),
                          {u"attach"_s, QString::fromLatin1(url), u"--headless"_s});
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 2);
            const QByteArray said = process.readAllStandardError();
            QVERIFY2(said.contains("address") && said.contains("swapscope attach --help"), said);
        }
    }

    // Good and bad clients get the same with a link as without.
    void conformance()
    {
        Server server(kNode, {fetched("server.mjs")});
        Attached attached(server.url());
        const auto outcomes = [](int port) {
            Program client(kPython, {own("conformance.py"), QString::number(port)});
            client.waitEnd(100'000);
            return client.lines();
        };
        const QStringList without = outcomes(server.port);
        QVERIFY2(without.size() > 120, "not all was played");
        const QStringList with = outcomes(attached.port);
        for (qsizetype i = 0; i < without.size(); ++i)
            QCOMPARE(with.value(i), without[i]);
        QCOMPARE(with.size(), without.size());
    }
};

QTEST_GUILESS_MAIN(TestAttach)
#include "tst_attach.moc"
