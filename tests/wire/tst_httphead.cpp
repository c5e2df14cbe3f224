#include <wire/httphead.h>

#include <QTest>

using namespace swapscope::wire;

class TestHttpHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsFieldsWhateverTheirCase()
    {
        HttpHead head;
        head.fields = {{"Host", "a.example"}, {"X-One", "first"}, {"x-ONE", "second"}};
        QCOMPARE(head.value("host"), QByteArray("a.example"));
        QCOMPARE(head.value("X-ONE"), QByteArray("first"));
        QCOMPARE(head.value("Hos"), QByteArray());
        QVERIFY(head.has("HOST"));
        QVERIFY(!head.has("Hosts"));
        QVERIFY(!head.has(""));
    }

    void findsTokensInLists_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<bool>("found");
        QTest::newRow("first") << QByteArray("keep-alive") << true;
        QTest::newRow("second, other case") << QByteArray("upgrade") << true;
        QTest::newRow("in a second field") << QByteArray("close") << true;
        QTest::newRow("a part of a token") << QByteArray("keep") << false;
        QTest::newRow("the whole list") << QByteArray("keep-alive, Upgrade") << false;
    }
    void findsTokensInLists()
    {
        QFETCH(QByteArray, token);
        QFETCH(bool, found);
        HttpHead head;
        head.fields = {{"Connection", "Keep-Alive ,\tUpgrade,,"}, {"Other", "x"}, {"connection", "close"}};
        QCOMPARE(head.hasToken("CONNECTION", token), found);
        QVERIFY(!head.hasToken("Other", token));
    }

    void setReplacesTheFirstAndRemovesTheRest()
    {
        HttpHead head;
        head.fields = {{"A", "1"}, {"B", "2"}, {"a", "3"}, {"C", "4"}, {"A", "5"}};
        head.set("a", "new");
        QCOMPARE(head.fields, (std::vector<HttpField>{{"a", "new"}, {"B", "2"}, {"C", "4"}}));
        head.set("D", "added");
        QCOMPARE(head.fields.back(), (HttpField{"D", "added"}));
        QCOMPARE(head.fields.size(), std::size_t(4));
    }

    void removeTakesEveryFieldOfTheName()
    {
        HttpHead head;
        head.fields = {{"A", "1"}, {"B", "2"}, {"a", "3"}};
        head.remove("A");
        QCOMPARE(head.fields, (std::vector<HttpField>{{"B", "2"}}));
        head.remove("Z");
        QCOMPARE(head.fields.size(), std::size_t(1));
    }

    void knowsAWebSocketUpgrade()
    {
        HttpHead good;
        good.method = "GET";
        good.target = "/chat";
        good.fields = {{"Host", "h"},
                       {"Upgrade", "WebSocket"},
                       {"Connection", "keep-alive, Upgrade"},
                       {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
        QVERIFY(good.isWebSocketUpgrade());

        for (const char *name : {"Upgrade", "Connection", "Sec-WebSocket-Key"}) {
            HttpHead head = good;
            head.remove(name);
            QVERIFY2(!head.isWebSocketUpgrade(), name);
        }
        HttpHead post = good;
        post.method = "POST";
        QVERIFY(!post.isWebSocketUpgrade());
        HttpHead old = good;
        old.version = 10;
        QVERIFY(!old.isWebSocketUpgrade());
        HttpHead other = good;
        other.set("Upgrade", "h2c");
        QVERIFY(!other.isWebSocketUpgrade());
        HttpHead response = good;
        response.request = false;
        QVERIFY(!response.isWebSocketUpgrade());
    }

    void encodesARequest()
    {
        HttpHead head;
        head.method = "POST";
        head.target = "/a?b=c";
        head.version = 10;
        head.fields = {{"Host", "h"}, {"X", ""}, {"Host", "again"}};
        QCOMPARE(head.encode(), QByteArray("POST /a?b=c HTTP/1.0\r\nHost: h\r\nX: \r\nHost: again\r\n\r\n"));
    }

    void encodesAResponse()
    {
        HttpHead head;
        head.request = false;
        head.status = 404;
        head.reason = "Not Found";
        head.fields = {{"Content-Length", "0"}};
        QCOMPARE(head.encode(), QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
        head.reason.clear();
        head.fields.clear();
        QCOMPARE(head.encode(), QByteArray("HTTP/1.1 404 \r\n\r\n"));
    }

    void noValueCanEndItsLine()
    {
        HttpHead head;
        head.request = false;
        head.status = 200;
        head.reason = "OK\r\nX: y";
        head.fields = {{"Location", QByteArray("/a\r\nSet-Cookie: stolen") + '\0' + "!"}};
        QCOMPARE(head.encode(),
                 QByteArray("HTTP/1.1 200 OK  X: y\r\nLocation: /a  Set-Cookie: stolen !\r\n\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestHttpHead)
#include "tst_httphead.moc"
