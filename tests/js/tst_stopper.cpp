#include <js/context.h>
#include <js/stopper.h>

#include <QTest>

#include <thread>

using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;

class TestStopper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsWhatRuns()
    {
        Context context(Limits{std::chrono::minutes(10)});
        const auto loop =
            context.evaluate(u"() => { for (;;) try { for (;;) ; } catch (e) {} finally { } }"_s, u"x"_s);
        std::thread other([stopper = context.stopper()] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20)); // the loop may have begun, or not
            stopper->stop();
        });
        const Outcome outcome = context.call(*loop, {}, {}, {u"the cue"_s, {}});
        other.join();
        QVERIFY(outcome.stopped);
        QCOMPARE(outcome.error->message, u"the cue was stopped: the run ends"_s);
        // For good.
        const auto fine = context.call(*loop, {}, {}, {u"the cue"_s, {}});
        QVERIFY(fine.stopped);
    }

    void outlivesItsContext()
    {
        std::shared_ptr<Stopper> stopper;
        {
            const Context context;
            stopper = context.stopper();
            QVERIFY(!stopper->isStopped());
        }
        stopper->stop();
        QVERIFY(stopper->isStopped());
    }
};

QTEST_GUILESS_MAIN(TestStopper)
#include "tst_stopper.moc"
