#include <link/gate/gateanswers.h>

#include <wire/http.h>

#include <QTest>

using namespace swapscope;
using wire::HttpDecoder;

namespace {

struct Answer
{
    wire::HttpHead head;
    QByteArray body;
    bool complete = false;
    bool keepAlive = true;
};

Answer read(const QByteArray &method, const QByteArray &bytes)
{
    HttpDecoder decoder(HttpDecoder::Role::Response);
    decoder.expectResponseTo(method);
    Answer answer;
    for (const HttpDecoder::Unit &unit : decoder.feed(bytes)) {
        if (const auto *head = std::get_if<HttpDecoder::Head>(&unit))
            answer.head = head->head;
        else if (const auto *body = std::get_if<HttpDecoder::Body>(&unit))
            answer.body += body->data;
        else if (const auto *end = std::get_if<HttpDecoder::End>(&unit)) {
            answer.complete = true;
            answer.keepAlive = end->keepAlive;
        }
    }
    return answer;
}

} // namespace

class TestGateAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestGetsAPageThatSaysWhatIsWrong()
    {
        const Answer answer = read(
            "GET", badGateway("GET", QHostAddress(QHostAddress::LocalHost), 8137, QStringLiteral("<gone>")));
        QCOMPARE(answer.head.status, 502);
        QCOMPARE(answer.head.value("Content-Type"), "text/html; charset=utf-8");
        QCOMPARE(answer.head.value("Cache-Control"), "no-store");
        QCOMPARE(answer.head.value("Refresh"), "1");
        QVERIFY(answer.body.contains("http://127.0.0.1:8137/"));
        QVERIFY(answer.body.contains("&lt;gone&gt;"));
        QVERIFY(!answer.body.contains("<gone>"));
        QVERIFY(answer.complete);
        QVERIFY(!answer.keepAlive);
    }

    void aHeadRequestGetsTheHeadAlone()
    {
        const QHostAddress address(QHostAddress::LocalHost);
        const QByteArray page = badGateway("GET", address, 1, {});
        const QByteArray head = badGateway("HEAD", address, 1, {});
        QVERIFY(head.endsWith("\r\n\r\n"));
        QVERIFY(page.startsWith(head));
        QVERIFY(page.size() > head.size());
        QVERIFY(read("HEAD", head).complete);
    }

    void aRefusedRequestHearsWhy()
    {
        const Answer answer = read("GET", refusalOfRequest("GET", 400, QStringLiteral("Two Hosts.")));
        QCOMPARE(answer.head.status, 400);
        QCOMPARE(answer.body, QByteArray("Two Hosts.\n"));
        QVERIFY(answer.complete && !answer.keepAlive);
        QVERIFY(refusalOfRequest("HEAD", 400, QStringLiteral("Two Hosts.")).endsWith("\r\n\r\n"));
    }

    void anAddressOfVersionSixIsWrittenAsInAnUrl()
    {
        const QByteArray page = badGateway("GET", QHostAddress(QHostAddress::LocalHostIPv6), 80, {});
        QVERIFY(page.contains("http://[::1]:80/"));
    }

    void aFaultAnswersAsItIsTold()
    {
        const Answer busy = read("GET", answerOfFault("GET", {503, 1'500 * kMillisecond, {}, {}}));
        QCOMPARE(busy.head.status, 503);
        QCOMPARE(busy.head.value("Retry-After"), "2");
        QCOMPARE(busy.head.value("Content-Type"), "text/html; charset=utf-8");
        QVERIFY(busy.complete && !busy.keepAlive);
        const Answer moved = read("GET", answerOfFault("GET", {302, {}, "/login", "text/plain"}));
        QCOMPARE(moved.head.value("Location"), "/login");
        QCOMPARE(moved.head.value("Content-Type"), "text/plain");
        QVERIFY(!moved.body.isEmpty());
        const Answer none = read("GET", answerOfFault("GET", {204, {}, {}, {}}));
        QVERIFY(none.complete && none.body.isEmpty() && !none.head.has("Content-Length"));
        QVERIFY(read("GET", answerOfFault("GET", {401, {}, {}, {}})).head.has("WWW-Authenticate"));
        QVERIFY(!answerOfFault("HEAD", {404, {}, {}, {}}).contains("<p>"));
    }
};

QTEST_GUILESS_MAIN(TestGateAnswers)
#include "tst_gateanswers.moc"
