#include <coach/static/attributenames.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestAttributeNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesANameApart()
    {
        const AttributeName name = attributeName(u"data-hx-vals:inherited:append");
        QCOMPARE(name.plain, u"hx-vals"_s);
        QVERIFY(name.data && name.inherited && name.append && name.hasModifier());
        const AttributeName plain = attributeName(u"hx-ws:connect");
        QCOMPARE(plain.plain, u"hx-ws:connect"_s);
        QVERIFY(!plain.data && !plain.hasModifier());
    }

    void translatesBetweenTheVersions()
    {
        QCOMPARE(inVersion(attributeName(u"ws-connect"), u"4"), u"hx-ws:connect"_s);
        QCOMPARE(inVersion(attributeName(u"data-sse-close"), u"4"), u"hx-sse:close"_s);
        QCOMPARE(inVersion(attributeName(u"hx-sse:connect"), u"2"), u"sse-connect"_s);
        QCOMPARE(inVersion(attributeName(u"sse-swap"), u"4"), QString()); // has none
        QCOMPARE(inVersion(attributeName(u"ws-connect"), u"2"), QString());
        QCOMPARE(inVersion(attributeName(u"hx-get"), u"4"), QString());
    }

    void aSlipIsNearAndNoWordOfItsOwn()
    {
        QCOMPARE(meantBy(attributeName(u"hx-swp"), u"2")->advice, u"Write hx-swap."_s);
        QVERIFY(!meantBy(attributeName(u"hx-color"), u"2"));
        QVERIFY(!meantBy(attributeName(u"hx-swap"), u"2"));
        QVERIFY(!meantBy(attributeName(u"class"), u"2"));
    }
};

QTEST_GUILESS_MAIN(TestAttributeNames)
#include "tst_attributenames.moc"
