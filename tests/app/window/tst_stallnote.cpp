#include "windowparts.h"

#include <app/window/stallnote.h>

#include <scenario/gallery.h>
#include <scenario/scenario.h>
#include <support/heldthread.h>
#include <trace/trace.h>

#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestStallNote : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_temp;
    std::unique_ptr<WindowParts> m_parts;
    MessageBar *m_bar = nullptr;
    std::unique_ptr<test::HeldThread> m_held;

    Session &session() const { return m_parts->session; }

    bool isIn() const
    {
        session().flush();
        return !session().trace().ofKind(Kind::ScriptLog).empty();
    }

private Q_SLOTS:
    // A cue is in a call that does not return.
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        const Result<QString> made = createScenario(*findScenario(u"counter"_s), m_temp->path(), u"mine"_s);
        QVERIFY(made);
        QFile script(*made + u"/server.js"_s);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(QByteArray("import { cue } from \"swapscope\"\n\ncue(\"Run\", () => { ") +
                     test::kNeverReturns + " })\n");
        script.close();
        m_parts = std::make_unique<WindowParts>();
        m_bar = new MessageBar(&m_parts->window);
        new StallNote(session(), *m_bar, &m_parts->window);
        QVERIFY(m_parts->runs(*made));
        QCOMPARE(m_bar->text(), QString());
        session().runCue(0);
        QTRY_VERIFY(isIn());
        m_held = std::make_unique<test::HeldThread>("engine");
        QTRY_VERIFY(m_bar->text().startsWith(u"The cue “Run” (server.js:3) has been running for 1 s"_s));
    }

    void cleanup()
    {
        m_held.reset();
        m_parts.reset();
        m_temp.reset();
    }

    void saysForHowLongAndGoesWhenTheScriptReturns()
    {
        QTRY_VERIFY(m_bar->text().contains(u"running for 2 s"_s));
        m_held->release();
        QTRY_COMPARE(m_bar->text(), QString());
        QVERIFY(session().isOpen());
    }

    void restartLeavesItBehind()
    {
        m_bar->findChild<QPushButton *>()->click();
        QCOMPARE(session().state(), Session::State::Stopping);
        QCOMPARE(m_bar->text(), QString());
        QVERIFY(test::runs(session()));
        QCOMPARE(m_bar->text(), QString());
    }
};

QTEST_MAIN(TestStallNote)
#include "tst_stallnote.moc"
