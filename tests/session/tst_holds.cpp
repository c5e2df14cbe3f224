#include <core/clock.h>
#include <session/engine/enginethread.h>
#include <session/holds.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;

class TestHolds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachClientsLastWordIsKept()
    {
        Recorder recorder(std::make_shared<MonotonicClock>());
        ConnectionRegistry registry;
        Engine engine(recorder, registry);
        EngineThread thread;
        Holds holds(thread);
        holds.watch(engine, &holds);
        QSignalSpy changed(&holds, &Holds::changed);
        Q_EMIT engine.holdChanged(QStringLiteral("A"), HoldStatus{.on = true, .total = 1});
        Q_EMIT engine.holdChanged(QStringLiteral("B"), HoldStatus{.on = true});
        Q_EMIT engine.holdChanged(QStringLiteral("A"), HoldStatus{.on = true, .total = 2});
        QCOMPARE(changed.count(), 3);
        QCOMPARE(changed.last().first().toString(), QStringLiteral("A"));
        QCOMPARE(holds.of(QStringLiteral("A")).total, 2);
        QCOMPARE(holds.of(QStringLiteral("B")).total, 0);
        QCOMPARE(holds.of(QStringLiteral("Z")), HoldStatus());

        Engine next(recorder, registry);
        holds.watch(next, &holds);
        QCOMPARE(holds.of(QStringLiteral("A")), HoldStatus());
    }

    // Also while nothing runs: they are what a teacher did.
    void whatAStepCouldDoIsTold()
    {
        EngineThread thread;
        Holds holds(thread);
        QSignalSpy acted(&holds, &Holds::acted);
        holds.set(QStringLiteral("A"), true);
        holds.step(QStringLiteral("*"));
        holds.set(QStringLiteral("A"), false);
        holds.release(1);
        holds.releaseAll(QStringLiteral("A"));
        using Type = StepAction::Type;
        QCOMPARE(acted.count(), 3);
        const auto action = [&acted](int i) { return acted.at(i).first().value<StepAction>(); };
        QCOMPARE(action(0), (StepAction{.type = Type::Hold, .client = QStringLiteral("A")}));
        QCOMPARE(action(1), (StepAction{.type = Type::Step, .client = QStringLiteral("*")}));
        QCOMPARE(action(2), (StepAction{.type = Type::Release, .client = QStringLiteral("A")}));
    }
};

QTEST_GUILESS_MAIN(TestHolds)
#include "tst_holds.moc"
