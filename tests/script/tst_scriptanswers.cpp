#include <script/module/scriptanswers.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestScriptAnswers : public QObject
{
    Q_OBJECT

private:
    QByteArrayList m_read;
    std::shared_ptr<LateAnswer> m_late;

    LateAnswer::Reader reader()
    {
        m_read.clear();
        return {
            [this](const Answer &a) { m_read << "answer " + QByteArray::number(a.status) + ' ' + a.body; },
            [this](const Answer &a) { m_read << "begin " + QByteArray::number(a.status); },
            [this](const QByteArray &piece) { m_read << piece; },
            [this](bool whole) { m_read << (whole ? "end" : "broken"); }};
    }
    // An answer that is to come, and is read.
    int openAndRead(ScriptAnswers &answers)
    {
        const int id = answers.open();
        m_late = answers.take(id, u"it"_s).late;
        m_late->readBy(reader());
        return id;
    }

private Q_SLOTS:
    void answeredInTime()
    {
        ScriptAnswers answers;
        const int id = answers.open();
        answers.answer(id, {201, {}, "soon", {}});
        const Answer answer = answers.take(id, u"it"_s);
        QCOMPARE(answer.body, "soon");
        QVERIFY(!answer.late);
    }

    void answeredLater()
    {
        ScriptAnswers answers;
        const int id = answers.open();
        const Answer promise = answers.take(id, u"it"_s);
        QVERIFY(promise.late);
        promise.late->readBy(reader());
        answers.answer(id, {200, {}, "late", {}});
        answers.answer(id, {200, {}, "twice", {}});
        answers.fail(id, Error{u"too late"_s});
        QCOMPARE(m_read, QByteArrayList{"answer 200 late"});
    }

    void inPieces()
    {
        ScriptAnswers answers;
        const int id = answers.open();
        answers.begin(id, {200, {}, {}, {}});
        QVERIFY(answers.piece(id, "a"));
        const Answer promise = answers.take(id, u"it"_s);
        promise.late->readBy(reader());
        QVERIFY(answers.piece(id, "b"));
        answers.end(id);
        QVERIFY(!answers.piece(id, "c"));
        QCOMPARE(m_read, (QByteArrayList{"begin 200", "a", "b", "end"}));
    }

    void nobodyReads()
    {
        ScriptAnswers answers;
        const int id = openAndRead(answers);
        answers.begin(id, {200, {}, {}, {}});
        answers.sendHeads();
        m_late->forget();
        QVERIFY(!answers.piece(id, "x"));
        QCOMPARE(m_read, QByteArrayList{"begin 200"});
    }

    void failures()
    {
        ScriptAnswers answers;
        const int one = answers.open();
        answers.fail(one, Error{u"why"_s, u"server.js"_s, 1, 2});
        QCOMPARE(answers.take(one, u"it"_s).body, "server.js:1:2: why\n");
        const int two = answers.open();
        answers.begin(two, {200, {}, {}, {}});
        const Answer promise = answers.take(two, u"it"_s);
        promise.late->readBy(reader());
        answers.piece(two, "a");
        answers.fail(two, Error{u"why"_s});
        QCOMPARE(m_read, (QByteArrayList{"begin 200", "a", "broken"}));
        QCOMPARE(answers.take(4711, u"it"_s).status, 500);
    }

    // Until its head is sent nobody knows that it was to come in pieces.
    void failsBeforeItsHead()
    {
        ScriptAnswers answers;
        const int soon = answers.open();
        answers.begin(soon, {200, {}, {}, {}});
        answers.fail(soon, Error{u"why"_s});
        const Answer whole = answers.take(soon, u"it"_s);
        QCOMPARE(whole.status, 500);
        QCOMPARE(whole.body, "why\n");
        const int later = openAndRead(answers);
        answers.begin(later, {200, {}, {}, {}});
        answers.fail(later, Error{u"why"_s});
        answers.sendHeads();
        QCOMPARE(m_read, QByteArrayList{"answer 500 why\n"});
    }

    void theHeadOfWhatWaits()
    {
        ScriptAnswers answers;
        const int id = openAndRead(answers);
        answers.begin(id, {200, {}, {}, {}});
        QCOMPARE(m_read, QByteArrayList());
        answers.sendHeads();
        QCOMPARE(m_read, QByteArrayList{"begin 200"});
        answers.sendHeads();
        answers.end(id);
        QCOMPARE(m_read, (QByteArrayList{"begin 200", "end"}));
    }

    // Twice, unless it is known that it never comes.
    void looksAtWhatWaits()
    {
        ScriptAnswers answers;
        QVERIFY(answers.isEmpty());
        const int one = answers.open();
        QVERIFY(!answers.hasUnseen()); // nobody waits for it yet
        const Answer first = answers.take(one, u"one"_s);
        const Answer second = answers.take(answers.open(), u"two"_s);
        QVERIFY(answers.hasUnseen());
        QCOMPARE(answers.see({one}), QStringList{u"two"_s});
        QVERIFY(answers.hasUnseen());
        QCOMPARE(answers.see({one}), QStringList());
        QVERIFY(!answers.hasUnseen());
        QCOMPARE(answers.see({}), QStringList());
        QVERIFY(!answers.isEmpty());
    }

    void theScriptGoes()
    {
        std::shared_ptr<LateAnswer> late;
        {
            ScriptAnswers answers;
            late = answers.take(answers.open(), u"it"_s).late;
            late->readBy(reader());
        }
        QCOMPARE(m_read, QByteArrayList{"answer 503 the script has been unloaded\n"});
    }
};

QTEST_GUILESS_MAIN(TestScriptAnswers)
#include "tst_scriptanswers.moc"
