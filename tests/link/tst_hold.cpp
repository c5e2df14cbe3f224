#include <link/hold/hold.h>

#include <QTest>

using namespace swapscope;

class TestHold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBreakpointIsReadAndWritten()
    {
        const QVariantMap args{{QStringLiteral("client"), QStringLiteral("B")},
                               {QStringLiteral("direction"), QStringLiteral("down")},
                               {QStringLiteral("path"), QStringLiteral("/ch*")},
                               {QStringLiteral("event"), QStringLiteral("tick")},
                               {QStringLiteral("text"), QStringLiteral("/a+/i")},
                               {QStringLiteral("heartbeats"), true}};
        const Result<Breakpoint> read = Breakpoint::read(args);
        QVERIFY(read);
        QCOMPARE(read->client, QStringLiteral("B"));
        QVERIFY(read->direction == Breakpoint::Way::Down);
        QCOMPARE(read->path, QStringLiteral("/ch*"));
        QCOMPARE(read->event, QStringLiteral("tick"));
        QCOMPARE(read->text, QStringLiteral("/a+/i"));
        QVERIFY(read->heartbeats);
        QCOMPARE(read->written(), args);
    }

    void withoutAnythingSaidItIsForAll()
    {
        const Result<Breakpoint> read = Breakpoint::read({{QStringLiteral("client"), QStringLiteral("*")}});
        QVERIFY(read);
        QVERIFY(*read == Breakpoint{});
        QCOMPARE(read->written(), QVariantMap());
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("message");
        QTest::newRow("unknown") << QStringLiteral("pat") << QVariant(1)
                                 << QStringLiteral(
                                        "A breakpoint knows no \"pat\"; it takes client, direction, "
                                        "path, event, text, heartbeats");
        QTest::newRow("direction") << QStringLiteral("direction") << QVariant(QStringLiteral("left"))
                                   << QStringLiteral("A breakpoint's direction must be up, down or both, not "
                                                     "\"left\"");
        QTest::newRow("heartbeats") << QStringLiteral("heartbeats") << QVariant(QStringLiteral("yes"))
                                    << QStringLiteral("A breakpoint's heartbeats must be true or false, not "
                                                      "\"yes\"");
        QTest::newRow("path") << QStringLiteral("path") << QVariant(QStringLiteral("chat"))
                              << QStringLiteral(
                                     "A breakpoint's path must begin with / or *, as in /chat or *, "
                                     "not \"chat\"");
        QTest::newRow("text") << QStringLiteral("text") << QVariant(QStringLiteral("/a/x"))
                              << QStringLiteral("Behind a regular expression only i may stand, not \"x\"");
        QTest::newRow("long") << QStringLiteral("event") << QVariant(QString(1001, u'e'))
                              << QStringLiteral("A breakpoint's event has 1001 characters, at most 1000 are "
                                                "taken");
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QString, name);
        QFETCH(QVariant, value);
        const Result<Breakpoint> read = Breakpoint::read({{name, value}});
        QVERIFY(!read);
        QTEST(read.error().message, "message");
    }
};

QTEST_GUILESS_MAIN(TestHold)
#include "tst_hold.moc"
