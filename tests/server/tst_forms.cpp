#include <server/http/forms.h>

#include <QJsonDocument>
#include <QTest>

using namespace swapscope;
using namespace swapscope::mock;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class TestForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urlEncoded_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QJsonObject>("fields");
        QTest::newRow("nothing") << QByteArray() << QJsonObject{};
        QTest::newRow("two") << QByteArray("a=1&b=2") << json(R"({"a": "1", "b": "2"})");
        QTest::newRow("again") << QByteArray("a=1&a=2&a=3") << json(R"({"a": ["1", "2", "3"]})");
        QTest::newRow("spaces and UTF-8")
            << QByteArray("m=gr%C3%BC%C3%9Fe+an%20alle%2B") << json(R"({"m": "grüße an alle+"})");
        QTest::newRow("empty parts") << QByteArray("&a&=x&b=&") << json(R"({"a": "", "": "x", "b": ""})");
        QTest::newRow("a second =") << QByteArray("a=1=2") << json(R"({"a": "1=2"})");
    }

    void urlEncoded()
    {
        QFETCH(QByteArray, text);
        QFETCH(QJsonObject, fields);
        const auto decoded = decodeUrlEncoded(text);
        QVERIFY(decoded);
        QCOMPARE(*decoded, fields);
    }

    void tooManyFieldsAreRefused()
    {
        QVERIFY(decodeUrlEncoded(QByteArray("a&").repeated(kMaxFields)));
        const auto refused = decodeUrlEncoded(QByteArray("a&").repeated(kMaxFields + 1));
        QVERIFY(!refused);
        QCOMPARE(refused.error().message, QStringLiteral("The form or query has more than 1000 fields."));
    }

    void targets_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("path"); // null: refused
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("plain") << QByteArray("/a/b") << "/a/b" << QByteArray();
        QTest::newRow("query") << QByteArray("/a?x=1?2") << "/a" << QByteArray("x=1?2");
        QTest::newRow("escapes") << QByteArray("/r/%C3%A4%20b") << QStringLiteral("/r/ä b") << QByteArray();
        QTest::newRow("a proxy's") << QByteArray("http://host:80/a?b") << "/a" << QByteArray("b");
        QTest::newRow("a proxy's, bare") << QByteArray("http://host") << "/" << QByteArray();
        QTest::newRow("NUL") << QByteArray("/a%00") << QString() << QByteArray();
        QTest::newRow("no UTF-8") << QByteArray("/%FF") << QString() << QByteArray();
        QTest::newRow("no path") << QByteArray("*") << QString() << QByteArray();
    }

    void targets()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, path);
        QFETCH(QByteArray, query);
        const auto split = splitTarget(target);
        QCOMPARE(split.has_value(), !path.isNull());
        if (split) {
            QCOMPARE(split->path, path);
            QCOMPARE(split->query, query);
        }
    }

    void cookies()
    {
        QCOMPARE(decodeCookies("a=1; b=\"two\"; a=3; nothing; =x"), json(R"({"a": "1", "b": "two"})"));
    }

    void multipart()
    {
        const QByteArray body = "preamble, ignored\r\n"
                                "--frontier\r\n"
                                "Content-Disposition: form-data; name=\"who\"\r\n\r\n"
                                "Alice\r\n"
                                "--frontier  \r\n"
                                "content-disposition: form-data; name=\"pic\"; filename=\"a%22b.png\"\r\n"
                                "Content-Type: image/png\r\n\r\n"
                                "\x89PNG\r\n--frontie\r\n\r\n"
                                "--frontier\r\n"
                                "Content-Disposition: form-data; name=\"none\"; filename=\"\"\r\n"
                                "Content-Type: application/octet-stream\r\n\r\n\r\n"
                                "--frontier\r\n"
                                "Content-Disposition: form-data; name=\"who\"\r\n\r\n"
                                "Bob\r\n"
                                "--frontier--\r\nepilogue";
        const auto form = decodeForm("multipart/form-data; boundary=\"frontier\"", body);
        QVERIFY2(form, qPrintable(form ? QString() : form.error().message));
        QCOMPARE(form->fields, json(R"({"who": ["Alice", "Bob"]})"));
        QCOMPARE(form->files.size(), std::size_t(1));
        QCOMPARE(form->files[0], (UploadedFile{QStringLiteral("pic"), QStringLiteral("a\"b.png"),
                                               QStringLiteral("image/png"), "\x89PNG\r\n--frontie\r\n"}));
    }

    void brokenMultipart_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("says");
        const QByteArray type = "multipart/form-data; boundary=b";
        QTest::newRow("no boundary named")
            << QByteArray("multipart/form-data") << QByteArray() << "needs a boundary";
        QTest::newRow("a long boundary") << type + QByteArray(70, 'b') << QByteArray() << "1 to 70";
        QTest::newRow("no boundary there") << type << QByteArray("hello") << "does not contain its boundary";
        QTest::newRow("cut short") << type
                                   << QByteArray("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx")
                                   << "ends before its last boundary";
        QTest::newRow("no name") << type << QByteArray("--b\r\nContent-Type: x\r\n\r\nx\r\n--b--")
                                 << "has no name";
        QTest::newRow("no head") << type << QByteArray("--b\r\nx\r\n--b--") << "no empty line";
        QTest::newRow("a glued boundary")
            << type << QByteArray("--bx\r\n\r\n--b--") << "does not end its line";
        QTest::newRow("a huge head") << type
                                     << "--b\r\nX: " + QByteArray(kMaxPartHead, 'x') + "\r\n\r\nx\r\n--b--"
                                     << "more than 16 KiB";
    }

    void brokenMultipart()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, says);
        const auto form = decodeForm(type, body);
        QVERIFY(!form);
        QVERIFY2(form.error().message.contains(says), qPrintable(form.error().message));
    }

    void otherBodiesAreNoForms()
    {
        const auto form = decodeForm("application/json", "{\"a\": 1}");
        QVERIFY(form);
        QVERIFY(form->fields.isEmpty());
    }

    void htmxFormsOverASocket_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QJsonObject>("form");
        QTest::addColumn<QJsonObject>("headers");
        const QJsonObject said = json(R"({"HX-Request": "true"})");
        QTest::newRow("htmx 2") << QByteArray(R"({"m":"hi","HEADERS":{"HX-Request":"true"}})")
                                << json(R"({"m": "hi"})") << said;
        QTest::newRow("htmx 4") << QByteArray(R"({"m":"hi","headers":{"HX-Request":"true"}})")
                                << json(R"({"m": "hi"})") << said;
        QTest::newRow("a field of that name")
            << QByteArray(R"({"headers":"mine"})") << json(R"({"headers": "mine"})") << QJsonObject{};
        QTest::newRow("no JSON") << QByteArray("hello") << QJsonObject{} << QJsonObject{};
        QTest::newRow("with space around")
            << QByteArray(" \n{\"m\": 1} ") << json(R"({"m": 1})") << QJsonObject{};
        QTest::newRow("no object") << QByteArray("[1]") << QJsonObject{} << QJsonObject{};
    }

    void htmxFormsOverASocket()
    {
        QFETCH(QByteArray, text);
        QFETCH(QJsonObject, form);
        QFETCH(QJsonObject, headers);
        const SocketForm decoded = decodeSocketForm(text);
        QCOMPARE(decoded.form, form);
        QCOMPARE(decoded.headers, headers);
    }
};

QTEST_GUILESS_MAIN(TestForms)
#include "tst_forms.moc"
