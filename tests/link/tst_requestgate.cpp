#include "spoken.h"

#include <link/gate/requestgate.h>
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
    RequestGate::Acts admit(const LinkRequest *request, bool alone = true)
    {
        return RequestGate::ask(faults, request, alone, random, 0);
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
            const RequestGate::Acts admission = bench.admit(request);
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
        const RequestGate::Acts refused = bench.admit(&kSocket);
        QVERIFY(refused.reset && refused.counted);
        QVERIFY(!bench.admit(&kSocket).reset);
    }

    void anAnswerInTheServersPlaceEndsTheQuestions()
    {
        Bench bench;
        bench.apply("http", {{s("status"), 429}, {s("next"), 1}});
        bench.apply("handshake", {{s("by"), 80}, {s("next"), 1}});
        const RequestGate::Acts answered = bench.admit(&kSocket);
        QVERIFY(answered.answer);
        QCOMPARE(answered.answer->status, 429);
        QCOMPARE(answered.hold, 0);
        QVERIFY(answered.counted);
        const RequestGate::Acts next = bench.admit(&kSocket);
        QVERIFY(!next.answer);
        QCOMPARE(next.hold, 80);
        QVERIFY(!bench.admit(&kSocket).counted);
    }

    void aRequestCanBeSlowAndItsConnectionShort()
    {
        Bench bench;
        bench.apply("flap", {{s("open_for"), 70}});
        bench.apply("handshake", {{s("by"), 80}});
        const RequestGate::Acts admission = bench.admit(&kSocket);
        QCOMPARE(admission.dropsAfter, std::optional<Nanoseconds>(70));
        QCOMPARE(admission.hold, 80);
        QVERIFY(!bench.admit(&kPage).dropsAfter);
    }

    void behindAnotherRequestOnlyARefusalActs()
    {
        Bench bench;
        bench.apply("http", {{s("status"), 503}, {s("next"), 1}});
        const RequestGate::Acts admission = bench.admit(&kSocket, false);
        QVERIFY(!admission.answer && !admission.counted);
        QVERIFY(bench.admit(&kSocket).answer);
        bench.apply("refuse");
        QVERIFY(bench.admit(&kSocket, false).reset);
    }

    // From the arrival of a request to what the trace says and the relay has to do.
    void whatBecomesOfARequest_data()
    {
        using What = RequestGate::Verdict::What;
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<bool>("wrong");
        QTest::addColumn<int>("next");
        QTest::addColumn<What>("what");
        QTest::addColumn<int>("open"); // exchanges
        QTest::newRow("no fault") << QByteArray() << false << 2 << What::Pass << 1;
        QTest::newRow("no fault, behind another") << QByteArray() << false << 1 << What::Pass << 1;
        QTest::newRow("an answer") << QByteArray("http") << false << 2 << What::Answer << 1;
        QTest::newRow("an answer, within another") << QByteArray("http") << false << 1 << What::Pass << 1;
        QTest::newRow("an answer, and no answers are read")
            << QByteArray("http") << false << 0 << What::Pass << 1;
        QTest::newRow("a refusal") << QByteArray("refuse") << false << 1 << What::Reset << 1;
        QTest::newRow("wrong") << QByteArray("http") << true << 2 << What::Refuse << 0;
        QTest::newRow("wrong, behind another") << QByteArray() << true << 1 << What::Refuse << 0;
        QTest::newRow("wrong, and no answers are read") << QByteArray() << true << 0 << What::Reset << 0;
    }

    void whatBecomesOfARequest()
    {
        QFETCH(QByteArray, fault);
        QFETCH(bool, wrong);
        QFETCH(int, next);
        Bench bench;
        if (fault == "http")
            bench.apply("http", {{s("status"), 503}});
        else if (!fault.isEmpty())
            bench.apply(fault.constData());
        Recorder recorder{std::make_shared<MonotonicClock>()};
        ConnectionRegistry registry;
        Exchanges exchanges(s("B"), recorder, registry);
        RequestGate gate(bench.faults, exchanges, bench.random);
        LinkRequest request = kSocket;
        if (wrong)
            request.wrong = s("No.");
        WireUnit unit{.exchange = 2, .request = std::make_shared<const LinkRequest>(request)};
        const RequestGate::Verdict verdict = gate.take(unit, next, 0);
        QTEST(verdict.what, "what");
        QTEST(static_cast<int>(exchanges.size()), "open");
        QCOMPARE(!verdict.page.isEmpty(), verdict.what == RequestGate::Verdict::What::Answer);
        QCOMPARE(gate.isShut(), wrong);
        // A refused one is answered once, when the answers before it have left.
        QVERIFY(!gate.dueAnswer(1));
        QCOMPARE(gate.dueAnswer(2).has_value(), wrong);
        QVERIFY(!gate.dueAnswer(2));
        const bool in = verdict.what == RequestGate::Verdict::What::Pass;
        QCOMPARE(recorder.take().front().kind, in ? Kind::LinkAccepted : Kind::LinkRefused);
    }
};

QTEST_GUILESS_MAIN(TestRequestGate)
#include "tst_requestgate.moc"
