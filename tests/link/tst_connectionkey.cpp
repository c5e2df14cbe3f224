#include <link/upstream/connectionkey.h>

#include <QTest>

using namespace swapscope;

namespace {

// The head as HttpDecoder gives it.
ConnectionKey taken(const QByteArray &bytes)
{
    wire::HttpDecoder decoder(wire::HttpDecoder::Role::Request);
    const auto units = decoder.feed(bytes);
    const auto *head = units.empty() ? nullptr : std::get_if<wire::HttpDecoder::Head>(&units.front());
    return head ? takeKey(head->head, head->raw) : ConnectionKey{"no head", {}};
}

} // namespace

class TestConnectionKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyIsTakenOutAndAllElseStays_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("rest");

        const QByteArray host = "host:  localhost:8137\r\nX-Other: 1\r\n\r\n";
        const auto row = [&](const char *name, const QByteArray &head, const QByteArray &key,
                             const QByteArray &rest) { QTest::newRow(name) << head << key << rest; };
        row("no key", "GET /chat?a=1 HTTP/1.1\r\n" + host, "", "GET /chat?a=1 HTTP/1.1\r\n" + host);
        row("the only parameter", "GET /chat?swapscope-key=9f HTTP/1.1\r\n" + host, "9f",
            "GET /chat HTTP/1.1\r\n" + host);
        row("the first parameter", "GET /c?swapscope-key=9f&a=1&b HTTP/1.1\r\n" + host, "9f",
            "GET /c?a=1&b HTTP/1.1\r\n" + host);
        row("the last parameter", "GET /c?a=%20x&&b=&swapscope-key=9f HTTP/1.1\r\n" + host, "9f",
            "GET /c?a=%20x&&b= HTTP/1.1\r\n" + host);
        row("in the middle", "GET /c?a=1&swapscope-key=9f&b=2 HTTP/1.1\r\n" + host, "9f",
            "GET /c?a=1&b=2 HTTP/1.1\r\n" + host);
        row("a target that is all over the head",
            "GET /?swapscope-key=1 HTTP/1.1\r\nReferer: /?swapscope-key=1\r\n\r\n", "1",
            "GET / HTTP/1.1\r\nReferer: /?swapscope-key=1\r\n\r\n");
        row("a name that only begins alike", "GET /?swapscope-keys=1 HTTP/1.1\r\n" + host, "",
            "GET /?swapscope-keys=1 HTTP/1.1\r\n" + host);
        row("in the path", "GET /swapscope-key=1 HTTP/1.1\r\n" + host, "",
            "GET /swapscope-key=1 HTTP/1.1\r\n" + host);
        row("the header", "POST / HTTP/1.1\r\nX-Swapscope-Key: 9f\r\n" + host, "9f",
            "POST / HTTP/1.1\r\n" + host);
        row("the header in another case, last", "GET / HTTP/1.1\r\nA: b\r\nx-swapscope-KEY:9f \r\n\r\n", "9f",
            "GET / HTTP/1.1\r\nA: b\r\n\r\n");
        row("the header twice", "GET / HTTP/1.1\r\nX-Swapscope-Key: 1\r\nA: b\r\nX-Swapscope-Key: 2\r\n\r\n",
            "1", "GET / HTTP/1.1\r\nA: b\r\n\r\n");
        row("parameter and header", "GET /?swapscope-key=1 HTTP/1.1\r\nX-Swapscope-Key: 2\r\n" + host, "2",
            "GET / HTTP/1.1\r\n" + host);
        row("an empty line before the request",
            "\r\nGET /?swapscope-key=1 HTTP/1.1\r\nX-Swapscope-Key: 2\r\n" + host, "2",
            "\r\nGET / HTTP/1.1\r\n" + host);
    }

    void theKeyIsTakenOutAndAllElseStays()
    {
        QFETCH(QByteArray, head);
        const ConnectionKey result = taken(head);
        QTEST(result.key, "key");
        QTEST(result.raw, "rest");
    }
};

QTEST_GUILESS_MAIN(TestConnectionKey)
#include "tst_connectionkey.moc"
