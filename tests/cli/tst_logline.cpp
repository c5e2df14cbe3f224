#include <cli/logline.h>

#include <QJsonArray>
#include <QTest>

using namespace swapscope;

class TestLogLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newsOfAServerBecomeALine_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QJsonObject>("data");
        QTest::addColumn<QString>("line");
        const auto row = [](Kind kind, const QJsonObject &data, const char *line) {
            QTest::newRow(kindName(kind).data())
                << static_cast<int>(kind) << data << QString::fromLatin1(line);
        };
        const auto text = [](const char *value) { return QString::fromLatin1(value); };
        row(Kind::ServerRequest,
            {{text("method"), text("GET")},
             {text("path"), text("/")},
             {text("status"), 200},
             {text("bytes"), 512}},
            "    1.500  GET / 200, 512 bytes");
        QTest::newRow("an answer in pieces")
            << static_cast<int>(Kind::ServerRequest)
            << QJsonObject{{text("method"), text("GET")}, {text("path"), text("/")}, {text("status"), 200}}
            << QStringLiteral("    1.500  GET / 200, in pieces");
        QTest::newRow("a stream's end")
            << static_cast<int>(Kind::ServerClosed) << QJsonObject{{text("by"), text("client")}}
            << QStringLiteral("    1.500  A closed by the client (connection 3)");
        row(Kind::ServerOpened, {{text("path"), text("/chat")}, {text("transport"), text("ws")}},
            "    1.500  A opened /chat (ws, connection 3)");
        row(Kind::ServerClosed, {{text("by"), text("client")}, {text("code"), 1001}},
            "    1.500  A closed by the client, code 1001 (connection 3)");
        row(Kind::ServerPublished,
            {{text("channel"), text("room")}, {text("receivers"), 2}, {text("bytes"), 90}},
            "    1.500  room update 7 to 2, 90 bytes");
        row(Kind::ServerReceived, {{text("text"), text("hello")}}, "    1.500  A sent hello");
        row(Kind::LinkAnswered,
            {{text("method"), text("GET")}, {text("path"), text("/")}, {text("status"), 200}},
            "    1.500  A GET / 200");
        row(Kind::LinkFitted,
            {{text("path"), text("/a")}, {text("changes"), QJsonArray{text("b"), text("c")}}},
            "    1.500  A /a: b; c");
        row(Kind::LinkUnreachable, {{text("text"), text("Nothing answers")}}, "    1.500  Nothing answers");
        row(Kind::UpdateMissed,
            {{text("channel"), text("/s")}, {text("why"), text("id")}, {text("first"), 5}, {text("last"), 8}},
            "    1.500  A /s: ids 5 to 8 never came");
        row(Kind::UpdateDuplicated,
            {{text("channel"), text("/s")}, {text("why"), text("id")}, {text("id"), text("x")}},
            "    1.500  A /s: id x came twice");
        row(Kind::ScriptLog, {{text("text"), text("hello")}}, "    1.500  script: hello");
        row(Kind::ScriptError,
            {{text("file"), text("server.js")},
             {text("line"), 4},
             {text("column"), 9},
             {text("text"), text("no")}},
            "    1.500  server.js:4:9: no");
    }
    void newsOfAServerBecomeALine()
    {
        QFETCH(int, kind);
        QFETCH(QJsonObject, data);
        QFETCH(QString, line);
        const Event event{.t = 1'500'000'000,
                          .kind = static_cast<Kind>(kind),
                          .client = QStringLiteral("A"),
                          .conn = ConnectionId(3),
                          .update = 7,
                          .data = Payload::fromJson(data)};
        QCOMPARE(logLine(event).value_or(QStringLiteral("nothing")), line);
    }

    // A message stands in one line, whatever it says, and takes not more than one.
    void aMessageIsCutToALine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("spaces") << QStringLiteral(" a  b ") << QStringLiteral("a b");
        QTest::newRow("a space at the end") << QStringLiteral("a ") << QStringLiteral("a");
        QTest::newRow("lines") << QStringLiteral("a\n\tb\r\n") << QStringLiteral("a b");
        QTest::newRow("long") << QString(300, u'x') << QString(200, u'x');
        QTest::newRow("long, of large characters") << QString(300, u'€') << QString(200, u'€');
        QTest::newRow("pairs of surrogates")
            << QStringLiteral("😀").repeated(150) << QStringLiteral("😀").repeated(100);
        QTest::newRow("a word of the trace") << QStringLiteral("text") << QStringLiteral("text");
    }
    void aMessageIsCutToALine()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        const Event event{.t = 61'000'400'000,
                          .kind = Kind::ServerReceived,
                          .client = QStringLiteral("B"),
                          .data = {{Field::Text, text}}};
        QCOMPARE(logLine(event).value_or(QString()), QStringLiteral("   61.000  B sent ") + shown);
    }

    void whatEveryMessageDoesIsNoNews()
    {
        QVERIFY(!logLine({.kind = Kind::ServerSent}));
        QVERIFY(!logLine({.kind = Kind::LinkMessage}));
    }
};

QTEST_GUILESS_MAIN(TestLogLine)
#include "tst_logline.moc"
