#include "support.h"

#include <server/http/dispatch.h>

#include <QJsonDocument>

using namespace swapscope;
using namespace swapscope::mock;

namespace {

const QByteArray kDate = "Sun, 06 Nov 1994 08:49:37 GMT";

} // namespace

class TestDispatch : public QObject
{
    Q_OBJECT

private:
    static Routes someRoutes()
    {
        Routes routes;
        must(routes,
             HttpRoute{
                 "GET", QStringLiteral("/rooms/:id"), [](const Request &request) {
                     return Answer{200, {}, request.params.value(QStringLiteral("id")).toString().toUtf8()};
                 }});
        must(routes, HttpRoute{"POST", QStringLiteral("/rooms/:id"),
                               [](const Request &) {
                                   return Answer{204, {}, "dropped"};
                               },
                               true});
        must(routes, SocketRoute{.path = QStringLiteral("/chat")});
        must(routes, StreamRoute{.path = QStringLiteral("/news")});
        return routes;
    }

private Q_SLOTS:
    void who_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        QTest::newRow("route") << QByteArray("GET") << "/rooms/blue" << 200 << QByteArray();
        QTest::newRow("its HEAD") << QByteArray("HEAD") << "/rooms/blue" << 200 << QByteArray();
        QTest::newRow("without token") << QByteArray("POST") << "/rooms/blue" << 403 << QByteArray();
        QTest::newRow("method") << QByteArray("PUT") << "/rooms/blue" << 405
                                << QByteArray("GET, HEAD, POST, OPTIONS");
        QTest::newRow("an unknown method")
            << QByteArray("BREW") << "/rooms/blue" << 405 << QByteArray("GET, HEAD, POST, OPTIONS");
        QTest::newRow("options") << QByteArray("OPTIONS") << "/rooms/blue" << 204
                                 << QByteArray("GET, HEAD, POST, OPTIONS");
        QTest::newRow("a stream's options")
            << QByteArray("OPTIONS") << "/news" << 204 << QByteArray("GET, OPTIONS");
        QTest::newRow("posted to a stream")
            << QByteArray("POST") << "/news" << 405 << QByteArray("GET, OPTIONS");
        QTest::newRow("a socket") << QByteArray("GET") << "/chat" << 426 << QByteArray();
        QTest::newRow("nothing") << QByteArray("GET") << "/rooms" << 404 << QByteArray();
        QTest::newRow("the server's options")
            << QByteArray("OPTIONS") << "*" << 204 << QByteArray("GET, HEAD, OPTIONS");
        QTest::newRow("nothing's options") << QByteArray("OPTIONS") << "/rooms" << 404 << QByteArray();
    }

    void who()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(int, status);
        QFETCH(QByteArray, allow);
        Request request;
        request.method = method;
        request.path = path;
        const Answer answer = dispatch(someRoutes(), {}, request).answer;
        QCOMPARE(answer.status, status);
        const auto field = std::find_if(answer.fields.begin(), answer.fields.end(),
                                        [](const wire::HttpField &f) { return f.name == "Allow"; });
        QCOMPARE(field == answer.fields.end() ? QByteArray() : field->value, allow);
    }

    void a404ListsWhatThereIs()
    {
        Request request;
        request.method = "GET";
        request.path = QStringLiteral("/nope");
        Site site;
        site.pageFile = QStringLiteral("page.html");
        QCOMPARE(dispatch(someRoutes(), site, request).answer.body,
                 QByteArray("There is nothing at /nope. What there is:\n"
                            "  GET    /\n"
                            "  GET    /htmx/htmx.js\n"
                            "  GET    /htmx/ext/ws.js\n"
                            "  GET    /htmx/ext/sse.js\n"
                            "  WS     /chat\n"
                            "  SSE    /news\n"
                            "  GET    /rooms/:id\n"
                            "  POST   /rooms/:id\n"));
    }

    void theTokenOpens_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("form");
        QTest::addColumn<int>("status");
        QTest::newRow("field") << "secret" << QString() << 204;
        QTest::newRow("form") << QString() << "secret" << 204;
        QTest::newRow("wrong") << QString() << "guess" << 403;
        QTest::newRow("empty") << QString() << QString() << 403;
    }

    void theTokenOpens()
    {
        QFETCH(QString, field);
        QFETCH(QString, form);
        QFETCH(int, status);
        Request request;
        request.method = "POST";
        request.path = QStringLiteral("/rooms/1");
        request.csrfToken = QStringLiteral("secret");
        if (!field.isNull())
            request.headers.insert(QStringLiteral("x-csrf-token"), field);
        if (!form.isNull())
            request.form.insert(QStringLiteral("csrf_token"), form);
        const Answer answer = dispatch(someRoutes(), {}, request).answer;
        QCOMPARE(answer.status, status);
        if (status == 403)
            QVERIFY(answer.body.startsWith("The CSRF token is missing or wrong"));
    }

    void withoutASessionNoTokenIsRight()
    {
        Request request;
        request.method = "POST";
        request.path = QStringLiteral("/rooms/1");
        QCOMPARE(dispatch(someRoutes(), {}, request).answer.status, 403);
    }

    void aRequestIsTakenApart()
    {
        wire::HttpHead head;
        head.method = "POST";
        head.target = "/a%20b?q=1&q=2";
        head.fields = {{"Host", "test"},
                       {"Cookie", "a=1"},
                       {"cookie", "b=2"},
                       {"Accept", "x"},
                       {"ACCEPT", "y"},
                       {"Content-Type", "application/x-www-form-urlencoded"},
                       {"HX-Request", "true"},
                       {"HX-Boosted", "true"},
                       {"HX-Current-URL", "http://test/"},
                       {"HX-Target", "list"},
                       {"HX-Trigger", "button"},
                       {"HX-Trigger-Name", "go"}};
        const auto read = readRequest(head, "m=hi");
        const auto *request = std::get_if<Request>(&read);
        QVERIFY(request);
        QCOMPARE(request->path, QStringLiteral("/a b"));
        QCOMPARE(QJsonDocument(request->query).toJson(QJsonDocument::Compact),
                 QByteArray(R"({"q":["1","2"]})"));
        QCOMPARE(QJsonDocument(request->cookies).toJson(QJsonDocument::Compact),
                 QByteArray(R"({"a":"1","b":"2"})"));
        QCOMPARE(QJsonDocument(request->form).toJson(QJsonDocument::Compact), QByteArray(R"({"m":"hi"})"));
        QCOMPARE(request->headers.value(QStringLiteral("accept")).toString(), QStringLiteral("x, y"));
        QCOMPARE(request->body, QByteArray("m=hi"));
        QCOMPARE(request->htmx,
                 (HtmxFields{true, true, QStringLiteral("http://test/"), QStringLiteral("list"),
                             QStringLiteral("button"), QStringLiteral("go")}));
    }

    void answersAreEncoded_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << 201 << QByteArray("POST")
                               << QByteArray("HTTP/1.1 201 Created\r\nDate: Sun, 06 Nov 1994 08:49:37 "
                                             "GMT\r\nX: a  b\r\nContent-Type: text/html; "
                                             "charset=utf-8\r\nContent-Length: 4\r\nCache-Control: "
                                             "no-store\r\nConnection: keep-alive\r\n\r\nbody");
        QTest::newRow("no content") << 204 << QByteArray("POST")
                                    << QByteArray("HTTP/1.1 204 No Content\r\nDate: Sun, 06 Nov 1994 "
                                                  "08:49:37 GMT\r\nX: a  b\r\nCache-Control: "
                                                  "no-store\r\nConnection: keep-alive\r\n\r\n");
        QTest::newRow("no status") << 99 << QByteArray("HEAD")
                                   << QByteArray(
                                          "HTTP/1.1 500 Internal Server Error\r\nDate: Sun, 06 Nov 1994 "
                                          "08:49:37 GMT\r\nX: a  b\r\nContent-Type: "
                                          "text/html; charset=utf-8\r\nContent-Length: 4\r\nCache-Control: "
                                          "no-store\r\nConnection: keep-alive\r\n\r\n");
    }

    void answersAreEncoded()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, bytes);
        // A value cannot begin a line of its own, and framing is the server's.
        const Answer answer{
            status, {{"X", "a\r\nb"}, {"content-length", "99"}, {"Transfer-Encoding", "x"}}, "body"};
        QCOMPARE(encodeAnswer(answer, {.method = method, .date = kDate}), bytes);
    }
};

SWAPSCOPE_LOOP_MAIN(TestDispatch)
#include "tst_dispatch.moc"
