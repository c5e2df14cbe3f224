#include "conversation.h"
#include "spoken.h"

#include <QRegularExpression>
#include <QTest>

using namespace swapscope;
using test::chunk;
using test::Conversation;
using test::feed;
using test::kSwitch;
using test::overhear;
using test::Turn;
using wire::encodeClose;
using wire::encodeFrame;
using wire::Opcode;
using wire::test::cutWhere;

namespace {

constexpr quint32 kMask = 0x12345678;

const QByteArray kUpgrade = "GET /chat?room=1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                            "Sec-WebSocket-Version: 13\r\n\r\n";
const QByteArray kStreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n";

std::vector<Turn> webSocketSession()
{
    const QByteArray long1(70'000, 'x');
    return {{Direction::Up, kUpgrade},
            {Direction::Down, kSwitch + encodeFrame(Opcode::Text, "right behind")},
            {Direction::Up, encodeFrame(Opcode::Text, "hello", true, kMask) +
                                encodeFrame(Opcode::Ping, "p", true, kMask) +
                                encodeFrame(Opcode::Binary, QByteArray::fromHex("00ff"), true, kMask)},
            {Direction::Down, encodeFrame(Opcode::Text, "in ", false) + encodeFrame(Opcode::Pong, "p") +
                                  encodeFrame(Opcode::Continuation, "pieces") +
                                  encodeFrame(Opcode::Text, long1)},
            {Direction::Up, encodeClose({1001, QStringLiteral("bye")}, kMask)},
            {Direction::Down, encodeClose({})}};
}

std::vector<Turn> keepAliveSession()
{
    return {{Direction::Up, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
            {Direction::Down, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"},
            {Direction::Up, "POST /form HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\na=1"},
            {Direction::Down, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"},
            {Direction::Up, "HEAD /x HTTP/1.1\r\n\r\nGET /y?swapscope-key=k9 HTTP/1.1\r\n"
                            "Accept: text/html, text/event-stream\r\n\r\n"},
            {Direction::Down, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"
                              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                  chunk("one") + chunk("two") + "0\r\nT: 1\r\n\r\n"}};
}

std::vector<Turn> streamSession(const QByteArray &lineEnd)
{
    QByteArray first = ": hi\n\nretry: 500\n\nid: 1\nevent: tick\ndata: a\n\nda";
    QByteArray second = "ta: b\ndata: c\n\n";
    first.replace("\n", lineEnd);
    second.replace("\n", lineEnd);
    return {{Direction::Up, "GET /ticks HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n"},
            {Direction::Down, kStreamHead + "Transfer-Encoding: chunked\r\n\r\n" + chunk(first)},
            {Direction::Down, chunk(second) + "0\r\n\r\n"},
            {Direction::Up, "GET / HTTP/1.1\r\n\r\n"},
            {Direction::Down, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}};
}

QByteArray said(const std::vector<Turn> &turns, Direction direction)
{
    QByteArray all;
    for (const Turn &turn : turns) {
        if (turn.direction == direction)
            all += turn.bytes;
    }
    return all;
}

} // namespace

class TestTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWebSocketSession()
    {
        const Conversation heard = overhear(webSocketSession());
        QCOMPARE(heard.up.told, (QStringList{
                                    QStringLiteral("1: GET /chat websocket"),
                                    QStringLiteral("1: text 1 11b <hello>"),
                                    QStringLiteral("1: ping 0 7b <p>"),
                                    QString::fromUtf8("1: binary 2 8b <") + QChar(u'\0') + QChar(u'\ufffd') +
                                        QStringLiteral(">"),
                                    QStringLiteral("1: close 0 11b code=1001 <bye>"),
                                }));
        QCOMPARE(heard.down.told.mid(0, 4), (QStringList{
                                                QStringLiteral("1: 101 switched"),
                                                QStringLiteral("1: text 1 14b <right behind>"),
                                                QStringLiteral("1: pong 0 3b <p>"),
                                                QStringLiteral("1: text 2 13b <in pieces>"),
                                            }));
        QCOMPARE(heard.down.told.size(), 6);
        // The trace takes the first 64 KiB.
        QVERIFY(heard.down.told[4].startsWith(QStringLiteral("1: text 3 70010b <xxx")));
        QCOMPARE(heard.down.told[4].count(u'x'), LinkMessage::kMaxText + 1);
        QCOMPARE(heard.down.told[5], QStringLiteral("1: close 0 2b code=1005 <>"));
    }

    void severalRequestsOnOneConnection()
    {
        const Conversation heard = overhear(keepAliveSession());
        QCOMPARE(heard.up.told, (QStringList{
                                    QStringLiteral("1: GET / page"),
                                    QStringLiteral("2: POST /form page"),
                                    QStringLiteral("3: HEAD /x page"),
                                    QStringLiteral("4: GET /y maybe stream key=k9"),
                                }));
        QCOMPARE(heard.down.told, (QStringList{
                                      QStringLiteral("1: 200"),
                                      QStringLiteral("2: 100 interim"),
                                      QStringLiteral("2: 204"),
                                      QStringLiteral("3: 200"),
                                      QStringLiteral("4: 200"),
                                  }));
        // The key is all that is missing.
        QCOMPARE(heard.up.raw, said(keepAliveSession(), Direction::Up).replace("?swapscope-key=k9", ""));
        QCOMPARE(heard.down.raw, said(keepAliveSession(), Direction::Down));
    }

    void aStreamAndARequestAfterIt()
    {
        const Conversation heard = overhear(streamSession("\n"));
        QCOMPARE(heard.up.told,
                 (QStringList{QStringLiteral("1: GET /ticks stream"), QStringLiteral("2: GET / page")}));
        QCOMPARE(heard.down.told, (QStringList{
                                      QStringLiteral("1: 200 stream"),
                                      QStringLiteral("1: comment 0 6b <: hi>"),
                                      QStringLiteral("1: fields 0 12b message retry=500 <>"),
                                      QStringLiteral("1: event 1 27b tick id=1 <a>"),
                                      QStringLiteral("1: event 2 17b message <b\nc>"),
                                      QStringLiteral("1: stream ends"),
                                      QStringLiteral("2: 200"),
                                  }));
    }

    // However the network cuts it: the same is said, and the bytes are the bytes.
    void howTheBytesAreCutChangesNothing_data()
    {
        QTest::addColumn<int>("session");
        QTest::newRow("WebSocket") << 0;
        QTest::newRow("keep-alive") << 1;
        QTest::newRow("stream, LF") << 2;
        QTest::newRow("stream, CRLF") << 3;
    }

    void howTheBytesAreCutChangesNothing()
    {
        QFETCH(int, session);
        const std::vector<Turn> turns = session == 0   ? webSocketSession()
                                        : session == 1 ? keepAliveSession()
                                        : session == 2 ? streamSession("\n")
                                                       : streamSession("\r\n");
        // Whether the LF that ends a block comes with it or with the next one is the cut's.
        const auto comparable = [&](QStringList lines) {
            static const QRegularExpression size(QStringLiteral(" \\d+b"));
            if (session == 3)
                lines.replaceInStrings(size, QString());
            return lines;
        };
        const Conversation whole = overhear(turns);
        for (quint64 seed = 1; seed <= 40; ++seed) {
            const Conversation cut = overhear(turns, seed);
            QCOMPARE(cut.up.raw, whole.up.raw);
            QCOMPARE(cut.down.raw, said(turns, Direction::Down));
            QCOMPARE(comparable(cut.up.told), comparable(whole.up.told));
            QCOMPARE(comparable(cut.down.told), comparable(whole.down.told));
        }
    }

    void aStreamThatLastsUntilTheEndOfTheConnection()
    {
        Traffic traffic;
        Conversation heard;
        feed(traffic, Direction::Up, {"GET /t HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n"}, heard);
        feed(traffic, Direction::Down, {kStreamHead + "\r\ndata: a\n\ndata: b"}, heard);
        QVERIFY(traffic.isStream());
        QCOMPARE(traffic.live(), 1);
        QVERIFY(!traffic.streamEnd()); // it has no end but the connection's
        heard.down.take(traffic.downEnds(false));
        QCOMPARE(heard.down.told,
                 (QStringList{QStringLiteral("1: 200 stream"), QStringLiteral("1: event 1 9b message <a>"),
                              QStringLiteral("1: stream ends"), QStringLiteral("end")}));
        QVERIFY(heard.down.raw.endsWith("data: b"));
    }

    // From its request until its last byte, whatever comes before it.
    void whoseAnswerComesNext()
    {
        Traffic traffic;
        Conversation heard;
        QCOMPARE(traffic.nextAnswer(), 0);
        feed(traffic, Direction::Up, {"GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n"}, heard);
        QCOMPARE(traffic.nextAnswer(), 1);
        feed(traffic, Direction::Down, {"HTTP/1.1 103 Early Hints\r\n\r\n"}, heard);
        QCOMPARE(traffic.nextAnswer(), 1);
        feed(traffic, Direction::Down, {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no"}, heard);
        QCOMPARE(traffic.nextAnswer(), 1);
        feed(traffic, Direction::Down, {"k"}, heard);
        QCOMPARE(traffic.nextAnswer(), 2);
        feed(traffic, Direction::Down, {"HTTP/1.1 200 OK\r\n\r\nuntil the end"}, heard);
        QCOMPARE(traffic.nextAnswer(), 2);
        heard.down.take(traffic.downEnds(false));
        QCOMPARE(traffic.nextAnswer(), 0);
    }

    void aStreamOfAPromisedLength()
    {
        Traffic traffic;
        Conversation heard;
        feed(traffic, Direction::Up, {"GET /t HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n"}, heard);
        feed(traffic, Direction::Down, {kStreamHead + "Content-Length: 18\r\n\r\ndata: a\n\n"}, heard);
        QVERIFY(!traffic.streamEnd());
        feed(traffic, Direction::Down, {"data: b\n\n"}, heard);
        QCOMPARE(heard.down.told.mid(1), (QStringList{QStringLiteral("1: event 1 9b message <a>"),
                                                      QStringLiteral("1: event 2 9b message <b>"),
                                                      QStringLiteral("1: stream ends")}));
        QVERIFY(!traffic.isStream());
        QCOMPARE(traffic.live(), 0);
    }

    // Data that look like framing must not confuse it.
    void aChunkedStreamCanBeEndedBetweenItsChunks()
    {
        const QByteArray events = "data: a\r\n\r\n\r\n";
        const QByteArray body = chunk(events) + chunk("\r\n") + chunk("\r\n\r\n");
        const qsizetype ends[] = {0, chunk(events).size(), chunk(events).size() + chunk("\r\n").size(),
                                  body.size()};
        for (qsizetype at = 0; at <= body.size(); ++at) {
            for (const bool single : {false, true}) {
                Traffic traffic;
                Conversation heard;
                feed(traffic, Direction::Up, {"GET /t HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n"}, heard);
                feed(traffic, Direction::Down, {kStreamHead + "Transfer-Encoding: chunked\r\n\r\n"}, heard);
                const QByteArray begin = body.first(at);
                const QByteArrayList chunks =
                    single ? cutWhere(begin, [](qsizetype) { return true; }) : QByteArrayList{begin};
                feed(traffic, Direction::Down, chunks, heard);
                // What has come in part but not left the link is no obstacle.
                const bool atEnd =
                    std::find(std::begin(ends), std::end(ends),
                              heard.down.raw.size() - kStreamHead.size() - 30) != std::end(ends);
                QVERIFY2(traffic.streamEnd().has_value() == atEnd,
                         QByteArray::number(at) + (single ? " byte by byte" : " at once"));
            }
        }
    }

    void whatAnUpgradeIsAnsweredWithDecidesOnTheBytesBehindIt_data()
    {
        QTest::addColumn<bool>("behindTheHead"); // in the same piece
        QTest::newRow("in the same piece") << true;
        QTest::newRow("later") << false;
    }

    void whatAnUpgradeIsAnsweredWithDecidesOnTheBytesBehindIt()
    {
        QFETCH(bool, behindTheHead);
        const QByteArray early = encodeFrame(Opcode::Text, "early", true, kMask);
        const QByteArray more = encodeFrame(Opcode::Text, "\r\nmore", true, kMask);
        const QByteArrayList chunks =
            behindTheHead ? QByteArrayList{kUpgrade + early, more} : QByteArrayList{kUpgrade, early, more};
        {
            Traffic traffic;
            Conversation heard;
            feed(traffic, Direction::Up, chunks, heard);
            QCOMPARE(heard.up.raw, kUpgrade);
            feed(traffic, Direction::Down, {kSwitch}, heard);
            QCOMPARE(heard.up.raw, kUpgrade + early + more);
            QCOMPARE(heard.up.told.mid(1), (QStringList{QStringLiteral("1: text 1 11b <early>"),
                                                        QStringLiteral("1: text 2 12b <\r\nmore>")}));
            QCOMPARE(traffic.waiting(), 0);
        }
        {
            Traffic traffic;
            Conversation heard;
            feed(traffic, Direction::Up, chunks, heard);
            feed(traffic, Direction::Down, {"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"}, heard);
            heard.up.take(traffic.upEnds(false));
            QCOMPARE(heard.up.raw, kUpgrade + early + more);
            QCOMPARE(heard.up.told.mid(1), QStringList{QStringLiteral("end")});
        }
    }

    void bytesBehindAnUpgradeAreNotForgottenWhenASideEnds()
    {
        const QByteArray early = QByteArray::fromHex("8180") + QByteArray(8, '\0');
        for (const Direction ends : {Direction::Up, Direction::Down}) {
            Traffic traffic;
            Conversation heard;
            feed(traffic, Direction::Up, {kUpgrade + early}, heard);
            QCOMPARE(traffic.waiting(), early.size());
            if (ends == Direction::Up) {
                heard.up.take(traffic.upEnds(false));
            } else {
                heard.down.take(traffic.downEnds(false));
                heard.up.take(traffic.decided());
            }
            QCOMPARE(heard.up.raw, kUpgrade + early);
        }
    }

    void aPipelinedRequestBehindAnUpgradeThatIsRefused()
    {
        const Conversation heard =
            overhear({{Direction::Up, kUpgrade + "GET /next HTTP/1.1\r\n\r\n"},
                      {Direction::Down, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}});
        QCOMPARE(heard.up.told, (QStringList{QStringLiteral("1: GET /chat websocket"),
                                             QStringLiteral("2: GET /next page")}));
        QCOMPARE(heard.down.told, (QStringList{QStringLiteral("1: 404"), QStringLiteral("2: 200")}));
    }

    // RFC 7692: the first frame of a compressed message has RSV1, control frames are never coded.
    void whereAnExtensionIsAgreedOnMessagesHaveNoTextButCodesAreRead()
    {
        QByteArray answer = kSwitch;
        answer.replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
        const QByteArray coded = QByteArray::fromHex("c103ff8000");
        const Conversation heard =
            overhear({{Direction::Up, kUpgrade},
                      {Direction::Down, answer + coded + encodeFrame(Opcode::Text, "plain") +
                                            encodeClose({4000, QStringLiteral("x")})}});
        QCOMPARE(heard.down.raw, answer + coded + encodeFrame(Opcode::Text, "plain") +
                                     encodeClose({4000, QStringLiteral("x")}));
        QCOMPARE(heard.down.told.mid(1),
                 (QStringList{QStringLiteral("1: text 1 5b <>"), QStringLiteral("1: text 2 7b <plain>"),
                              QStringLiteral("1: close 0 5b code=4000 <x>")}));
    }

    void whatBreaksTheWebSocketProtocolIsOfOneDirection()
    {
        Traffic traffic;
        Conversation heard;
        const QByteArray unmasked = encodeFrame(Opcode::Text, "x");
        feed(traffic, Direction::Up, {kUpgrade}, heard);
        feed(traffic, Direction::Down, {kSwitch}, heard);
        QVERIFY(traffic.readsFrames(Direction::Up));
        feed(traffic, Direction::Up, {unmasked, unmasked}, heard);
        QCOMPARE(heard.up.raw, kUpgrade + unmasked + unmasked);
        QVERIFY(!traffic.readsFrames(Direction::Up));
        QVERIFY(traffic.readsFrames(Direction::Down));
        feed(traffic, Direction::Down, {encodeClose({1002, {}})}, heard);
        QCOMPARE(heard.down.told.last(), QStringLiteral("1: close 0 4b code=1002 <>"));
    }

    void whatIsNoHttpPassesAsItIs()
    {
        Traffic traffic;
        Conversation heard;
        const QByteArray hello = QByteArray::fromHex("160301020001000200");
        feed(traffic, Direction::Up, {hello, "more"}, heard);
        feed(traffic, Direction::Down, {"welcome", "x"}, heard);
        QCOMPARE(heard.up.raw, hello + "more");
        QCOMPARE(heard.down.raw, "welcomex");
        QVERIFY(heard.up.told.isEmpty() && heard.down.told.isEmpty());
    }

    void anAnswerThatEndsTooEarly()
    {
        Traffic traffic;
        Conversation heard;
        feed(traffic, Direction::Up, {"GET /t HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n"}, heard);
        feed(traffic, Direction::Down, {kStreamHead + "Transfer-Encoding: chunked\r\n\r\n5\r\nda"}, heard);
        heard.down.take(traffic.downEnds(true));
        QCOMPARE(heard.down.told, (QStringList{QStringLiteral("1: 200 stream"), QStringLiteral("reset")}));
        QVERIFY(heard.down.raw.endsWith("5\r\nda"));
        QVERIFY(traffic.isStream()); // it did not end
    }
};

QTEST_GUILESS_MAIN(TestTraffic)
#include "tst_traffic.moc"
