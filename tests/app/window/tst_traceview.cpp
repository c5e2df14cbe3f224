#include "trace/story.h"
#include "windowparts.h"

#include <app/inspector/inspectorpanel.h>
#include <app/ledger/ledgermodel.h>
#include <app/ledger/ledgerpanel.h>
#include <app/timeline/timelinewidget.h>

#include <page/pageview.h>
#include <trace/trace.h>
#include <trace/tracefile.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTraceView : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void aSavedTraceIsShownUntilItIsLeft()
    {
        WindowParts parts;
        const QString file = saved({u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s,
                                    u"server.published t=2 update=1 channel=room"_s,
                                    u"server.sent A t=2 conn=1 n=1 update=1 channel=room why=live"_s});
        QSignalSpy changed(&parts.trace, &TraceView::savedChanged);
        QVERIFY(parts.trace.open(file));
        QCOMPARE(changed.size(), 1);
        QVERIFY(parts.trace.isSaved());
        QCOMPARE(parts.trace.savedName(), u"saved.jsonl"_s);
        QCOMPARE(parts.trace.now(), 2 * kSecond);
        QCOMPARE(parts.panels.timeline->lanes().lanes().size(), std::size_t(1));
        QCOMPARE(parts.panels.ledger->model()->rowCount(), 1);
        QCOMPARE(parts.panels.ledger->model()->index(0, LedgerModel::Delivered).data().toString(), u"1"_s);

        parts.trace.leaveSaved();
        QCOMPARE(changed.size(), 2);
        QVERIFY(!parts.trace.isSaved());
        QVERIFY(parts.panels.timeline->lanes().lanes().empty());
        QCOMPARE(parts.panels.ledger->model()->rowCount(), 0);
    }

    // The ledger of an attached server would have to guess.
    void theTraceOfAnAttachedServerHasUnknownFigures()
    {
        WindowParts parts;
        QVERIFY(parts.trace.open(saved({u"server.attached t=0 url=http://localhost:8000/"_s,
                                        u"link.accepted A t=1 conn=1 transport=sse path=/events"_s})));
        QVERIFY(!parts.panels.ledger->model()->unknown().isEmpty());
        parts.trace.leaveSaved();
        QVERIFY(parts.panels.ledger->model()->unknown().isEmpty());
    }

    void whatIsNoTraceChangesNothing()
    {
        WindowParts parts;
        QVERIFY(!parts.trace.open(m_temp.filePath(u"none.jsonl"_s)));
        QVERIFY(!parts.trace.isSaved());
    }

private:
    QString saved(const QStringList &lines)
    {
        Trace trace;
        EventId id = 0;
        for (Event event : story::events(lines)) {
            event.id = ++id;
            trace.append(std::move(event));
        }
        const QString file = m_temp.filePath(u"saved.jsonl"_s);
        if (!saveTrace(file, trace))
            qFatal("the trace cannot be saved");
        return file;
    }

    QTemporaryDir m_temp;
};

QTEST_MAIN(TestTraceView)
#include "tst_traceview.moc"
