#include "story.h"

#include <trace/condition.h>

#include <QTest>

using namespace swapscope;
using Table = QMap<QString, QVariant>;

class ConditionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<Table>("table");
        QTest::addColumn<QString>("event");
        QTest::addColumn<bool>("matches");
        const QString kind = QStringLiteral("kind");
        const QString cut = QStringLiteral("link.cut");
        const auto row = [&](const char *name, Table table, const char *event, bool matches) {
            table.insert(kind, table.value(kind, cut));
            QTest::newRow(name) << table << QString::fromLatin1(event) << matches;
        };
        row("the kind alone", {}, "link.cut B conn=3", true);
        row("another kind", {}, "link.closed B conn=3", false);
        row("the client", {{QStringLiteral("client"), QStringLiteral("B")}}, "link.cut B", true);
        row("another client", {{QStringLiteral("client"), QStringLiteral("B")}}, "link.cut A", false);
        row("no client", {{QStringLiteral("client"), QString()}}, "link.cut", false);
        row("the connection", {{QStringLiteral("conn"), qlonglong(3)}}, "link.cut B conn=3", true);
        row("another connection", {{QStringLiteral("conn"), 4}}, "link.cut B conn=3", false);
        row("no connection is not 0", {{QStringLiteral("conn"), 0}}, "link.cut B", false);
        row("the payload: an integer is a double", {{QStringLiteral("for_s"), 5}}, "link.cut B for_s=5.0",
            true);
        row("the payload: a fraction", {{QStringLiteral("for_s"), 2.5}}, "link.cut B for_s=2.5", true);
        row("a text is no number", {{QStringLiteral("for_s"), QStringLiteral("5")}}, "link.cut B for_s=5",
            false);
        row("a field that is not there", {{QStringLiteral("code"), 1006}}, "link.cut B", false);
        row("true", {{kind, QStringLiteral("page.swap")}, {QStringLiteral("oob"), true}},
            "page.swap A oob=true", true);
        row("true is not false", {{kind, QStringLiteral("page.swap")}, {QStringLiteral("oob"), true}},
            "page.swap A oob=false", false);
        row("true is not 1", {{kind, QStringLiteral("page.swap")}, {QStringLiteral("oob"), true}},
            "page.swap A oob=1", false);
        row("every field must match",
            {{QStringLiteral("client"), QStringLiteral("B")}, {QStringLiteral("for_s"), 5}},
            "link.cut A for_s=5", false);
        row("an update",
            {{kind, QStringLiteral("update.recovered")},
             {QStringLiteral("update"), 7},
             {QStringLiteral("by"), QStringLiteral("replay")}},
            "update.recovered B update=7 by=replay", true);
    }
    void matches()
    {
        QFETCH(Table, table);
        QFETCH(QString, event);
        const Result<Condition> condition = conditionFrom(table);
        QVERIFY2(condition.ok(), qPrintable(condition ? QString() : condition.error().message));
        QTEST(condition->matches(story::event(event)), "matches");
    }

    void refuses_data()
    {
        QTest::addColumn<Table>("table");
        QTest::addColumn<QString>("message");
        const auto cut = std::pair(QStringLiteral("kind"), QVariant(QStringLiteral("link.cut")));
        QTest::newRow("no kind") << Table{{QStringLiteral("client"), QStringLiteral("B")}}
                                 << QStringLiteral(
                                        "a condition needs \"kind\", the kind of event it waits for, "
                                        "for instance kind = \"link.cut\"");
        QTest::newRow("an unknown kind") << Table{{QStringLiteral("kind"), QStringLiteral("link.cu")}}
                                         << QStringLiteral("there is no kind of event \"link.cu\"");
        for (const QVariant &count : {QVariant(0), QVariant(1.5), QVariant(QStringLiteral("3"))}) {
            QTest::newRow(qPrintable(QStringLiteral("count ") + count.toString()))
                << Table{cut, {QStringLiteral("count"), count}}
                << QStringLiteral("\"count\" must be a whole number from 1 to 1000000");
        }
        QTest::newRow("a list") << Table{cut, {QStringLiteral("client"), QVariantList{1}}}
                                << QStringLiteral("\"client\" must be a text, a number, true or false");
    }
    void refuses()
    {
        QFETCH(Table, table);
        const Result<Condition> condition = conditionFrom(table);
        QVERIFY(!condition.ok());
        QTEST(condition.error().message, "message");
    }

    void countsTheEventsThatMatch()
    {
        ConditionProgress progress(
            {QStringLiteral("update.missed"), {{QStringLiteral("client"), QStringLiteral("B")}}, 2});
        QList<bool> fulfilled;
        for (const Event &event : story::events({
                 QStringLiteral("update.missed B update=1"),
                 QStringLiteral("update.missed A update=2"),
                 QStringLiteral("update.missed B update=2"),
                 QStringLiteral("update.missed B update=3"),
             }))
            fulfilled += progress.feed(event);
        QCOMPARE(fulfilled, QList<bool>({false, false, true, false}));
        QVERIFY(progress.done());
        QCOMPARE(progress.seen(), 2);
        QCOMPARE(progress.by(), EventId(3));
    }
};

QTEST_GUILESS_MAIN(ConditionTest)
#include "tst_condition.moc"
