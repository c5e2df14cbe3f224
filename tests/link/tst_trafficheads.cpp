#include "conversation.h"

#include <QTest>

using namespace swapscope;
using test::Conversation;
using test::overhear;

// What Traffic takes a request and an answer for, by their heads.
class TestTrafficHeads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatARequestWants_data()
    {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<QString>("wants");
        QTest::newRow("a page") << QByteArray("Accept: text/html\r\n") << QStringLiteral("page");
        QTest::newRow("EventSource") << QByteArray("Accept: text/event-stream\r\n")
                                     << QStringLiteral("stream");
        QTest::newRow("htmx 4") << QByteArray("Accept: text/html, text/event-stream\r\n")
                                << QStringLiteral("maybe stream");
        QTest::newRow("htmx 4 again")
            << QByteArray("Accept: text/html, text/event-stream\r\nLast-Event-ID: 4\r\n")
            << QStringLiteral("stream");
        QTest::newRow("htmx 4, and its page's probe says so")
            << QByteArray("Accept: text/html, text/event-stream\r\nX-Swapscope-Key: s9f\r\n")
            << QStringLiteral("stream key=s9f");
        QTest::newRow("htmx 4, of anything else")
            << QByteArray("Accept: text/html, text/event-stream\r\nX-Swapscope-Key: 9f\r\n")
            << QStringLiteral("maybe stream key=9f");
    }

    void whatARequestWants()
    {
        QFETCH(QByteArray, accept);
        const Conversation heard = overhear({{Direction::Up, "GET /t HTTP/1.1\r\n" + accept + "\r\n"}});
        QFETCH(QString, wants);
        QCOMPARE(heard.up.told, QStringList{QStringLiteral("1: GET /t ") + wants});
    }

    void whatAnAnswerIs_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("told");
        QTest::newRow("a stream") << QByteArray("200 OK\r\nContent-Type: text/event-stream")
                                  << QStringLiteral("1: 200 stream");
        QTest::newRow("with a charset")
            << QByteArray("200 OK\r\ncontent-type: Text/Event-Stream ; charset=utf-8")
            << QStringLiteral("1: 200 stream");
        QTest::newRow("a page") << QByteArray("200 OK\r\nContent-Type: text/html")
                                << QStringLiteral("1: 200");
        QTest::newRow("another type")
            << QByteArray("200 OK\r\nContent-Type: text/event-streams") << QStringLiteral("1: 200");
        QTest::newRow("an error of that type")
            << QByteArray("500 No\r\nContent-Type: text/event-stream") << QStringLiteral("1: 500");
    }

    void whatAnAnswerIs()
    {
        QFETCH(QByteArray, head);
        QFETCH(QString, told);
        const Conversation heard = overhear(
            {{Direction::Up, "GET /t HTTP/1.1\r\n\r\n"}, {Direction::Down, "HTTP/1.1 " + head + "\r\n\r\n"}});
        QCOMPARE(heard.down.told, QStringList{told});
    }

    void anAnswerToHeadIsNoStream()
    {
        const Conversation heard =
            overhear({{Direction::Up, "HEAD /t HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n"},
                      {Direction::Down, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"}});
        QCOMPARE(heard.down.told, QStringList{QStringLiteral("1: 200")});
    }
};

QTEST_GUILESS_MAIN(TestTrafficHeads)
#include "tst_trafficheads.moc"
