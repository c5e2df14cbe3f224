#include <client/reconnect.h>

#include <QSet>
#include <QTest>

using namespace swapscope;

class ReconnectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPolicyIsRegisteredOnce()
    {
        QStringList ids;
        for (const auto &policy : reconnectPolicies()) {
            ids += policy->id();
            QVERIFY(!policy->title().isEmpty());
        }
        QCOMPARE(ids, QStringList({QStringLiteral("htmx2-ws"), QStringLiteral("htmx4-ws"),
                                   QStringLiteral("htmx4-sse"), QStringLiteral("htmx2-sse"),
                                   QStringLiteral("eventsource")}));
    }

    void findsThemByTheirId()
    {
        QCOMPARE(reconnectPolicy(u"htmx4-sse")->title(), QStringLiteral("htmx 4 stream"));
        QVERIFY(!reconnectPolicy(u"htmx3-ws"));
    }

    void knowsWhichAPageFollows_data()
    {
        QTest::addColumn<QString>("htmx");
        QTest::addColumn<QString>("transport");
        QTest::addColumn<QStringList>("ids");
        const auto row = [](const char *htmx, const char *transport, const QStringList &ids) {
            QTest::addRow("htmx %s %s", htmx, transport)
                << QString::fromLatin1(htmx) << QString::fromLatin1(transport) << ids;
        };
        row("2", "ws", {QStringLiteral("htmx2-ws")});
        row("4", "ws", {QStringLiteral("htmx4-ws")});
        row("2", "sse", {QStringLiteral("htmx2-sse"), QStringLiteral("eventsource")});
        row("4", "sse", {QStringLiteral("htmx4-sse")});
        row("3", "ws", {});
    }
    void knowsWhichAPageFollows()
    {
        QFETCH(QString, htmx);
        QFETCH(QString, transport);
        QTEST(reconnectPolicyIds(htmx, transport), "ids");
    }
};

QTEST_GUILESS_MAIN(ReconnectTest)
#include "tst_reconnect.moc"
