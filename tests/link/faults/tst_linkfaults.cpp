#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

namespace {

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

} // namespace

class TestLinkFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsInForceAtFirst()
    {
        LinkFaults faults;
        Random random(1);
        QVERIFY(faults.admits(0));
        QVERIFY(faults.admit(nullptr, random, 0));
        QVERIFY(!faults.frozen(0));
        QVERIFY(!faults.edits(Direction::Up, 0));
        QVERIFY(!faults.anyDue(0));
        QVERIFY(!faults.nextEnd());
        QVERIFY(!faults.nextChange(0));
    }

    // What came first counts on: a cut's bound is not the refusal's.
    void cutAndRefusalHaveBoundsOfTheirOwn()
    {
        LinkFaults faults;
        Random random(1);
        LinkRequest socket;
        socket.wants = LinkRequest::Wants::WebSocket;
        QVERIFY(applyFault(faults, QStringLiteral("cut"), with("next", 1), 0));
        QVERIFY(applyFault(faults, QStringLiteral("refuse"), with("next", 1), 0));
        QVERIFY(!faults.admit(&socket, random, 0));
        QVERIFY(!faults.isCut(0));
        QVERIFY(faults.isRefusing(0));
        QVERIFY(!faults.admit(&socket, random, 0));
        QVERIFY(faults.admit(&socket, random, 0));
    }

    void aStreamThatIsWelcomeCountsAsOne()
    {
        LinkFaults faults;
        Random random(1);
        QVERIFY(applyFault(faults, QStringLiteral("refuse"), with("next", 1), 0));
        LinkRequest post;
        post.method = "POST";
        post.wants = LinkRequest::Wants::MaybeStream;
        QVERIFY(faults.admit(&post, random, 0));
        LinkRequest get = post;
        get.method = "GET";
        QVERIFY(!faults.admit(&get, random, 0));
    }

    void theNextChangeIsABeginningOrAnEnd()
    {
        LinkFaults faults;
        QVERIFY(applyFault(
            faults, QStringLiteral("bandwidth"),
            {{QStringLiteral("kbit"), 8}, {QStringLiteral("after"), 10}, {QStringLiteral("for"), 10}}, 0));
        QVERIFY(applyFault(faults, QStringLiteral("cut"), with("after", 15), 0));
        QCOMPARE(faults.nextChange(0), std::optional<Nanoseconds>(10));
        QCOMPARE(faults.nextChange(10), std::optional<Nanoseconds>(15));
        QCOMPARE(faults.nextChange(15), std::optional<Nanoseconds>(20));
        QVERIFY(!faults.nextChange(20));
    }
};

QTEST_GUILESS_MAIN(TestLinkFaults)
#include "tst_linkfaults.moc"
