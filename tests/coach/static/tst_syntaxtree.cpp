#include <coach/static/syntaxtree.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// f => g("é"), as syntax.js writes it
const QString kScript = u"f => g(\"é\")"_s;
constexpr auto kNodes = R"([
    ["Program", "", 0, 11, -1, 7, "", false, false],
    ["ExpressionStatement", "body", 0, 11, 0, 7, "", false, false],
    ["ArrowFunctionExpression", "expression", 0, 11, 1, 7, "", false, false],
    ["Identifier", "params", 0, 1, 2, 4, "f", false, false],
    ["CallExpression", "body", 5, 11, 2, 7, "", false, false],
    ["Identifier", "callee", 5, 6, 4, 6, "g", false, false],
    ["Literal", "arguments", 7, 10, 4, 7, "é", false, true]])";

SyntaxTree tree()
{
    return {kScript, QJsonDocument::fromJson(kNodes).array()};
}

} // namespace

class TestSyntaxTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNodes()
    {
        const SyntaxTree all = tree();
        QCOMPARE(all.size(), 7);
        QCOMPARE(all.script(), kScript);
        QCOMPARE(all[1].type, SyntaxNode::Other); // nobody asks for this type
        QCOMPARE(all[2].type, SyntaxNode::ArrowFunctionExpression);
        QVERIFY(all[2].isFunction());
        QCOMPARE(all[3].text, u"f"_s);
        QCOMPARE(all[4].begin, 5);
        QCOMPARE(all[4].parent, 2);
        QVERIFY(all.isString(6));
        QVERIFY(!all.isString(5));
        QVERIFY(!all.is(-1, SyntaxNode::Other));
    }

    void findsChildren()
    {
        const SyntaxTree all = tree();
        QCOMPARE(all.child(2, u"body"), 4);
        QCOMPARE(all.child(4, u"callee"), 5);
        QCOMPARE(all.child(2, u"callee"), -1); // its grandchild's
        QCOMPARE(all.child(-1, u"body"), -1);
        QCOMPARE(all.children(4, u"arguments"), std::vector<int>{6});
        QCOMPARE(all.children(4, u"body"), std::vector<int>());
    }
};

QTEST_GUILESS_MAIN(TestSyntaxTree)
#include "tst_syntaxtree.moc"
