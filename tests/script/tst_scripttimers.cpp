#include <script/scripttimers.h>

#include <QTest>

#include <memory>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestScriptTimers : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;
    QStringList m_called; // "LABEL ARGUMENT …"
    std::function<void()> m_meanwhile;
    bool m_hang = false;
    std::unique_ptr<ScriptTimers> m_timers;

    int add(const QString &label, Nanoseconds delay, ScriptTimers::Kind kind = ScriptTimers::Kind::Once)
    {
        return m_timers->add({{}, {}, {label, {1, 1}}}, delay, kind);
    }

private Q_SLOTS:
    void init()
    {
        m_called.clear();
        m_meanwhile = nullptr;
        m_hang = false;
        m_timers = std::make_unique<ScriptTimers>(
            m_clock, [this](const ScriptHandler &handler, std::span<const js::Argument> arguments) {
                QStringList words{handler.site.label};
                for (const js::Argument &argument : arguments)
                    words << QString::number(std::get<double>(argument));
                m_called << words.join(u' ');
                if (const auto meanwhile = std::exchange(m_meanwhile, nullptr))
                    meanwhile();
                js::Outcome outcome;
                outcome.stopped = m_hang;
                return outcome;
            });
    }

    void waitForTheStart()
    {
        add(u"once"_s, kMillisecond);
        add(u"every"_s, kMillisecond, ScriptTimers::Kind::Counted);
        add(u"interval"_s, kMillisecond, ScriptTimers::Kind::Repeated);
        m_clock.advance(kMillisecond);
        QTest::qWait(5);
        QCOMPARE(m_called, QStringList());
        m_timers->start();
        const QStringList first{u"once"_s, u"every 1"_s, u"interval"_s};
        QTRY_COMPARE(m_called, first);
        m_clock.advance(kMillisecond);
        QTRY_COMPARE(m_called, first + QStringList({u"every 2"_s, u"interval"_s}));
    }

    void comeNotBeforeTheClockSaysSo()
    {
        m_timers->start();
        add(u"late"_s, 2 * kMillisecond);
        QTest::qWait(10);
        QCOMPARE(m_called, QStringList());
        m_clock.advance(2 * kMillisecond);
        QTRY_COMPARE(m_called, QStringList{u"late"_s});
    }

    void canBeTakenBack()
    {
        m_timers->start();
        const int one = add(u"one"_s, kMillisecond);
        add(u"two"_s, kMillisecond);
        m_timers->cancel(one);
        m_clock.advance(kMillisecond);
        QTRY_COMPARE(m_called, QStringList{u"two"_s});
        add(u"three"_s, kMillisecond);
        m_timers->clear();
        add(u"four"_s, kMillisecond);
        m_clock.advance(kMillisecond);
        QTRY_COMPARE(m_called, (QStringList{u"two"_s, u"four"_s}));
    }

    void aHandlerMayStartOne()
    {
        m_timers->start();
        m_meanwhile = [this] {
            m_clock.advance(1);
            add(u"inner"_s, 0);
            m_called << u"the outer ends"_s;
        };
        add(u"outer"_s, 0);
        QTRY_COMPARE(m_called, (QStringList{u"outer"_s, u"the outer ends"_s, u"inner"_s}));
    }

    void oneThatHangsDoesNotComeAgain()
    {
        m_timers->start();
        m_hang = true;
        add(u"hangs"_s, kMillisecond, ScriptTimers::Kind::Repeated);
        m_clock.advance(kMillisecond);
        QTRY_COMPARE(m_called, QStringList{u"hangs"_s});
        m_clock.advance(kSecond);
        QTest::qWait(10);
        QCOMPARE(m_called, QStringList{u"hangs"_s});
    }

    void noneAfterTheEnd()
    {
        m_timers->start();
        add(u"before"_s, kMillisecond);
        m_timers->retire();
        add(u"behind"_s, kMillisecond);
        m_clock.advance(kMillisecond);
        QTest::qWait(10);
        QCOMPARE(m_called, QStringList());
    }

    void mayEndInAHandler()
    {
        m_timers->start();
        m_meanwhile = [this] { m_timers.reset(); };
        add(u"one"_s, 0);
        add(u"two"_s, 0);
        QTRY_COMPARE(m_called, QStringList{u"one"_s});
        QTest::qWait(5);
        QCOMPARE(m_called, QStringList{u"one"_s});
    }

    void haveABound()
    {
        for (int i = 0; i < ScriptTimers::kMost; ++i)
            QVERIFY(add(u"x"_s, kSecond) > 0);
        QCOMPARE(add(u"x"_s, kSecond), 0);
    }
};

QTEST_GUILESS_MAIN(TestScriptTimers)
#include "tst_scripttimers.moc"
