#include "savedtrace.h"
#include "windowparts.h"

#include <app/window/traceopener.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <set>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTraceOpener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_parts = std::make_unique<WindowParts>(); }
    void cleanup() { m_parts.reset(); }

    void showsWhatItHasRead()
    {
        TraceOpener opener(m_parts->trace, *m_parts->messages);
        QSignalSpy opened(&opener, &TraceOpener::opened);
        opener.open(saved(u"few.jsonl"_s, 2));
        QVERIFY(opener.isReading());
        QVERIFY(!m_parts->trace.isSaved());
        QVERIFY(opened.wait());
        QVERIFY(!opener.isReading());
        QCOMPARE(m_parts->trace.savedName(), u"few.jsonl"_s);
        QCOMPARE(m_parts->trace.trace().size(), std::size_t(2));
    }

    void whatIsNoTraceChangesNothing()
    {
        TraceOpener opener(m_parts->trace, *m_parts->messages);
        QSignalSpy failed(&opener, &TraceOpener::failed);
        QFile empty(m_temp.filePath(u"empty.jsonl"_s));
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        for (const QString &name : {u"none.jsonl"_s, u"empty.jsonl"_s}) {
            opener.open(m_temp.filePath(name));
            QVERIFY2(failed.wait(), qPrintable(name));
            QVERIFY(!m_parts->trace.isSaved());
            QVERIFY(!opener.isReading());
        }
    }

    // The sentence grows; the button below the pointer stays the same one.
    void saysHowFarItIs()
    {
        TraceOpener opener(m_parts->trace, *m_parts->messages);
        QSignalSpy opened(&opener, &TraceOpener::opened);
        std::set<QString> told;
        std::set<QPushButton *> buttons;
        opener.open(saved(u"many.jsonl"_s, kMany));
        while (opened.isEmpty()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (const QString text = m_parts->messages->text(); !text.isEmpty()) {
                told.insert(text);
                buttons.insert(m_parts->messages->findChild<QPushButton *>());
            }
        }
        QVERIFY2(told.size() > 1, "it says nothing, or not how it goes on");
        QVERIFY(told.begin()->startsWith(u"Reading many.jsonl: "_s));
        QVERIFY(told.begin()->endsWith(u" events"_s));
        QCOMPARE(buttons.size(), std::size_t(1));
    }

    void canBeCancelled()
    {
        TraceOpener opener(m_parts->trace, *m_parts->messages);
        QSignalSpy opened(&opener, &TraceOpener::opened);
        opener.open(saved(u"many.jsonl"_s, kMany));
        QTRY_VERIFY(!m_parts->messages->text().isEmpty());
        m_parts->messages->findChild<QPushButton *>()->click();
        QVERIFY(!opener.isReading());
        QCOMPARE(m_parts->messages->text(), QString());
        // The next one comes alone.
        opener.open(saved(u"few.jsonl"_s, 2));
        QVERIFY(opened.wait());
        QCOMPARE(m_parts->trace.savedName(), u"few.jsonl"_s);
        QTRY_VERIFY(opener.findChildren<QObject *>().isEmpty());
        QCOMPARE(opened.size(), 1);
    }

    // The bar belongs to what is shown, and that stays.
    void afterCancellingTheBarSaysWhatItSaidBefore()
    {
        TraceOpener opener(m_parts->trace, *m_parts->messages);
        m_parts->messages->show(MessageBar::Tone::Note, u"This is a saved trace."_s, {{u"Run again"_s, {}}});
        opener.open(saved(u"many.jsonl"_s, kMany));
        QTRY_VERIFY(m_parts->messages->text().startsWith(u"Reading"_s));
        const QList<QPushButton *> buttons = m_parts->messages->findChildren<QPushButton *>();
        const auto cancel = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
            return !button->isHidden() && button->text() == u"Cancel";
        });
        QVERIFY(cancel != buttons.end());
        (*cancel)->click();
        QVERIFY(!opener.isReading());
        QCOMPARE(m_parts->messages->text(), u"This is a saved trace."_s);
        // Whoever cancels for another reason leaves it there, too.
        opener.open(saved(u"many.jsonl"_s, kMany));
        QTRY_VERIFY(m_parts->messages->text().startsWith(u"Reading"_s));
        opener.cancel();
        QCOMPARE(m_parts->messages->text(), u"This is a saved trace."_s);
    }

    // What is said meanwhile is not written over.
    void anErrorStaysInTheBar()
    {
        TraceOpener opener(m_parts->trace, *m_parts->messages);
        QSignalSpy opened(&opener, &TraceOpener::opened);
        opener.open(saved(u"many.jsonl"_s, kMany));
        QTRY_VERIFY(!m_parts->messages->text().isEmpty());
        m_parts->messages->show(MessageBar::Tone::Error, u"The port is taken."_s);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(m_parts->messages->text(), u"The port is taken."_s);
    }

private:
    static constexpr int kMany = 60'000;

    QString saved(const QString &name, int events)
    {
        const QString file = m_temp.filePath(name);
        Trace trace;
        for (int update = 1; update <= events; ++update)
            trace.append({.t = update * kMillisecond,
                          .kind = Kind::ServerPublished,
                          .update = update,
                          .data = {{Field::Channel, u"room"_s}}});
        if (!saveTrace(file, trace))
            qFatal("the trace cannot be saved");
        return file;
    }

    QTemporaryDir m_temp;
    std::unique_ptr<WindowParts> m_parts;
};

QTEST_MAIN(TestTraceOpener)
#include "tst_traceopener.moc"
