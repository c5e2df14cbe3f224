#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

namespace {

using What = AttemptFault::What;
using Wants = LinkRequest::Wants;

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

} // namespace

class TestAttemptFault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void httpSaysWhatToAnswer()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("http"),
                           {{QStringLiteral("status"), 302},
                            {QStringLiteral("location"), QStringLiteral("/login")},
                            {QStringLiteral("type"), QStringLiteral("text/plain")},
                            {QStringLiteral("retry_after"), 5 * kSecond}},
                           0));
        QCOMPARE(faults.attempts.size(), 1U);
        QCOMPARE(faults.attempts[0].what, What::Answer);
        QCOMPARE(faults.attempts[0].answer, (HttpAnswer{302, 5 * kSecond, "/login", "text/plain"}));
    }

    void flapAndHandshakeSayHowLong()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("flap"), {}, 0));
        QVERIFY(applyFault(faults, QStringLiteral("flap"), with("open_for", 70), 0));
        QVERIFY(applyFault(faults, QStringLiteral("handshake"), with("by", 80), 0));
        QCOMPARE(faults.attempts.size(), 2U);
        QCOMPARE(faults.attempts[0].what, What::Flap);
        QCOMPARE(faults.attempts[0].by, 70);
        QCOMPARE(faults.attempts[1].what, What::Slow);
        QCOMPARE(faults.attempts[1].by, 80);
        QVERIFY(applyFault(faults, QStringLiteral("mend"), {}, 0));
        QVERIFY(faults.attempts.empty());
    }

    void theyAreMeantForConnectionsOrForAll()
    {
        const LinkRequest page{.method = "GET"};
        const LinkRequest socket{.method = "GET", .wants = Wants::WebSocket};
        const LinkRequest stream{.method = "GET", .wants = Wants::Stream};
        const LinkRequest maybe{.method = "GET", .wants = Wants::MaybeStream};
        const LinkRequest form{.method = "POST", .wants = Wants::MaybeStream};
        AttemptFault fault;
        QVERIFY(!fault.matches(page) && !fault.matches(form));
        QVERIFY(fault.matches(socket) && fault.matches(stream) && fault.matches(maybe));
        fault.pages = true;
        QVERIFY(fault.matches(page) && fault.matches(form));
    }

    void nonsenseIsAnErrorAndChangesNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QString>("error");
        QTest::newRow("no status") << "http" << QVariantMap()
                                   << "http needs a status from 200 to 599, not \"\"";
        QTest::newRow("a status of no answer")
            << "http" << with("status", 101) << "http needs a status from 200 to 599, not \"101\"";
        QVariantMap split = with("status", 302);
        split.insert(with("location", QStringLiteral("/a\r\nX: b")));
        QTest::newRow("two lines")
            << "http" << split
            << "location and type are ASCII without control characters, at most 2000 of them";
        QTest::newRow("requests")
            << "flap" << with("requests", QStringLiteral("some"))
            << "requests must be live (for WebSockets and streams) or all, not \"some\"";
        QTest::newRow("no time") << "handshake" << QVariantMap()
                                 << "handshake needs by: how long a request waits";
        QTest::newRow("a bound") << "flap" << with("next", -1)
                                 << "next must be a whole number from 1 to 1000000, not -1";
    }

    void nonsenseIsAnErrorAndChangesNothing()
    {
        QFETCH(QString, name);
        QFETCH(QVariantMap, args);
        LinkFaults faults;
        const auto effect = applyFault(faults, name, args, 0);
        QVERIFY(!effect);
        QTEST(effect.error().message, "error");
        QVERIFY(faults.attempts.empty());
    }
};

QTEST_GUILESS_MAIN(TestAttemptFault)
#include "tst_attemptfault.moc"
