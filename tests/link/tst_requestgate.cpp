#include "spoken.h"

#include <link/requestgate.h>
#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using test::s;

namespace {

const LinkRequest kPage{.method = "GET"};
const LinkRequest kSocket{.method = "GET", .wants = LinkRequest::Wants::WebSocket};

struct Bench
{
    LinkFaults faults;
    Random random{7};

    void apply(const char *fault, const QVariantMap &args = {})
    {
        QVERIFY(test::applyFault(faults, s(fault), args, 0));
    }
    RequestGate admit(const LinkRequest *request, bool alone = true)
    {
        return swapscope::admit(faults, request, alone, random, 0);
    }
};

} // namespace

class TestRequestGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAFaultEverythingIsLetInAsItIs()
    {
        Bench bench;
        for (const LinkRequest *request : {&kPage, &kSocket, static_cast<const LinkRequest *>(nullptr)}) {
            const RequestGate admission = bench.admit(request);
            QVERIFY(!admission.reset && !admission.answer && !admission.dropsAfter && !admission.counted);
            QCOMPARE(admission.hold, 0);
        }
    }

    void aRefusalResetsAndIsCountedWhereItIsBounded()
    {
        Bench bench;
        bench.apply("refuse");
        QVERIFY(bench.admit(&kPage).reset);
        QVERIFY(bench.admit(nullptr).reset);
        QVERIFY(!bench.admit(&kPage).counted);
        bench.apply("refuse", {{s("next"), 1}});
        QVERIFY(!bench.admit(&kPage).reset); // a bounded one is meant for WebSockets and streams
        const RequestGate refused = bench.admit(&kSocket);
        QVERIFY(refused.reset && refused.counted);
        QVERIFY(!bench.admit(&kSocket).reset);
    }

    void anAnswerInTheServersPlaceEndsTheQuestions()
    {
        Bench bench;
        bench.apply("http", {{s("status"), 429}, {s("next"), 1}});
        bench.apply("handshake", {{s("by"), 80}, {s("next"), 1}});
        const RequestGate answered = bench.admit(&kSocket);
        QVERIFY(answered.answer);
        QCOMPARE(answered.answer->status, 429);
        QCOMPARE(answered.hold, 0);
        QVERIFY(answered.counted);
        const RequestGate next = bench.admit(&kSocket);
        QVERIFY(!next.answer);
        QCOMPARE(next.hold, 80);
        QVERIFY(!bench.admit(&kSocket).counted);
    }

    void aRequestCanBeSlowAndItsConnectionShort()
    {
        Bench bench;
        bench.apply("flap", {{s("open_for"), 70}});
        bench.apply("handshake", {{s("by"), 80}});
        const RequestGate admission = bench.admit(&kSocket);
        QCOMPARE(admission.dropsAfter, std::optional<Nanoseconds>(70));
        QCOMPARE(admission.hold, 80);
        QVERIFY(!bench.admit(&kPage).dropsAfter);
    }

    void behindAnotherRequestOnlyARefusalActs()
    {
        Bench bench;
        bench.apply("http", {{s("status"), 503}, {s("next"), 1}});
        const RequestGate admission = bench.admit(&kSocket, false);
        QVERIFY(!admission.answer && !admission.counted);
        QVERIFY(bench.admit(&kSocket).answer);
        bench.apply("refuse");
        QVERIFY(bench.admit(&kSocket, false).reset);
    }
};

QTEST_GUILESS_MAIN(TestRequestGate)
#include "tst_requestgate.moc"
