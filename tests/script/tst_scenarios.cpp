#include "scriptbench.h"

#include <core/textfile.h>
#include <scenario/scenario.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// The scripts of the bundled scenarios, under every version and every choice of their parameters.
class TestScenarioScripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void load_data();
    void load();
    void chatTalks();
    void counterCounts();
    void kitchenServesInPieces();
    void kitchenSpeaksTodaysLanguage_data();
    void kitchenSpeaksTodaysLanguage();
};

namespace {

const QString kScenarios = QStringLiteral(SWAPSCOPE_SOURCE_DIR "/resources/scenarios");

// Every combination of the parameters' choices.
QList<QVariantMap> combinations(const Manifest &manifest)
{
    QList<QVariantMap> all{{}};
    for (const ManifestParam &param : manifest.params) {
        QList<QVariantMap> longer;
        for (const QVariantMap &map : all) {
            for (const QString &choice : param.choices) {
                QVariantMap one = map;
                one.insert(param.name, choice);
                longer.push_back(one);
            }
        }
        all = longer;
    }
    return all;
}

QString scriptOf(const QString &name)
{
    const auto text = readText(kScenarios + u'/' + name + u"/server.js"_s);
    return text ? *text : QString();
}

} // namespace

void TestScenarioScripts::load_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("htmx");
    QTest::addColumn<QVariantMap>("params");
    for (const QString &name : QDir(kScenarios).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto scenario = loadScenario(kScenarios + u'/' + name);
        QVERIFY2(scenario.ok(), qPrintable(name));
        for (const QString &htmx : scenario.scenario.manifest.htmx) {
            for (const QVariantMap &params : combinations(scenario.scenario.manifest)) {
                QStringList values;
                for (const QVariant &value : params)
                    values.push_back(value.toString());
                QTest::newRow(qPrintable(name + u' ' + htmx + u' ' + values.join(u' ')))
                    << scriptOf(name) << htmx << params;
            }
        }
    }
}

void TestScenarioScripts::load()
{
    QFETCH(QString, script);
    QFETCH(QString, htmx);
    QFETCH(QVariantMap, params);
    ScriptBench bench;
    const auto loaded = bench.load(script, params, 1, htmx);
    QVERIFY2(loaded.ok(), loaded ? "" : qPrintable(loaded.error().toString()));
    // Every cue does what it says without an error, whoever is connected.
    for (int i = 0; i < bench.engine.cues().size(); ++i) {
        const auto ran = bench.engine.runCue(i);
        QVERIFY2(ran.ok(), ran ? "" : qPrintable(ran.error().toString()));
    }
    QCOMPARE(bench.errors(), QStringList());
}

void TestScenarioScripts::chatTalks()
{
    ScriptBench bench;
    QVERIFY(bench.load(scriptOf(u"chat"_s), {{u"catchUp"_s, u"snapshot"_s}}).ok());
    WsClient client(bench, "/chat");
    QTRY_VERIFY(!client.messages().isEmpty());
    QVERIFY2(client.messages()[0].contains("innerHTML"), client.messages()[0].constData());
    client.text(R"({"message":"<b>hello</b>","HEADERS":{}})");
    client.text(R"({"message":"   ","HEADERS":{}})");
    const auto said = [&] {
        for (const QByteArray &message : client.messages()) {
            if (message.contains("&lt;b&gt;hello&lt;/b&gt;"))
                return message;
        }
        return QByteArray();
    };
    QTRY_VERIFY(!said().isEmpty());
    QVERIFY(said().startsWith("<div id=\"messages\" hx-swap-oob=\"beforeend\"><p data-update=\""));
    QCOMPARE(bench.errors(), QStringList());
}

void TestScenarioScripts::counterCounts()
{
    ScriptBench bench;
    QVERIFY(bench.load(scriptOf(u"counter"_s), {{u"catchUp"_s, u"replay"_s}}).ok());
    StreamClient client(bench, "/counter");
    QTRY_COMPARE(client.head().status, 200);
    const int ten = static_cast<int>(bench.engine.cues().indexOf(u"Count ten"_s));
    QVERIFY(ten >= 0);
    QTRY_VERIFY(bench.server.peers().size() == 1);
    QVERIFY(bench.engine.runCue(ten).ok());
    QTRY_VERIFY(client.texts().size() >= 10);
    QVERIFY2(client.texts()[9].contains(u"<span data-update=\"10\">10</span>"_s),
             qPrintable(client.texts().join(u" | "_s)));
    QCOMPARE(client.blocks()[9].event.id, u"10"_s);
}

void TestScenarioScripts::kitchenServesInPieces()
{
    ScriptBench bench;
    QVERIFY(bench.load(scriptOf(u"kitchen"_s)).ok());
    const auto order = [&bench](const QByteArray &text) {
        const QByteArray body = "order=" + text.toPercentEncoding();
        return ask(bench, "POST /orders HTTP/1.1\r\nHost: test\r\n"
                          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                              QByteArray::number(body.size()) + "\r\n\r\n" + body);
    };
    QVERIFY(order("a rock @7").body.contains("tea, scone, soup"));
    const Reply card = order("2x tea, scone @7 -- no <milk>,\nplease");
    QVERIFY2(card.body.contains("sse-connect=\"/orders/1\""), card.body.constData());
    QVERIFY2(card.body.contains("Table 7 <em>no &lt;milk&gt;,\nplease</em>"), card.body.constData());
    QCOMPARE(ask(bench, get("/orders/2")).head.status, 404);

    // Who comes back says what it has: it gets the rest, and nothing twice.
    StreamClient whole(bench, "/orders/1");
    StreamClient rest(bench, "/orders/1", "Last-Event-ID: 2\r\n");
    QTRY_VERIFY(whole.complete() && rest.complete());
    QCOMPARE(whole.head().value("Content-Type"), "text/event-stream");
    const QStringList texts = whole.texts();
    QCOMPARE(texts.size(), 6);
    QCOMPARE(QStringList(texts.mid(0, 4)).filter(u"2 × tea"_s).size(), 2);
    QCOMPARE(texts.mid(4), (QStringList{u"<li>Served. 8.20 €, please.</li>"_s, u"bye"_s}));
    QCOMPARE(whole.blocks().back().event.event, u"served"_s);
    QCOMPARE(rest.texts(), texts.mid(2));
    QCOMPARE(bench.all(Kind::ServerPublished).size(), 2U); // the board: open, served
    QCOMPARE(bench.errors(), QStringList());

    QVERIFY(order("99x soup @1").body.contains("/orders/2"));
    const auto board = [&bench] {
        return bench.all(Kind::ServerPublished).back().data[Field::Text].toString();
    };
    QVERIFY2(board().contains(u"Table 1: 1 in the kitchen, <b>1,227.60 €</b>"_s), qPrintable(board()));
}

void TestScenarioScripts::kitchenSpeaksTodaysLanguage_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"import {",
                             "from \"swapscope\"",
                             "async req =>",
                             "await sleep(",
                             "async *words(",
                             "async function* events(",
                             "for await (const [",
                             "await Promise.all(",
                             "class Order",
                             "#said = []",
                             "static #last",
                             "#say(...words)",
                             "async #make({",
                             "get isServed()",
                             "?"
                             "?=",
                             "?"
                             "? {}",
                             "?.groups",
                             "[...menu.keys()]",
                             "new Map(",
                             "new Set()",
                             "BigInt(count)",
                             "1_240n",
                             "(?<table>",
                             "(?<=\\d)",
                             "\\p{L}",
                             "$/su"})
        QTest::newRow(what) << QString::fromUtf8(what);
}

// What is of the language's last ten years: that it runs is what the test above shows.
void TestScenarioScripts::kitchenSpeaksTodaysLanguage()
{
    QFETCH(QString, what);
    QVERIFY(scriptOf(u"kitchen"_s).contains(what));
}

QTEST_GUILESS_MAIN(TestScenarioScripts)
#include "tst_scenarios.moc"
