#include <link/upstream/upstream.h>

#include <QTest>

using namespace swapscope;

class TestUpstream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *text, const char *host, int port, const char *authority,
                            const char *url) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(host) << port
                                << QString::fromUtf8(authority) << QString::fromUtf8(url);
        };
        row("http://localhost:8000", "localhost", 8000, "localhost:8000", "http://localhost:8000/");
        row("localhost:8000", "localhost", 8000, "localhost:8000", "http://localhost:8000/");
        row(" http://localhost/ ", "localhost", 80, "localhost", "http://localhost/");
        row("https://example.org/app/", "example.org", 443, "example.org", "https://example.org/app/");
        row("https://Example.org:80", "example.org", 80, "example.org:80", "https://example.org:80/");
        row("http://[::1]:8000/a%20b", "::1", 8000, "[::1]:8000", "http://[::1]:8000/a%20b");
        row("http://127.0.0.1", "127.0.0.1", 80, "127.0.0.1", "http://127.0.0.1/");
        row("http://b\u00fccher.example", "xn--bcher-kva.example", 80, "xn--bcher-kva.example",
            "http://xn--bcher-kva.example/");
    }

    void reads()
    {
        QFETCH(QString, text);
        const Result<Upstream> upstream = Upstream::parse(text);
        QVERIFY2(upstream, qPrintable(upstream ? QString() : upstream.error().message));
        QTEST(upstream->host, "host");
        QTEST(int(upstream->port), "port");
        QTEST(upstream->authority(), "authority");
        QTEST(upstream->url().toString(QUrl::FullyEncoded), "url");
        QCOMPARE(upstream->tls, text.contains(QLatin1StringView("https")));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *text, const char *why) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(why);
        };
        row("", "an address is needed");
        row("  ", "an address is needed");
        row("ftp://example.org", "\"ftp\" is neither http nor https");
        row("file:///etc/passwd", "neither http nor https");
        row("ws://localhost:8000/chat", "give the address of its pages, http://");
        row("wss://localhost:8000", "give the address of its pages, https://");
        row("http://", "is no address of a server");
        row("http:///path", "names no host");
        row("http://localhost:0", "a port is a number from 1 to 65535");
        row("http://localhost:65536", "is no address of a server");
        row("http://localhost:port", "is no address of a server");
        row("http://me:secret@localhost", "leave out the name and password");
        row("http://localhost/?a=1", "leave out what follows the path, from \"?\" on");
        row("http://localhost/#top", "leave out what follows the path, from \"#\" on");
        row("http://local host", "is no address of a server");
    }

    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, why);
        const Result<Upstream> upstream = Upstream::parse(text);
        QVERIFY(!upstream);
        QVERIFY2(upstream.error().message.contains(why), qPrintable(upstream.error().message));
    }

    void refusesWhatIsTooLong()
    {
        const Result<Upstream> upstream =
            Upstream::parse(QStringLiteral("http://localhost/") + QString(3000, u'x'));
        QVERIFY(!upstream);
        QVERIFY(upstream.error().message.size() < 400);
    }
};

QTEST_GUILESS_MAIN(TestUpstream)
#include "tst_upstream.moc"
