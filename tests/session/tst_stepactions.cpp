#include <session/lesson/stepactions.h>
#include <session/session.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;

namespace {

StepAction click(const char *what)
{
    return {
        .type = StepAction::Type::Click, .client = QStringLiteral("A"), .name = QString::fromLatin1(what)};
}

StepAction wait(Nanoseconds time)
{
    return {.type = StepAction::Type::Wait, .time = time};
}

} // namespace

class TestStepActions : public QObject
{
    Q_OBJECT

    Session m_session;

private Q_SLOTS:
    void onePageActionAfterTheOther()
    {
        StepActions actions(m_session);
        QSignalSpy asked(&actions, &StepActions::pageActionRequested);
        QVERIFY(!actions.isRunning());
        actions.start({click("#one"), click("#two")});
        QCOMPARE(asked.count(), 1);
        QVERIFY(actions.isRunning());
        QCOMPARE(asked[0][0].value<StepAction>().name, QStringLiteral("#one"));

        actions.pageActionDone(asked[0][1].toInt());
        QTRY_COMPARE(asked.count(), 2);
        QCOMPARE(asked[1][0].value<StepAction>().name, QStringLiteral("#two"));
        actions.pageActionDone(asked[1][1].toInt());
        QTRY_VERIFY(!actions.isRunning());
        QCOMPARE(asked.count(), 2);
    }

    // A page that answers after its step was left must not push the next step on.
    void aLateAnswerIsNobodys()
    {
        StepActions actions(m_session);
        QSignalSpy asked(&actions, &StepActions::pageActionRequested);
        actions.start({click("#one"), click("#two")});
        const int late = asked[0][1].toInt();
        actions.start({click("#three"), click("#four")});
        QCOMPARE(asked.count(), 2);
        actions.pageActionDone(late);
        actions.pageActionDone(0);
        QCoreApplication::processEvents();
        QCOMPARE(asked.count(), 2);
        actions.pageActionDone(asked[1][1].toInt());
        QTRY_COMPARE(asked.count(), 3);
        QCOMPARE(asked[2][0].value<StepAction>().name, QStringLiteral("#four"));
        actions.pageActionDone(asked[1][1].toInt()); // said twice
        QCoreApplication::processEvents();
        QVERIFY(actions.isRunning());
    }

    void aWaitComesBetween()
    {
        StepActions actions(m_session);
        QSignalSpy asked(&actions, &StepActions::pageActionRequested);
        actions.start({wait(20 * kMillisecond), click("#one")});
        QVERIFY(asked.isEmpty());
        QVERIFY(actions.isRunning());
        QTRY_COMPARE(asked.count(), 1);
    }

    void whatIsStoppedIsNotDone()
    {
        StepActions actions(m_session);
        QSignalSpy asked(&actions, &StepActions::pageActionRequested);
        actions.start({click("#one"), click("#two")});
        actions.stop();
        QVERIFY(!actions.isRunning());
        actions.pageActionDone(asked[0][1].toInt());
        QCoreApplication::processEvents();
        QCOMPARE(asked.count(), 1);
    }

    void aCueThatIsNotThereIsNamed()
    {
        StepActions actions(m_session);
        QSignalSpy failed(&m_session, &Session::commandFailed);
        actions.start({{.type = StepAction::Type::Cue, .name = QStringLiteral("Sing")}});
        QCOMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].value<Error>().toString().contains(QStringLiteral("Sing")));
        QVERIFY(!actions.isRunning());
    }
};

QTEST_GUILESS_MAIN(TestStepActions)
#include "tst_stepactions.moc"
