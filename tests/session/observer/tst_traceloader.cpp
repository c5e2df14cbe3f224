#include <session/observer/traceloader.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTraceLoader : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString saved(int updates)
    {
        Trace trace;
        const Payload channel{{Field::Channel, u"room"_s}, {Field::Transport, u"ws"_s}};
        trace.append(
            {.t = 0, .kind = Kind::ServerOpened, .client = u"A"_s, .conn = ConnectionId(1), .data = channel});
        for (int update = 1; update <= updates; ++update) {
            trace.append({.t = update,
                          .kind = Kind::ServerPublished,
                          .update = update,
                          .data = {{Field::Channel, u"room"_s}}});
            trace.append({.t = update,
                          .kind = Kind::ServerSent,
                          .client = u"A"_s,
                          .conn = ConnectionId(1),
                          .n = update,
                          .update = update,
                          .data = {{Field::Channel, u"room"_s}, {Field::Why, Word::Live}}});
        }
        const QString path = m_dir.filePath(u"saved.jsonl"_s);
        if (!saveTrace(path, trace))
            qFatal("the trace cannot be saved");
        return path;
    }

private Q_SLOTS:
    void readsAndTellsHowFarItIs()
    {
        constexpr int kUpdates = 30'000;
        TraceLoader loader(saved(kUpdates));
        QSignalSpy progressed(&loader, &TraceLoader::progressed);
        QSignalSpy finished(&loader, &TraceLoader::finished);
        loader.start();
        QVERIFY(finished.wait(60'000));
        Result<LoadedTrace> loaded = loader.take();
        QVERIFY(loaded);
        QCOMPARE(loaded->trace->size(), std::size_t(2 * kUpdates + 1));
        QCOMPARE(loaded->ledger.summary(u"A"_s, kSecond).delivered, kUpdates);
        QCOMPARE(loaded->model->connections(), RunModel(*loaded->trace).connections());
        QVERIFY(loaded->model->connectionNow(ConnectionId(1)));
        QVERIFY(progressed.size() > 3);
        int before = -1;
        for (const QList<QVariant> &told : progressed) {
            QVERIFY(told[0].toInt() > before && told[0].toInt() <= 100);
            before = told[0].toInt();
        }
    }

    void aFileThatIsNoneIsAnError()
    {
        TraceLoader loader(m_dir.filePath(u"none.jsonl"_s));
        QSignalSpy finished(&loader, &TraceLoader::finished);
        loader.start();
        QVERIFY(finished.wait());
        const Result<LoadedTrace> loaded = loader.take();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().file, m_dir.filePath(u"none.jsonl"_s));
    }

    // Whoever has cancelled hears no more of it, wherever it was.
    void whatIsCancelledTellsNothing()
    {
        auto loader = std::make_unique<TraceLoader>(saved(30'000));
        QSignalSpy finished(loader.get(), &TraceLoader::finished);
        QSignalSpy progressed(loader.get(), &TraceLoader::progressed);
        loader->start();
        QVERIFY(progressed.wait());
        loader->cancel();
        const qsizetype told = progressed.size();
        loader.reset();
        QCoreApplication::processEvents();
        QCOMPARE(finished.size(), 0);
        QCOMPARE(progressed.size(), told);
    }
};

QTEST_GUILESS_MAIN(TestTraceLoader)
#include "tst_traceloader.moc"
