#include <script/module/requestvalues.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRequestValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request();
    void answers();
    void errors();
};

void TestRequestValues::request()
{
    js::Context context;
    Request request;
    request.method = "POST";
    request.path = u"/a"_s;
    request.params = {{u"id"_s, u"7"_s}};
    request.body = "b\xff";
    request.csrfToken = u"token"_s;
    request.client = u"A"_s;
    request.htmx.boosted = true;
    request.htmx.triggerName = u"q"_s;
    request.files.push_back({u"f"_s, u"x.bin"_s, u"text/plain"_s, QByteArray("\0\1", 2)});
    context.set(context.global(), "req", requestValue(context, request));
    const auto js = [&](const QString &expression) {
        return context.evaluate(u"String("_s + expression + u')', u"test.js"_s)->string();
    };
    QCOMPARE(js(u"[req.method, req.path, req.params.id, req.csrfToken, req.client].join()"_s),
             u"POST,/a,7,token,A"_s);
    QCOMPARE(js(u"req.body"_s), u"b\ufffd"_s);
    QCOMPARE(js(u"[req.htmx.request, req.htmx.boosted, req.htmx.triggerName].join()"_s), u"false,true,q"_s);
    QCOMPARE(js(u"req.files.length + req.files[0].filename + req.files[0].size"_s), u"1x.bin2"_s);
    QCOMPARE(js(u"new Uint8Array(req.files[0].data).join()"_s), u"0,1"_s);
    QCOMPARE(js(u"Object.keys(req.query).length + Object.keys(req.form).length"_s), u"0"_s);
}

void TestRequestValues::answers()
{
    js::Context context;
    const Answer text = answerOf(
        *context.evaluate(u"({ status: 201, headers: ['A', 'é', 'B', '2'], body: 'ü' })"_s, u"test.js"_s));
    QCOMPARE(text.status, 201);
    QCOMPARE(text.body, "\xc3\xbc");
    QCOMPARE(text.fields.size(), 2U);
    QCOMPARE(text.fields[0].name, "A");
    QCOMPARE(text.fields[0].value, "\xc3\xa9");
    QCOMPARE(text.fields[1].value, "2");
    const Answer bytes = answerOf(*context.evaluate(
        u"({ status: 200, headers: [], body: new Uint8Array([0, 255]).buffer })"_s, u"test.js"_s));
    QCOMPARE(bytes.body, QByteArray("\0\xff", 2));
}

void TestRequestValues::errors()
{
    const Answer answer = errorAnswer(Error{u"why"_s, u"server.js"_s, 3, 4});
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.body, "server.js:3:4: why\n");
    QCOMPARE(answer.fields[0].value, "text/plain; charset=utf-8");
}

QTEST_GUILESS_MAIN(TestRequestValues)
#include "tst_requestvalues.moc"
