#include <link/upstream/headerrewriter.h>

#include <wire/http.h>

#include <QTest>

using namespace swapscope;

namespace {

HeaderRewriter fittingFor(const char *url)
{
    return HeaderRewriter(*Upstream::parse(QString::fromUtf8(url)));
}

// What becomes of a request with these fields.
FittedHead asked(const char *url, const QByteArray &fields, const QByteArray &target = "/x")
{
    const QByteArray raw = "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
    wire::HttpDecoder decoder(wire::HttpDecoder::Role::Request);
    const auto units = decoder.feed(raw);
    const auto *head = units.empty() ? nullptr : std::get_if<wire::HttpDecoder::Head>(&units.front());
    return head ? fittingFor(url).request(head->head, head->raw) : FittedHead{"no head", {}};
}

FittedHead answered(const char *url, const QByteArray &fields, const QByteArray &host = "127.0.0.1:8137")
{
    const QByteArray raw = "HTTP/1.1 200 OK\r\n" + fields + "\r\n";
    wire::HttpDecoder decoder(wire::HttpDecoder::Role::Response);
    const auto units = decoder.feed(raw);
    const auto *head = units.empty() ? nullptr : std::get_if<wire::HttpDecoder::Head>(&units.front());
    return head ? fittingFor(url).response(head->head, head->raw, host) : FittedHead{"no head", {}};
}

constexpr char kPlain[] = "http://localhost:8000";
constexpr char kTls[] = "https://app.example.org";

} // namespace

class TestHeaderRewriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequest_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("fitted");
        const auto row = [](const char *name, const char *url, const QByteArray &fields,
                            const QByteArray &fitted) {
            QTest::newRow(name) << QByteArray(url) << fields << fitted;
        };
        const QByteArray from = "Host: 127.0.0.1:8137\r\n";
        const QByteArray to = "Host: localhost:8000\r\n";
        row("the host", kPlain, "Accept: */*\r\nhost:127.0.0.1:8137\r\nX: y\r\n",
            "Accept: */*\r\nhost: localhost:8000\r\nX: y\r\n");
        row("the host of https", kTls, from, "Host: app.example.org\r\n");
        row("the host, by address", "http://[::1]:8000", from, "Host: [::1]:8000\r\n");
        row("the own origin", kPlain, from + "Origin: http://127.0.0.1:8137\r\n",
            to + "Origin: http://localhost:8000\r\n");
        row("the own origin under another name", kPlain,
            "Host: localhost:8137\r\nOrigin: http://localhost:8137\r\n",
            to + "Origin: http://localhost:8000\r\n");
        row("the own origin of https", kTls, from + "Origin: http://127.0.0.1:8137\r\n",
            "Host: app.example.org\r\nOrigin: https://app.example.org\r\n");
        row("a foreign origin", kPlain, from + "Origin: http://127.0.0.1:81370\r\n",
            to + "Origin: http://127.0.0.1:81370\r\n");
        row("another link's origin", kPlain, from + "Origin: http://127.0.0.1:8138\r\n",
            to + "Origin: http://127.0.0.1:8138\r\n");
        row("no origin", kPlain, from + "Origin: null\r\n", to + "Origin: null\r\n");
        row("the own page", kPlain, from + "Referer: http://127.0.0.1:8137/a?b=http://127.0.0.1:8137\r\n",
            to + "Referer: http://localhost:8000/a?b=http://127.0.0.1:8137\r\n");
        row("a foreign page", kPlain, from + "Referer: http://127.0.0.1:8137.evil.example/\r\n",
            to + "Referer: http://127.0.0.1:8137.evil.example/\r\n");
        row("a coded page", kPlain, from + "Accept-Encoding: gzip, br\r\n",
            to + "Accept-Encoding: gzip, br\r\n");
        row("a coded stream", kPlain, from + "Accept: text/event-stream\r\nAccept-Encoding: gzip, br\r\n",
            to + "Accept: text/event-stream\r\nAccept-Encoding: identity\r\n");
        row("perhaps a stream", kPlain,
            from + "Accept-Encoding: gzip\r\nAccept: text/html, Text/Event-Stream;q=0.5\r\n",
            to + "Accept-Encoding: identity\r\nAccept: text/html, Text/Event-Stream;q=0.5\r\n");
        row("cookies", kPlain, from + "Cookie: a=1; swapscope-Host-sid=2\r\n",
            to + "Cookie: a=1; swapscope-Host-sid=2\r\n");
        row("cookies of https", kTls,
            from + "Cookie: a=swapscope-Host-; swapscope-Host-sid=2;swapscope-Secure-x=; b=1\r\n",
            "Host: app.example.org\r\n"
            "Cookie: a=swapscope-Host-; __Host-sid=2;__Secure-x=; b=1\r\n");
        row("an old client without a host", kPlain, "Origin: http://127.0.0.1:8137\r\n",
            "Origin: http://127.0.0.1:8137\r\n");
    }

    void aRequest()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, fitted);
        const FittedHead head = asked(url.constData(), fields);
        QCOMPARE(head.raw, "GET /x HTTP/1.1\r\n" + fitted + "\r\n");
        QCOMPARE(head.changes, QStringList()); // a matter of course
    }

    void aTargetInAbsoluteForm()
    {
        const QByteArray host = "Host: 127.0.0.1:8137\r\n";
        QCOMPARE(asked(kPlain, host, "http://127.0.0.1:8137/a?b").raw,
                 QByteArray("GET http://localhost:8000/a?b HTTP/1.1\r\nHost: localhost:8000\r\n\r\n"));
        QCOMPARE(asked(kPlain, host, "http://other/a").raw,
                 QByteArray("GET http://other/a HTTP/1.1\r\nHost: localhost:8000\r\n\r\n"));
    }

    void aSocketsCompressionIsNotOffered()
    {
        const FittedHead head =
            asked(kPlain, "Upgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate\r\nX: y\r\n");
        QCOMPARE(head.raw, QByteArray("GET /x HTTP/1.1\r\nUpgrade: websocket\r\nX: y\r\n\r\n"));
        QCOMPARE(head.changes,
                 QStringList{QStringLiteral("Sec-WebSocket-Extensions: permessage-deflate is not offered")});
    }

    void anAnswer_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("fitted");   // empty: the field is gone
        QTest::addColumn<QStringList>("changes"); // empty: nothing is changed
        const auto same = [](const char *name, const char *url, const QByteArray &field) {
            QTest::newRow(name) << QByteArray(url) << field << field << QStringList();
        };
        const auto moved = [](const char *name, const char *url, const QByteArray &field,
                              const QByteArray &value) {
            const QByteArray fieldName = field.left(field.indexOf(':'));
            QTest::newRow(name) << QByteArray(url) << field << fieldName + ": " + value
                                << QStringList{QString::fromUtf8(field + " → " + value)};
        };
        const auto row = [](const char *name, const char *url, const QByteArray &field,
                            const QByteArray &fitted, const char *change) {
            QTest::newRow(name) << QByteArray(url) << field << fitted
                                << QStringList{QString::fromUtf8(change)};
        };
        const QByteArray link = "http://127.0.0.1:8137";
        moved("a redirect", kPlain, "Location: http://localhost:8000/a?b#c", link + "/a?b#c");
        moved("a redirect in other letters", kPlain, "location: HTTP://LOCALHOST:8000", link);
        moved("a redirect with a query alone", kPlain, "Location: http://localhost:8000?a", link + "?a");
        moved("a redirect without a scheme", kPlain, "Location: //localhost:8000/a", link + "/a");
        moved("a redirect of https", kTls, "Location: https://app.example.org/a", link + "/a");
        moved("the usual port, said", kTls, "Location: https://app.example.org:443/a", link + "/a");
        moved("an address", "http://[::1]:8000", "Location: http://[::1]:8000/", link + "/");
        same("a relative redirect", kPlain, "Location: /a");
        same("a redirect to elsewhere", kPlain, "Location: http://localhost:8001/a");
        same("a redirect to something that begins alike", kPlain, "Location: http://localhost:80001/a");
        same("a redirect to the other scheme", kPlain, "Location: https://localhost:8000/a");
        same("a redirect with a name", kPlain, "Location: http://me@localhost:8000/a");
        moved("where it is", kPlain, "Content-Location: http://localhost:8000/a", link + "/a");
        moved("htmx redirect", kPlain, "HX-Redirect: http://localhost:8000/a", link + "/a");
        moved("htmx push", kPlain, "HX-Push-Url: http://localhost:8000/a", link + "/a");
        moved("htmx location", kPlain, "HX-Location: http://localhost:8000/a", link + "/a");
        moved("htmx location with more", kPlain,
              "HX-Location: {\"path\":\"http://localhost:8000/a\",\"target\":\"#x\"}",
              "{\"path\":\"" + link + "/a\",\"target\":\"#x\"}");
        same("htmx location, relative", kPlain, "HX-Location: {\"path\": \"/a\"}");
        same("htmx location, nonsense", kPlain, "HX-Location: {nonsense");
        moved("a refresh", kPlain, "Refresh: 5; URL=http://localhost:8000/a", "5; URL=" + link + "/a");
        moved("a refresh in quotes", kPlain, "Refresh: 0;url='http://localhost:8000/a'",
              "0;url='" + link + "/a'");
        same("a refresh of itself", kPlain, "Refresh: 5");
        moved("who may read it", kPlain, "Access-Control-Allow-Origin: http://localhost:8000", link);
        same("everyone may read it", kPlain, "Access-Control-Allow-Origin: *");
        same("another may read it", kPlain, "Access-Control-Allow-Origin: http://elsewhere");
        row("https for ever", kTls, "Strict-Transport-Security: max-age=1", "",
            "Strict-Transport-Security: removed");
        same("a plain cookie", kPlain, "Set-Cookie: sid=a=b; Path=/; HttpOnly; SameSite=Lax");
        same("a secure cookie of http", kPlain, "Set-Cookie: __Host-sid=1; Secure; Path=/; SameSite=None");
        row("a cookie with the own domain", kPlain, "Set-Cookie: sid=1; domain=localhost; Path=/",
            "Set-Cookie: sid=1; Path=/", "Set-Cookie sid: without Domain=localhost");
        row("a cookie with the domain above", kTls, "Set-Cookie: sid=1; Domain=.Example.org",
            "Set-Cookie: sid=1", "Set-Cookie sid: without Domain=.Example.org");
        same("a cookie with another domain", kTls, "Set-Cookie: sid=1; Domain=other.org");
        same("a cookie with a domain that ends alike", kTls, "Set-Cookie: sid=1; Domain=ample.org");
        row("a secure cookie", kTls, "Set-Cookie: sid=1; Secure; SameSite=None; Partitioned; Path=/",
            "Set-Cookie: sid=1; SameSite=Lax; Path=/",
            "Set-Cookie sid: without Secure, SameSite=Lax, without Partitioned");
        same("a strict cookie", kTls, "Set-Cookie: sid=Secure; SameSite=Strict");
        row("a cookie of the host", kTls, "Set-Cookie: __Host-sid=1; Secure; Path=/",
            "Set-Cookie: swapscope-Host-sid=1; Path=/",
            "Set-Cookie __Host-sid: named swapscope-Host-sid, without Secure");
        row("a cookie of https", kTls, "Set-Cookie: __secure-x=1; secure", "Set-Cookie: swapscope-secure-x=1",
            "Set-Cookie __secure-x: named swapscope-secure-x, without secure");
        same("a cookie without a name", kTls, "Set-Cookie: =1");
        same("an empty cookie", kTls, "Set-Cookie:");
    }

    void anAnswer()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, fitted);
        QFETCH(QStringList, changes);
        const FittedHead head = answered(url.constData(), "A: b\r\n" + field + "\r\nC: d\r\n");
        QCOMPARE(head.raw, "HTTP/1.1 200 OK\r\nA: b\r\n" + (fitted.isEmpty() ? fitted : fitted + "\r\n") +
                               "C: d\r\n\r\n");
        QCOMPARE(head.changes, changes);
    }

    void withoutAHostOriginsStay()
    {
        const QByteArray fields = "Location: http://localhost:8000/a\r\n";
        QCOMPARE(answered(kPlain, fields, {}).raw, "HTTP/1.1 200 OK\r\n" + fields + "\r\n");
    }

    void whatTheBrowserKnowsTheLinkAs()
    {
        QCOMPARE(answered(kPlain, "Location: http://localhost:8000/a\r\n", "localhost:8137").raw,
                 QByteArray("HTTP/1.1 200 OK\r\nLocation: http://localhost:8137/a\r\n\r\n"));
    }

    // What went down under another name comes up under its own.
    void cookiesComeBack()
    {
        const QByteArray down = answered(kTls, "Set-Cookie: __Host-sid=1; Secure\r\n").raw;
        const qsizetype start = down.indexOf("Set-Cookie: ") + 12;
        const QByteArray pair = down.mid(start, down.indexOf("\r\n", start) - start);
        QVERIFY(asked(kTls, "Cookie: " + pair + "\r\n").raw.contains("Cookie: __Host-sid=1\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestHeaderRewriter)
#include "tst_headerrewriter.moc"
