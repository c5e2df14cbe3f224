#include "../window/savedtrace.h"
#include "../window/windowparts.h"
#include "sayings.h"

#include <app/coach/coachfeature.h>
#include <app/coach/coachpanel.h>
#include <app/editor/codeeditor.h>
#include <app/editor/editorpanel.h>
#include <trace/file/tracefile.h>

#include <QDockWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestCoachFeature : public QObject
{
    Q_OBJECT

    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

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
        parts.add<CoachFeature>();
        parts.place();
        QVERIFY(parts.runs(folder.path()));
        auto *panel = parts.window.findChild<CoachPanel *>();
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
        CodeEditor *manifest =
            parts.window.findChild<EditorPanel *>()->editorOf(folder.filePath(u"scenario.toml"_s));
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
        auto &coach = parts.add<CoachFeature>();
        QSignalSpy marks(&coach, &CoachFeature::marksChanged);
        QVERIFY(showSaved(parts.trace, folder.filePath(u"t.jsonl"_s)));
        const auto *panel = parts.window.findChild<CoachPanel *>();
        QCOMPARE(panel->standing(), 1);
        QCOMPARE(panel->worst(), std::optional(Severity::Error));
        QCOMPARE(marks.last().first().value<std::vector<FindingMarks::Mark>>().size(), std::size_t(1));
        QSignalSpy event(&parts.selection, &Selection::eventRequested);
        Q_EMIT parts.window.findChild<CoachPanel *>()->eventRequested(2);
        QCOMPARE(event.size(), 1);
        parts.trace.leaveSaved();
        QCOMPARE(panel->standing(), 0);
    }
};

QTEST_MAIN(TestCoachFeature)
#include "tst_coachfeature.moc"
