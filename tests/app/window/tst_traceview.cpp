#include "savedtrace.h"
#include "windowparts.h"

#include <trace/ledger/ledger.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTraceView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSavedTraceIsShownUntilItIsLeft()
    {
        WindowParts parts;
        const QString file = saved({u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s,
                                    u"server.published t=2 update=1 channel=room"_s,
                                    u"server.sent A t=2 conn=1 n=1 update=1 channel=room why=live"_s});
        QSignalSpy changed(&parts.trace, &TraceView::savedChanged);
        QVERIFY(showSaved(parts.trace, file));
        QCOMPARE(changed.size(), 1);
        QVERIFY(parts.trace.isSaved());
        QCOMPARE(parts.trace.savedName(), u"saved.jsonl"_s);
        QCOMPARE(parts.trace.now(), 2 * kSecond);
        QCOMPARE(parts.trace.shown()->size(), std::size_t(3));
        QCOMPARE(parts.trace.ledger()->clients(), QStringList{u"A"_s});

        parts.trace.leaveSaved();
        QCOMPARE(changed.size(), 2);
        QVERIFY(!parts.trace.isSaved());
        QVERIFY(parts.trace.shown() == nullptr && parts.trace.ledger() == nullptr);
    }

    // Whoever shows the first one lets go of it before it is deleted.
    void oneSavedTraceFollowsAnother()
    {
        WindowParts parts;
        QVERIFY(showSaved(parts.trace, saved({u"server.published t=1 update=1 channel=room"_s})));
        const Trace *first = parts.trace.shown();
        std::size_t size = 0;
        connect(&parts.trace, &TraceView::changed, this, [&] { size = first->size(); });
        QVERIFY(showSaved(parts.trace, saved({u"server.published t=1 update=1 channel=room"_s,
                                              u"server.published t=2 update=2 channel=room"_s})));
        QCOMPARE(size, std::size_t(1));
        QCOMPARE(parts.trace.shown()->size(), std::size_t(2));
        disconnect(&parts.trace, nullptr, this, nullptr);
    }

    // The ledger of an attached server would have to guess.
    void theTraceOfAnAttachedServerHasUnknownFigures()
    {
        WindowParts parts;
        QVERIFY(showSaved(parts.trace, saved({u"server.attached t=0 url=http://localhost:8000/"_s,
                                              u"link.accepted A t=1 conn=1 transport=sse path=/events"_s})));
        QVERIFY(!parts.trace.unknown().isEmpty());
        parts.trace.leaveSaved();
        QVERIFY(parts.trace.unknown().isEmpty());
    }

private:
    QString saved(const QStringList &lines)
    {
        const QString file = m_temp.filePath(u"saved.jsonl"_s);
        saveStory(file, lines);
        return file;
    }

    QTemporaryDir m_temp;
};

QTEST_MAIN(TestTraceView)
#include "tst_traceview.moc"
