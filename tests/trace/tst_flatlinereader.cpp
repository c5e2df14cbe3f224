#include "randomrun.h"

#include <trace/file/flatlinereader.h>
#include <trace/file/tracefile.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// The quick way says what the long way says, or nothing.
class FlatLineReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheLongWayReads_data();
    void readsWhatTheLongWayReads()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, quick);
        std::optional<Event> event = FlatLineReader().read(line);
        QCOMPARE(event.has_value(), quick);
        if (!event)
            return;
        event->id = 1;
        const Result<Event> wanted = fromTraceLine(line, 1);
        QVERIFY(wanted);
        QCOMPARE(*event, *wanted);
    }

    void whatIsWrittenReadsBack()
    {
        story::RandomRun run(3);
        for (int i = 0; i < 2000; ++i)
            run.step();
        FlatLineReader lines;
        for (const Event &event : run.events) {
            const QByteArray line = toTraceLine(event);
            std::optional<Event> read = lines.read(line);
            QVERIFY2(read, line.constData());
            read->id = event.id;
            QCOMPARE(*read, event);
        }
    }

    void whatTheLinesBeforeSaidIsNotTakenForThis()
    {
        const QList<QByteArray> lines = similarLines();
        FlatLineReader reader;
        for (const QByteArray &first : lines) {
            for (const QByteArray &second : lines) {
                reader.read(first);
                std::optional<Event> event = reader.read(second);
                QVERIFY2(event, second.constData());
                event->id = 1;
                QCOMPARE(*event, *fromTraceLine(second, 1));
            }
        }
        QVERIFY(!reader.read(lines[1].chopped(2))); // without the quote at the end
    }

    void whatIsReadMayBeStopped()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"t.jsonl"_s);
        Trace trace;
        for (int i = 0; i < 10'000; ++i)
            trace.append({.t = i, .kind = Kind::LinkCut});
        QVERIFY(saveTrace(path, trace));
        Trace read;
        QList<std::size_t> told;
        const auto watch = [&](const TraceProgress &progress) {
            told << progress.events;
            return progress.bytes <= progress.of;
        };
        QVERIFY(loadTrace(path, &read, watch));
        QCOMPARE(read.size(), trace.size());
        QCOMPARE(told, (QList<std::size_t>{4096, 8192}));
        QVERIFY(!loadTrace(path, &read, [](const TraceProgress &) { return false; }));
    }

private:
    static QList<QByteArray> similarLines();
};

void FlatLineReaderTest::readsWhatTheLongWayReads_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("quick");
    const auto row = [](const char *name, const char *line, bool quick) {
        QTest::newRow(name) << QByteArray(line) << quick;
    };
    row("a message",
        R"({"t": 12.200114000, "kind": "link.message", "client": "B", "conn": 9, "n": 1, "bytes": 118})",
        true);
    row("numbers", R"({"t": 0.000000001, "kind": "page.backoff", "delay_ms": 412.6, "attempt": -1, "x": 1})",
        false);
    row("a broken number", R"({"t": 1, "kind": "page.backoff", "delay_ms": 412.6, "attempt": 0})", true);
    row("an exponent", R"({"t": 1.5, "kind": "page.backoff", "delay_ms": 1.5e-7})", true);
    row("escapes", R"({"t":1.0,"kind":"server.received","text":"a \"b\" \\ \n\t\/ é"})", true);
    row("a rare escape", R"({"t":1.0,"kind":"server.received","text":"\u00e9"})", false);
    row("truth and lists", R"({"t":1.0,"kind":"page.swap","oob":true,"owner":false,"rect":[1, 2.5, "]"]})",
        true);
    row("an object", R"({"t":1.0,"kind":"link.fault","args":{"for":"5s","n":{"a":[]}}})", true);
    row("null", R"({"t":1.0,"kind":"page.closed","code":null})", false);
    row("a field that nobody declared", R"({"t":1.0,"kind":"link.cut","later":1})", false);
    row("a kind that nobody knows", R"({"t":1.0,"kind":"moon.rose","later":1})", false);
    row("a field twice", R"({"t":1.0,"kind":"link.cut","for_s":1,"for_s":2})", false);
    row("spaces", "  {  \"t\" : 1.0 , \"kind\" :\"link.cut\" }  ", false);
    row("more digits than nanoseconds", R"({"t":1.0000000000000001,"kind":"link.cut"})", false);
    row("a large number", R"({"t":1.0,"kind":"link.cut","update":9007199254740993})", true);
    row("no number", R"({"t":1.0,"kind":"link.cut","n":01})", false);
    row("below zero", R"({"t":1.0,"kind":"link.cut","n":-1})", false);
    row("a comma too many", R"({"t":1.0,"kind":"link.cut",})", false);
    row("cut off", R"({"t":1.0,"kind":"link.cut","path":"/a)", false);
    row("more behind it", R"({"t":1.0,"kind":"link.cut"} x)", false);
    row("no time", R"({"kind":"link.cut"})", false);
    row("no object", R"([1])", false);
    row("no UTF-8", "{\"t\":1.0,\"kind\":\"link.cut\",\"path\":\"\xff\"}", false);
}

QList<QByteArray> FlatLineReaderTest::similarLines()
{
    return {
        R"({"t":1.0,"kind":"server.received","path":"/a","text":""})",
        R"({"t":1.0,"kind":"server.received","path":"/ab","text":"one"})",
        R"({"t":1.0,"kind":"server.received","text":"one \"two\"","path":"/a"})",
        R"({"t":1.0,"kind":"server.received","text":"one","path":"/ab"})",
        R"({"kind":"server.received","n":2,"text":"one \"","t":1.0})",
        R"({"t":1.0,"kind":"server.received","text":"one \"two\"","n":2})",
        R"({"t":1.0,"kind":"server.received","text":"","n":2})",
        R"({"t":1.0,"kind":"server.received","text":"ws","n":2})",
    };
}

QTEST_GUILESS_MAIN(FlatLineReaderTest)
#include "tst_flatlinereader.moc"
