#include "story.h"

#include <trace/file/tracefile.h>

#include <QBuffer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <core/random.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TraceFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAsDesigned_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("a cut")
            << u"link.cut B t=6.012345678 conn=7 for_s=5.5"_s
            << QByteArray(
                   R"({"t": 6.012345678, "kind": "link.cut", "client": "B", "conn": 7, "for_s": 5.5})");
        QTest::newRow("everything, in order")
            << u"link.message B t=12.200114 conn=9 n=1 update=23 cause=311 path=/chat dir=down bytes=118"_s
            << QByteArray(
                   R"({"t": 12.200114000, "kind": "link.message", "client": "B", "conn": 9, "n": 1, "update": 23, "cause": 311, "bytes": 118, "dir": "down", "path": "/chat"})");
        QTest::newRow("nothing but a time and a kind")
            << u"link.mended t=0"_s << QByteArray(R"({"t": 0.000000000, "kind": "link.mended"})");
    }
    void writesAsDesigned()
    {
        QFETCH(QString, event);
        QTEST(toTraceLine(story::event(event)), "line");
    }

    void aLineReadsBack_data()
    {
        QTest::addColumn<Event>("event");
        Event event = story::event(u"page.swap Ä conn=2147483647 n=3 update=9007199254740993 cause=4"_s);
        event.update = 9007199254740993; // a double would round it
        event.t = 7'999'999'123'456'789;
        event.data = Payload::fromJson({{u"text"_s, u"a \"quoted\"\n\u2028 <p>é</p> \U0001F600 \u0001"_s},
                                        {u"rect"_s, QJsonArray{1, 2.25, -3, 4}},
                                        {u"nested"_s, QJsonObject{{u"empty"_s, QJsonObject()}}},
                                        {u"none"_s, QJsonValue::Null},
                                        {u"clean"_s, false},
                                        {u"delay_ms"_s, 412.6}});
        QTest::newRow("all sorts of values") << event;
        QTest::newRow("the first nanosecond") << story::event(u"link.mended t=0.000000001"_s);
        QTest::newRow("nothing") << story::event(u"link.mended t=0"_s);
    }
    void aLineReadsBack()
    {
        QFETCH(Event, event);
        event.id = 12;
        const QByteArray line = toTraceLine(event);
        QVERIFY(!line.contains('\n'));
        const Result<Event> read = fromTraceLine(line, 12);
        QVERIFY2(read.ok(), qPrintable(read ? QString() : read.error().toString()));
        QCOMPARE(*read, event);
    }

    void everyNanosecondSurvives()
    {
        Random random(3);
        for (int i = 0; i < 20'000; ++i) {
            Event event = story::event(u"link.mended"_s);
            event.id = 1;
            event.t = static_cast<Nanoseconds>(random.uniform() * random.uniform() * 8e15);
            const Result<Event> read = fromTraceLine(toTraceLine(event), 1);
            QVERIFY(read.ok());
            QCOMPARE(read->t, event.t);
        }
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const char *line, const char *error) {
            QTest::newRow(name) << QByteArray(line) << u"run.jsonl:3:"_s + QLatin1StringView(error);
        };
        row("no JSON", R"({"t": 1, "kind")", "16: no JSON: unterminated string");
        row("no object", "[1]", " an event must be a JSON object");
        row("no time", R"({"kind": "link.cut"})",
            " \"t\" must be seconds since the start, from 0 to 8000000");
        row("a time before the start", R"({"t": -0.1, "kind": "link.cut"})",
            " \"t\" must be seconds since the start, from 0 to 8000000");
        row("a time as text", R"({"t": "1", "kind": "link.cut"})",
            " \"t\" must be seconds since the start, from 0 to 8000000");
        row("no kind", R"({"t": 1})", " an event needs its \"kind\"");
        row("a kind that is none", R"({"t": 1, "kind": "hello"})", " \"hello\" is no kind of event");
        row("a kind that is a number", R"({"t": 1, "kind": 5})", " \"kind\" must be a text");
        row("a client that is a number", R"({"t": 1, "kind": "link.cut", "client": 5})",
            " \"client\" must be a text");
        row("a connection that is a text", R"({"t": 1, "kind": "link.cut", "conn": "5"})",
            " \"conn\" must be a whole number from 0 to 2147483647");
        row("an ordinal below zero", R"({"t": 1, "kind": "link.cut", "n": -1})",
            " \"n\" must be a whole number from 0 to 2147483647");
        row("half an update", R"({"t": 1, "kind": "link.cut", "update": 1.5})",
            " \"update\" must be a whole number from 0 to 9223372036854775807");
    }
    void namesWhatIsWrong()
    {
        QFETCH(QByteArray, line);
        const Result<Event> event = fromTraceLine(line, 3, u"run.jsonl"_s);
        QVERIFY(!event.ok());
        QTEST(event.error().toString(), "error");
    }

    void aKindOfANewerVersionIsKept()
    {
        QByteArray line =
            R"({"t": 1.500000000, "kind": "link.teleported", "client": "A", "conn": 2, "by": 3})";
        const Result<Event> event = fromTraceLine(line, 4);
        QVERIFY(event.ok());
        QCOMPARE(event->kind, Kind::ScriptLog);
        QCOMPARE(event->id, EventId(4));
        QCOMPARE(event->conn, ConnectionId(2));
        QCOMPARE(event->data.value(Field::Level).toString(), u"warn"_s);
        QCOMPARE(event->data.value(Field::Text).toString(),
                 u"This version does not know the kind of event \"link.teleported\""_s);
        QCOMPARE(toTraceLine(*event), line);
    }

    void readsAFile()
    {
        QByteArray text = toTraceLine(story::event(u"link.cut B t=1"_s)) + "\r\n" +
                          R"({"t": 2, "kind": "link.teleported"})" + '\n' +
                          R"({"t": 3, "kind": "link.folded"})" + '\n' +
                          R"({"t": 4, "kind": "link.teleported"})"; // the last line may lack its end
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        const Result<TraceReading> reading = readTrace(buffer, u"run.jsonl"_s);
        QVERIFY(reading.ok());
        QCOMPARE(reading->events.size(), 4u);
        QCOMPARE(reading->events.front().kind, Kind::LinkCut);
        QCOMPARE(reading->events.back().id, EventId(4));
        QCOMPARE(
            reading->notes.sentences,
            QStringList({u"run.jsonl:3: this version does not know the kind of event \"link.folded\"; it is "
                         "shown as a line of the log"_s,
                         u"run.jsonl:2: this version does not know the kind of event \"link.teleported\"; it "
                         "is shown as a line of the log"_s}));
    }

    // A program that was killed, or a full disk, leaves half a line at the end; what is whole is read.
    void aLastLineThatIsCutIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("events");
        QTest::addColumn<bool>("cut");
        QTest::addColumn<QString>("error");
        const QByteArray line = R"({"t": 1, "kind": "link.cut", "client": "Zoë"})";
        const QString none;
        QTest::newRow("whole") << line + '\n' + line + '\n' << 2 << false << none;
        QTest::newRow("whole without its end") << line + '\n' + line << 2 << false << none;
        // Wherever it is cut, also within a letter.
        for (qsizetype length = 1; length < line.size(); ++length)
            QTest::addRow("cut after %d bytes", static_cast<int>(length))
                << line + '\n' + line.first(length) << 1 << true << none;
        QTest::newRow("where it looks like an end")
            << line + '\n' + R"({"t": 2, "kind": "link.shaped", "rules": {"a": 1})" << 1 << true << none;
        QTest::newRow("zeros, as a crash of the system leaves them")
            << line + '\n' + QByteArray(100, '\0') << 1 << true << none;
        QTest::newRow("broken in the middle")
            << line + '\n' + line.first(20) + '\n' + line << 0 << false << u"x:2:21: no JSON: "_s;
        QTest::newRow("broken at the end of a whole line") << line + '\n' + line.first(20) + '\n'
                                                           << 0 << false << u"x:2:21: no JSON: "_s;
        QTest::newRow("whole, and no event")
            << line + '\n' + R"({"t": 1})" << 0 << false << u"x:2: an event needs its \"kind\""_s;
        QTest::newRow("nothing whole before it") << line.first(20) << 0 << false << u"x:1:21: no JSON: "_s;
    }
    void aLastLineThatIsCutIsLeftOut()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, cut);
        QFETCH(QString, error);
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        const Result<TraceReading> reading = readTrace(buffer, u"x"_s);
        QVERIFY2((reading ? QString() : reading.error().toString()).startsWith(error), qPrintable(error));
        QCOMPARE(reading.ok(), error.isEmpty());
        if (!reading)
            return;
        QTEST(static_cast<int>(reading->events.size()), "events");
        QCOMPARE(reading->notes.cut, cut);
        QCOMPARE(
            reading->notes.sentences,
            cut ? QStringList(u"x:2: the last line is cut off; it and what should follow it are missing, "
                              "so numbers may be incomplete"_s)
                : QStringList());
    }

    void keepsToItsLimits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        const QByteArray line = R"({"t": 1, "kind": "link.cut"})"; // 28 bytes
        QTest::newRow("within") << line + '\n' + line + '\n' << QString();
        QTest::newRow("a line too long") << line + '\n' + line + "  \n"
                                         << u"x:2: the line is longer than 28 bytes"_s;
        QTest::newRow("a long last line") << line + "   " << u"x:1: the line is longer than 28 bytes"_s;
        QTest::newRow("too many") << line + '\n' + line + '\n' + line
                                  << u"x:3: the trace has more than 2 events"_s;
        QTest::newRow("an empty line") << line + "\n\n"
                                       << u"x:2: an empty line: each line must be one event"_s;
    }
    void keepsToItsLimits()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, error);
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        const Result<TraceReading> reading = readTrace(buffer, u"x"_s, {.lineBytes = 28, .events = 2});
        QCOMPARE(reading ? QString() : reading.error().toString(), error);
    }

    void aSavedTraceIsTheSame()
    {
        QTemporaryDir dir;
        Trace trace;
        for (const Event &event : story::joined({
                 u"server.published t=1.000000001 update=1 channel=c text=<p>"_s,
                 u"server.sent A t=1.2 conn=1 update=1 channel=c why=live cause=1"_s,
                 u"link.message A t=1.3 conn=1 n=1 dir=down opcode=text"_s,
             }))
            QVERIFY(trace.append(event));
        const QString path = dir.filePath(u"run.jsonl"_s);
        QVERIFY(saveTrace(path, trace).ok());
        const Result<TraceReading> reading = loadTrace(path);
        QVERIFY(reading.ok());
        QCOMPARE(reading->events, std::vector<Event>(trace.begin(), trace.end()));
        QVERIFY(reading->notes.sentences.isEmpty() && !reading->notes.cut);
    }

    // It says of nothing that it happened, as a file of something else does.
    void anEmptyFileIsNoTrace()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"empty.jsonl"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const QString error = path + u": the file is empty, and a trace has at least one line; choose one "
                                     "that --trace or File > Save trace wrote"_s;
        const Result<TraceReading> reading = loadTrace(path);
        QCOMPARE(reading ? QString() : reading.error().toString(), error);
        Trace trace;
        const Result<TraceNotes> notes = loadTrace(path, &trace);
        QCOMPARE(notes ? QString() : notes.error().toString(), error);
    }

    void aFileThatIsNotThere()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"none/run.jsonl"_s);
        const Result<TraceReading> reading = loadTrace(path);
        QVERIFY(!reading.ok());
        QCOMPARE(reading.error().toString(), path + u": cannot be read: No such file or directory"_s);
        const Result<void> saved = saveTrace(path, Trace());
        QVERIFY(!saved.ok());
        QVERIFY(saved.error().toString().startsWith(path + u": cannot be written: "_s));
    }
};

Q_DECLARE_METATYPE(swapscope::Event)
QTEST_GUILESS_MAIN(TraceFileTest)
#include "tst_tracefile.moc"
