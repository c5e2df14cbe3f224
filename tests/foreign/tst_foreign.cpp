#include "foreign.h"

#include <server/support.h>

#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>

using namespace swapscope;

namespace {

const QString kRoom = QStringLiteral("room");

using Client = test::Program;

QString script(const char *name)
{
    return QStringLiteral(CLIENTS "/") + QString::fromLatin1(name);
}

QString socketUrl(const Bench &bench)
{
    return QStringLiteral("ws://127.0.0.1:%1/ws").arg(bench.server.port());
}

// Sends back what it hears, publishes what begins with "!", and closes on "bye".
Routes echoRoutes(Bench &bench)
{
    Routes routes;
    must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                             .channel = kRoom,
                             .heartbeat = 500 * kMillisecond,
                             .message = [&bench](const Peer &peer, const QJsonObject &, const QJsonObject &,
                                                 const QByteArray &text) {
                                 if (text == "bye")
                                     peer.close(4001, QStringLiteral("so long"));
                                 else if (text.startsWith('!'))
                                     bench.server.publish(kRoom, text.mid(1));
                                 else if (text.startsWith('#'))
                                     peer.sendBinary(QByteArray(text.mid(1).toInt(), 'x'));
                                 else
                                     peer.send(text);
                             }});
    return routes;
}

const QStringList kSaid{QStringLiteral("grüße"), QStringLiteral("!<p>all</p>"), QStringLiteral("#70000"),
                        QStringLiteral("bye")};
const QStringList kHeard{QStringLiteral("message grüße"), QStringLiteral("message <p>all</p>"),
                         QStringLiteral("binary 70000"), QStringLiteral("close 4001 so long")};

} // namespace

class TestForeign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nodeWs()
    {
        Bench bench;
        bench.start(echoRoutes(bench));
        Client client(QStringLiteral(NODE), QStringList{script("ws.mjs"), socketUrl(bench)} + kSaid);
        QVERIFY(client.waitEnd());
        QCOMPARE(client.lines(), kHeard);
    }

    void nodeWsAndARestart()
    {
        Bench bench;
        bench.start(echoRoutes(bench));
        Client client(QStringLiteral(NODE), {script("ws.mjs"), socketUrl(bench)});
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.peers().size(), std::size_t(1), 30'000);
        bench.server.restart({.code = 1012, .reason = QStringLiteral("deploy")});
        QVERIFY(client.waitEnd());
        QCOMPARE(client.lines(), QStringList{QStringLiteral("close 1012 deploy")});
    }

    // Good and bad clients of RFC 6455 get what npm's `ws` gives them; the words of a close are ours, and
    // where the two differ the standard is on our side.
    void conformance()
    {
        Bench bench;
        Routes routes;
        must(routes,
             SocketRoute{.path = QStringLiteral("/"),
                         .message = [](const Peer &peer, const QJsonObject &, const QJsonObject &,
                                       const QByteArray &text) { peer.send(text); },
                         .binary = [](const Peer &peer, const QByteArray &data) { peer.sendBinary(data); }});
        bench.start(std::move(routes));
        Client node(QStringLiteral(NODE), {script("server.mjs")});
        QTRY_VERIFY_WITH_TIMEOUT(!node.lines().isEmpty(), 30'000);
        const auto outcomes = [](const QString &port) {
            Client client(QStringLiteral(PYTHON),
                          {QStringLiteral(SWAPSCOPE_SOURCE_DIR "/tests/foreign/conformance.py"), port});
            client.waitEnd(100'000);
            static const QRegularExpression kWords(QStringLiteral("close (\\d+) .*, end$"));
            QStringList lines = client.lines();
            return lines.replaceInStrings(kWords, QStringLiteral("close \\1, end"));
        };
        const QStringList theirs = outcomes(node.lines().front().section(u' ', 1));
        const QStringList ours = outcomes(QString::number(bench.server.port()));
        QVERIFY2(theirs.size() > 120, "not all was played");
        const QHash<QString, QString> differing = {
            // Section 5.2: the minimal number of bytes, the highest bit 0; section 4.4.
            {QStringLiteral("a length in more bytes than needed"),
             QStringLiteral("101 proven, close 1002, end")},
            {QStringLiteral("a length with its highest bit set"),
             QStringLiteral("101 proven, close 1002, end")},
            {QStringLiteral("bad handshake: another version"), QStringLiteral("426")},
        };
        for (qsizetype i = 0; i < theirs.size(); ++i) {
            const QString name = theirs[i].left(theirs[i].lastIndexOf(QStringLiteral(": ")));
            const auto other = differing.constFind(name);
            QCOMPARE(ours.value(i),
                     other == differing.cend() ? theirs[i] : name + QStringLiteral(": ") + *other);
        }
        QCOMPARE(ours.size(), theirs.size());
    }

    void pythonWebsockets()
    {
        Bench bench;
        bench.start(echoRoutes(bench));
        Client client(
            QStringLiteral(PYTHON),
            QStringList{QStringLiteral(SWAPSCOPE_SOURCE_DIR "/tests/foreign/client.py"), socketUrl(bench)} +
                kSaid);
        QVERIFY(client.waitEnd());
        QCOMPARE(client.lines(), QStringList{QStringLiteral("pong")} + kHeard);
    }

    // The stream ends after two updates; a third comes while the reader is away and is replayed by its
    // Last-Event-ID.
    void nodeEventSource()
    {
        Bench bench;
        Routes routes;
        must(routes, StreamRoute{.path = QStringLiteral("/sse"),
                                 .channel = kRoom,
                                 .catchUp = CatchUp::Replay,
                                 .retry = 100,
                                 .heartbeat = 10 * kMillisecond});
        bench.start(std::move(routes));
        Client client(
            QStringLiteral(NODE),
            {script("eventsource.mjs"), QStringLiteral("http://127.0.0.1:%1/sse").arg(bench.server.port())});
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.peers().size(), std::size_t(1), 30'000);
        bench.server.publish(kRoom, "<p>\none</p>");
        bench.server.publish(kRoom, "two", QStringLiteral("tick"));
        bench.server.peers().at(0).close();
        bench.server.publish(kRoom, "three");
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.peers().size(), std::size_t(1), 30'000);
        bench.server.publish(kRoom, "four", QStringLiteral("end"));
        QVERIFY(client.waitEnd());
        QCOMPARE(
            client.lines(),
            (QStringList{QStringLiteral("open"), QStringLiteral("message 1 <p>"), QStringLiteral("one</p>"),
                         QStringLiteral("tick 2 two"), QStringLiteral("error"), QStringLiteral("open"),
                         QStringLiteral("message 3 three"), QStringLiteral("end 4 four")}));
        QCOMPARE(bench.all(Kind::ServerSent)[2].data.value(Field::Why).toString(), QStringLiteral("replay"));
    }

    void curlReadsAStream()
    {
        Bench bench;
        Routes routes;
        must(routes, StreamRoute{.path = QStringLiteral("/sse"), .channel = kRoom});
        bench.start(std::move(routes));
        Client client(QStringLiteral(CURL),
                      {QStringLiteral("-sN"), bench.server.url() + QStringLiteral("sse")});
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.peers().size(), std::size_t(1), 30'000);
        bench.server.publish(kRoom, "a\nb", QStringLiteral("tick"));
        bench.server.peers().at(0).close();
        QVERIFY(client.waitEnd());
        QCOMPARE(client.process.exitCode(), 0); // the last chunk came
        wire::EventStreamDecoder decoder;
        const auto blocks = decoder.feed(client.all());
        QCOMPARE(blocks.size(), std::size_t(1));
        QCOMPARE(
            blocks[0].event,
            (wire::StreamEvent{QStringLiteral("tick"), QStringLiteral("a\nb"), QStringLiteral("1"), {}}));
    }

    void curlAsks_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("answer"); // with the status behind it
        const auto words = [](const char *text) { return QString::fromUtf8(text).split(u' '); };
        QTest::newRow("get") << QStringList{} << QByteArray("GET {} 0 0 200");
        QTest::newRow("head") << words("-I -o /dev/null") << QByteArray(" 200");
        QTest::newRow("form") << words("-d a=1 -d a=2 --data-urlencode m=grü&ße")
                              << QByteArray(R"(POST {"a":["1","2"],"m":"grü&ße"} 0 28 200)");
        QTest::newRow("multipart") << words("-F m=hi -F f=@big;type=text/x")
                                   << QByteArray("POST {\"m\":\"hi\"} 2000000 -");
        QTest::newRow("chunked") << words("-T big -H Transfer-Encoding:chunked")
                                 << QByteArray("PUT {} 0 2000000 200");
        QTest::newRow("waits for leave")
            << words("-T big -H Expect:100-continue") << QByteArray("PUT {} 0 2000000 200");
        QTest::newRow("too large") << words("-T huge") << QByteArray("413");
        QTest::newRow("too large, in chunks")
            << words("-T huge -H Transfer-Encoding:chunked -H Expect:") << QByteArray("413");
    }

    void curlAsks()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, answer);
        QTemporaryDir folder;
        writeFile(folder.filePath(QStringLiteral("big")), QByteArray(2'000'000, 'x'));
        writeFile(folder.filePath(QStringLiteral("huge")), QByteArray(9'000'000, 'x'));
        Bench bench;
        Routes routes;
        for (const char *method : {"GET", "POST", "PUT"}) {
            must(routes, HttpRoute{method, QStringLiteral("/ask"), [](const Request &request) {
                                       const QByteArray form =
                                           QJsonDocument(request.form).toJson(QJsonDocument::Compact);
                                       const qsizetype file =
                                           request.files.empty() ? 0 : request.files[0].data.size();
                                       return Answer{200,
                                                     {},
                                                     request.method + ' ' + form + ' ' +
                                                         QByteArray::number(file) + ' ' +
                                                         QByteArray::number(request.body.size())};
                                   }});
        }
        bench.start(std::move(routes));
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral(CURL), QStringList{QStringLiteral("-s"), QStringLiteral("-w"),
                                                        QStringLiteral(" %{http_code}")} +
                                                options +
                                                QStringList{bench.server.url() + QStringLiteral("ask")});
        QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000));
        const QByteArray output = process.readAllStandardOutput();
        if (answer == "413")
            QVERIFY2(output.contains("The body is larger than 8388608 bytes") && output.endsWith(" 413"),
                     output);
        else if (answer.endsWith('-')) // the body's size is the boundary's affair
            QVERIFY2(output.startsWith(answer.chopped(1)) && output.endsWith(" 200"), output);
        else
            QCOMPARE(output, answer);
    }
};

QTEST_GUILESS_MAIN(TestForeign)
#include "tst_foreign.moc"
