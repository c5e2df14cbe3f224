#include <core/clock.h>
#include <session/engine/engine.h>
#include <session/engine/engineview.h>

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace swapscope;

class TestEngineView : public QObject
{
    Q_OBJECT

    Recorder m_recorder{std::make_shared<MonotonicClock>()};
    ConnectionRegistry m_registry;

private Q_SLOTS:
    void aStartGivesAddresses()
    {
        EngineView view;
        view.setStarted({9000, {{QStringLiteral("A"), 8137}, {QStringLiteral("B"), 8138}}},
                        QStringLiteral("/app"));
        QCOMPARE(view.serverPort(), quint16(9000));
        QCOMPARE(view.clients().size(), 2U);
        QCOMPARE(view.clients()[1].name, QStringLiteral("B"));
        QCOMPARE(view.clients()[1].url, QUrl(QStringLiteral("http://127.0.0.1:8138/app")));
        QCOMPARE(view.ports(), (std::vector<quint16>{8137, 8138}));
        view.clear();
        QVERIFY(view.clients().empty() && view.ports().empty() && !view.scriptError());
    }

    void theLastWordOfEachLinkIsKept()
    {
        Engine engine(m_recorder, m_registry);
        EngineView view;
        view.watch(engine, &view);
        view.setStarted({9000, {{QStringLiteral("A"), 8137}, {QStringLiteral("B"), 8138}}},
                        QStringLiteral("/"));
        QSignalSpy changed(&view, &EngineView::clientsChanged);
        LinkStatus frozen;
        frozen.frozen = true;
        Q_EMIT engine.linkChanged(QStringLiteral("B"), frozen);
        QCOMPARE(changed.count(), 1);
        QVERIFY(!view.clients()[0].link.frozen && view.clients()[1].link.frozen);
        Q_EMIT engine.linkChanged(QStringLiteral("crowd"), frozen);
        QCOMPARE(changed.count(), 1);
    }

    void whatALinkToldBeforeItsAddressIsKnown()
    {
        Engine engine(m_recorder, m_registry);
        EngineView view;
        auto context = std::make_unique<QObject>();
        view.watch(engine, context.get());
        LinkStatus frozen;
        frozen.frozen = true;
        Q_EMIT engine.linkChanged(QStringLiteral("B"), frozen);
        view.setStarted({9000, {{QStringLiteral("A"), 8137}, {QStringLiteral("B"), 8138}}},
                        QStringLiteral("/"));
        QVERIFY(!view.clients()[0].link.frozen && view.clients()[1].link.frozen);
        context.reset();
        Q_EMIT engine.linkChanged(QStringLiteral("A"), frozen);
        QVERIFY(!view.clients()[0].link.frozen);
    }

    void theLastWordOfTheScriptIsKept()
    {
        Engine engine(m_recorder, m_registry);
        EngineView view;
        view.watch(engine, &view);
        QSignalSpy cues(&view, &EngineView::cuesChanged);
        QSignalSpy failed(&view, &EngineView::scriptFailed);
        QSignalSpy loaded(&view, &EngineView::scriptLoaded);
        Q_EMIT engine.cuesChanged({QStringLiteral("Say it")});
        Q_EMIT engine.channelsChanged({QStringLiteral("room")});
        QCOMPARE(cues.count(), 2);
        QCOMPARE(view.cues(), QStringList{QStringLiteral("Say it")});
        QCOMPARE(view.channels(), QStringList{QStringLiteral("room")});
        Q_EMIT engine.scriptFailed(Error{QStringLiteral("no")}, true);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(view.scriptError()->message, QStringLiteral("no"));
        QVERIFY(view.erringScriptServes());
        Q_EMIT engine.scriptFailed(Error{QStringLiteral("neither")}, false);
        QVERIFY(!view.erringScriptServes());
        Q_EMIT engine.scriptLoaded();
        QCOMPARE(loaded.count(), 1);
        QVERIFY(!view.scriptError());
    }

    void aStallIsKeptUntilTheScriptReturns()
    {
        Engine engine(m_recorder, m_registry);
        EngineView view;
        view.watch(engine, &view);
        QSignalSpy stalled(&view, &EngineView::scriptStalled);
        QSignalSpy resumed(&view, &EngineView::scriptResumed);
        const ScriptStall stall{
            .what = QStringLiteral("the cue"), .file = {}, .line = 3, .since = 1, .ran = 2};
        // As it comes: by another thread, because the engine's own is busy.
        std::thread([&] { Q_EMIT engine.scriptStalled(stall); }).join();
        QTRY_COMPARE(stalled.count(), 1);
        QCOMPARE(view.stall()->what, QStringLiteral("the cue"));
        Q_EMIT engine.scriptResumed(stall);
        QCOMPARE(resumed.count(), 1);
        QVERIFY(!view.stall());
        Q_EMIT engine.scriptStalled(stall);
        view.clear();
        QVERIFY(!view.stall());
    }
};

QTEST_GUILESS_MAIN(TestEngineView)
#include "tst_engineview.moc"
