#include <script/module/lostanswers.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLostAnswers : public QObject
{
    Q_OBJECT

private:
    // A script whose function handle(work) promises an answer when `work` is done.
    struct Script
    {
        explicit Script(LostAnswers::Times times = {std::chrono::milliseconds(1), std::chrono::hours(1),
                                                    std::chrono::milliseconds(1)})
            : context({std::chrono::milliseconds(50)}),
              lost(
                  context, answers, [this](const QString &handler) { never << handler; }, times)
        {
            context.define(context.global(), "ticket",
                           [this](js::NativeCall &call) { call.give(context.newToken(answers.open())); });
            context.define(context.global(), "answer", [this](js::NativeCall &call) {
                answers.answer(call.integer(0), {200, {}, "fine", {}});
            });
            eval(
                u"var handle = work => { const t = ticket(); work().then(() => answer(t.id)); return t.id }"_s);
        }
        js::Value eval(const QString &text) { return *context.evaluate(text, u"server.js"_s); }
        // What somebody waits for: "", then the answer's body.
        void request(const QString &work)
        {
            const auto id = static_cast<int>(eval(u"handle("_s + work + u")"_s).number());
            const Answer promise = answers.take(id, work);
            const qsizetype place = got.size();
            got.push_back(QByteArray());
            if (promise.late)
                promise.late->readBy({[this, place](const Answer &a) { got[place] = a.body; }, {}, {}, {}});
            lost.watch();
        }
        // Opens `gate`; what waits for it runs.
        void open()
        {
            const js::Outcome outcome = context.call(context.global().property("go"), {}, {}, {u"go"_s, {}});
            if (outcome.stopped)
                lost.stopped();
        }

        QStringList never;
        QByteArrayList got; // outlives the answers: what is left of them gets its 503
        js::Context context;
        ScriptAnswers answers;
        LostAnswers lost;
    };
    static constexpr auto kGate = "var gate = new Promise(open => { go = open })";
    static constexpr auto kStopped = "what went on after go ran for longer than 50 ms and was stopped\n";

private Q_SLOTS:
    void failsWithWhatWasStopped()
    {
        Script script({std::chrono::hours(1), std::chrono::hours(1), std::chrono::hours(1)});
        script.eval(QString::fromLatin1(kGate));
        script.request(u"async () => { await gate; while (true) ; }"_s);
        script.request(u"() => new Promise(() => {})"_s);
        script.open();
        QVERIFY2(script.got[0].endsWith(kStopped), script.got[0].constData());
        QCOMPARE(script.got[1], QByteArray());
    }

    // It is not said of it that it waits on.
    void doesNotWaitOnWhenItWasStopped()
    {
        Script script;
        script.eval(QString::fromLatin1(kGate));
        script.request(u"async () => { await gate; while (true) ; }"_s);
        QVERIFY(script.context.call(script.context.global().property("go"), {}, {}, {u"go"_s, {}}).stopped);
        QTRY_VERIFY(script.answers.isEmpty() || !script.never.isEmpty());
        QCOMPARE(script.never, QStringList());
        QVERIFY2(script.got[0].endsWith(kStopped), script.got[0].constData());
    }

    // It waits for what was stopped, and for something else that comes later.
    void looksAgain()
    {
        Script script({std::chrono::milliseconds(1), std::chrono::hours(1), std::chrono::hours(1)});
        script.eval(QString::fromLatin1(kGate));
        script.eval(u"var later = new Promise(open => { end = open })"_s);
        script.request(u"() => Promise.all([(async () => { await gate; while (true) ; })(), later])"_s);
        script.open();
        QCOMPARE(script.got[0], QByteArray());
        script.eval(u"end()"_s);
        QTRY_VERIFY(script.got[0].endsWith(kStopped));
    }

    void tellsOnceOfWhatNeverComes()
    {
        Script script;
        const QString never = u"() => new Promise(() => {})"_s;
        script.eval(QString::fromLatin1(kGate));
        script.request(u"async () => { await gate }"_s);
        script.request(never);
        script.request(never);
        QTRY_COMPARE(script.never, QStringList{never});
        QTRY_VERIFY(!script.answers.hasUnseen());
        QCOMPARE(script.never, QStringList{never});
        script.open();
        QCOMPARE(script.got, (QByteArrayList{"fine", {}, {}}));
    }
};

QTEST_GUILESS_MAIN(TestLostAnswers)
#include "tst_lostanswers.moc"
