#include "../window/windowparts.h"
#include "sayings.h"

#include <app/coach/coachcontrol.h>
#include <app/coach/coachpanel.h>
#include <app/editor/codeeditor.h>
#include <app/editor/editorpanel.h>
#include <page/pageview.h>
#include <support/begun.h>
#include <trace/tracefile.h>

#include <QDockWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestCoachControl : public QObject
{
    Q_OBJECT

    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

public:
    static void initMain() { swapscope::preparePages(); }

private Q_SLOTS:
    // What a text says is there as soon as the scenario is open, in the panel, on the tab and in the margin;
    // and it can be silenced.
    void readsTextsAndSilences()
    {
        QTemporaryDir folder;
        write(folder.filePath(u"scenario.toml"_s), "title = \"T\"\nhtmx = [\"2\"]\nclients = [\"A\"]\n");
        write(folder.filePath(u"server.js"_s),
              "import { ws } from \"swapscope\"\nws(\"/chat\", {heartbeat: \"20s\"})\n");
        write(folder.filePath(u"page.html"_s),
              "<!DOCTYPE html>\n<title>T</title>\n<script src=\"/htmx/htmx.js\"></script>\n"
              "<script src=\"/htmx/ext/ws.js\"></script>\n<main hx-ext=\"ws\" ws-connect=\"/chat\">\n"
              "<p id=\"twice\"></p>\n<p id=\"twice\"></p>\n</main>\n");
        WindowParts parts;
        CoachControl control({parts.session, parts.scenarios, parts.panels, parts.layout, parts.trace});
        connect(&parts.scenarios, &ScenarioControl::loaded, this,
                [&] { parts.panels.editor->openScenario(parts.scenarios.scenario(), true); });
        // The editor has its files before the coach marks them, as in the window.
        QVERIFY(parts.scenarios.open(folder.path(), {}) && test::runs(parts.session));
        CoachPanel *panel = parts.panels.coach;
        QTRY_VERIFY(panel->standing() > 0);
        const auto has = [panel](const QString &rule) {
            return std::any_of(panel->groups().begin(), panel->groups().end(),
                               [&](const CoachGroup &group) { return group.rule == rule; });
        };
        QVERIFY(has(u"page.duplicate-id"_s));
        const auto *dock = qobject_cast<QDockWidget *>(panel->parentWidget());
        QCOMPARE(dock->windowTitle(), u"Coach %1"_s.arg(panel->standing()));

        Q_EMIT panel->silenceRequested(u"page.duplicate-id"_s);
        QVERIFY(!has(u"page.duplicate-id"_s));
        CodeEditor *manifest = parts.panels.editor->editorOf(folder.filePath(u"scenario.toml"_s));
        QVERIFY(manifest->text().contains(u"silence = [\"page.duplicate-id\"]"_s));
        manifest->undo();
        QVERIFY(!manifest->text().contains(u"silence"_s));
    }

    // A saved trace has its findings in it.
    void readsASavedTrace()
    {
        QTemporaryDir folder;
        Trace trace = sayings::trace();
        trace.append({.t = 9 * kSecond,
                      .kind = Kind::FindingRaised,
                      .client = u"B"_s,
                      .data = {{Field::Rule, u"target.missing"_s},
                               {Field::About, u"B #x"_s},
                               {Field::Severity, u"error"_s},
                               {Field::Title, u"The target is not in the page"_s},
                               {Field::Text, u"Seen."_s},
                               {Field::Events, QJsonArray{2}}}});
        QVERIFY(saveTrace(folder.filePath(u"t.jsonl"_s), trace).ok());
        WindowParts parts;
        CoachControl control({parts.session, parts.scenarios, parts.panels, parts.layout, parts.trace});
        QVERIFY(parts.trace.open(folder.filePath(u"t.jsonl"_s)).ok());
        CoachPanel *panel = parts.panels.coach;
        QCOMPARE(panel->standing(), 1);
        QCOMPARE(panel->worst(), std::optional(Severity::Error));
        QSignalSpy event(&control, &CoachControl::eventRequested);
        Q_EMIT panel->eventRequested(2);
        QCOMPARE(event.size(), 1);
        parts.trace.leaveSaved();
        QCOMPARE(panel->standing(), 0);
    }
};

QTEST_MAIN(TestCoachControl)
#include "tst_coachcontrol.moc"
