#include <js/context.h>

#include <QTest>

using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;

class TestValue : public QObject
{
    Q_OBJECT

private:
    Context m_context;

    Value eval(const QString &expression)
    {
        const auto value = m_context.evaluate(u'(' + expression + u')', u"test.js"_s);
        return value ? *value : Value();
    }

private Q_SLOTS:
    void types()
    {
        QVERIFY(Value().isUndefined());
        QVERIFY(eval(u"undefined"_s).isUndefined());
        QVERIFY(eval(u"true"_s).isBool() && eval(u"true"_s).boolean());
        QCOMPARE(eval(u"1.5"_s).number(), 1.5);
        QCOMPARE(eval(u"'é€'"_s).string(), u"é€"_s);
        QCOMPARE(eval(u"'é€'"_s).utf8(), u"é€"_s.toUtf8());
        QCOMPARE(eval(u"'a\\0b'"_s).utf8(), QByteArray("a\0b", 3));
        QVERIFY(eval(u"() => 1"_s).isCallable() && eval(u"() => 1"_s).isObject());
        QVERIFY(eval(u"Promise.resolve()"_s).isPromise());
        QVERIFY(!eval(u"{ then() {} }"_s).isPromise());
        QCOMPARE(eval(u"new Uint8Array([1, 0, 255]).buffer"_s).bytes(), QByteArray("\1\0\xff", 3));
        QVERIFY(eval(u"5"_s).string().isEmpty());
        QCOMPARE(eval(u"'5'"_s).number(), 0.0);
    }

    void shown_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("text");
        for (const auto &[expression, text] : {std::pair("1000.5", "1000.5"),
                                               {"NaN", "NaN"},
                                               {"-Infinity", "-Infinity"},
                                               {"null", "null"},
                                               {"true", "true"},
                                               {"'x'", "x"},
                                               {"{}", "an object"},
                                               {"() => 1", "a function"},
                                               {"10n", "a BigInt"},
                                               {"Symbol('s')", "a symbol"},
                                               {"undefined", "undefined"}})
            QTest::newRow(expression) << QString::fromLatin1(expression) << QString::fromLatin1(text);
    }
    void shown()
    {
        QFETCH(QString, expression);
        QFETCH(QString, text);
        QCOMPARE(eval(expression).shown(), text);
    }

    void members()
    {
        const Value object = eval(u"{ a: 1, 'b c': [1, 'two'], __proto__: { inherited: 1 } }"_s);
        QCOMPARE(object.keys(), (QStringList{u"a"_s, u"b c"_s}));
        QCOMPARE(object.property("a").number(), 1.0);
        QCOMPARE(object.property(u"b c"_s).length(), 2);
        QCOMPARE(object.property(u"b c"_s).at(1).string(), u"two"_s);
        QVERIFY(object.property("inherited").isUndefined());
        QVERIFY(object.property("none").isUndefined());
        QCOMPARE(Value().keys(), QStringList());
    }

    // Reading a value must not run the script.
    void readsWithoutRunningCode()
    {
        const Value object = eval(u"{ get a() { for (;;) ; } }"_s);
        QVERIFY(object.property("a").isUndefined());
        const Value proxy = eval(u"new Proxy({}, { get() { for (;;) ; }, ownKeys() { for (;;) ; } })"_s);
        QVERIFY(proxy.property("a").isUndefined());
        QCOMPARE(proxy.keys(), QStringList());
    }

    void copiesMeanTheSame()
    {
        Value one = eval(u"{ n: 1 }"_s);
        Value two = one;
        one = Value();
        QCOMPARE(two.property("n").number(), 1.0);
        const Value three = std::move(two);
        QCOMPARE(three.property("n").number(), 1.0);
    }
};

QTEST_GUILESS_MAIN(TestValue)
#include "tst_value.moc"
