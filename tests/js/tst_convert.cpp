#include <js/context.h>

#include <QJsonArray>
#include <QTest>

using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;

// What the program hands to a script, as the script sees it.
class TestConvert : public QObject
{
    Q_OBJECT

private:
    Context m_context;

    QString seen(const Argument &argument)
    {
        const auto show = m_context.evaluate(
            u"v => v instanceof ArrayBuffer ? 'bytes ' + new Uint8Array(v).join() : typeof v + ' ' + JSON.stringify(v)"_s,
            u"test.js"_s);
        const Argument arguments[] = {argument};
        return m_context.call(*show, {}, arguments, {}).value.string();
    }

private Q_SLOTS:
    void arguments()
    {
        QCOMPARE(seen({}), u"undefined undefined"_s);
        QCOMPARE(seen(true), u"boolean true"_s);
        QCOMPARE(seen(1.0), u"number 1"_s);
        QCOMPARE(seen(1e300), u"number 1e+300"_s);
        QCOMPARE(seen(u"é€\U0001F600\"\0x"_s), u"string \"é€\U0001F600\\\"\\u0000x\""_s);
        QCOMPARE(seen(Utf8{QByteArray("plain \"\0x", 9)}), u"string \"plain \\\"\\u0000x\""_s);
        QCOMPARE(seen(Utf8{u"é€\U0001F600"_s.toUtf8()}), u"string \"é€\U0001F600\""_s);
        QCOMPARE(seen(Utf8{}), u"string \"\""_s);
        QCOMPARE(seen(QByteArray("\0\1\xff", 3)), u"bytes 0,1,255"_s);
        QCOMPARE(seen(QByteArray()), u"bytes "_s);
        QCOMPARE(seen(QJsonObject{{u"a"_s, QJsonArray{1, u"x"_s, QJsonValue::Null, true}},
                                  {u"b"_s, QJsonObject{}}}),
                 u"object {\"a\":[1,\"x\",null,true],\"b\":{}}"_s);
        // A form may have a field of any name.
        QCOMPARE(seen(QJsonObject{{u"__proto__"_s, 1}}), u"object {\"__proto__\":1}"_s);
        QCOMPARE(seen(m_context.newObject()), u"object {}"_s);
    }

    void halvesOfPairs()
    {
        const auto half = m_context.evaluate(u"'a\\ud83d'"_s, u"test.js"_s);
        QCOMPARE(half->string().size(), 2);
        QVERIFY(half->utf8().startsWith("a"));
        QVERIFY(QString::fromUtf8(half->utf8()).size() == 2);
    }
};

QTEST_GUILESS_MAIN(TestConvert)
#include "tst_convert.moc"
