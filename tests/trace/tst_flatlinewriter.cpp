#include "randomrun.h"

#include <trace/file/flatlinewriter.h>
#include <trace/file/tracefile.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray lineOf(const Event &event)
{
    QByteArray line;
    writeFlatLine(line, event);
    return line;
}

Event received(const FieldValue &text)
{
    return {.t = kSecond, .kind = Kind::ServerReceived, .data = {{Field::Text, text}}};
}

} // namespace

class FlatLineWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheHeadInItsOrder()
    {
        const Event event{.t = 12'200'114'000,
                          .kind = Kind::LinkMessage,
                          .client = u"B"_s,
                          .conn = ConnectionId(9),
                          .n = 1,
                          .update = 4,
                          .cause = 7};
        QCOMPARE(lineOf(event),
                 QByteArray("{\"t\": 12.200114000, \"kind\": \"link.message\", \"client\": \"B\", "
                            "\"conn\": 9, \"n\": 1, \"update\": 4, \"cause\": 7}"));
    }

    void leavesOutWhatIsNotKnown()
    {
        QCOMPARE(lineOf({.t = 0, .kind = Kind::LinkCut}),
                 QByteArray("{\"t\": 0.000000000, \"kind\": \"link.cut\"}"));
    }

    void escapesWhatJsonCannotHave_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("plain") << u"<p>é</p>"_s << QByteArray("<p>\xc3\xa9</p>");
        QTest::newRow("quotes") << u"a \"b\" \\ c"_s << QByteArray(R"(a \"b\" \\ c)");
        QTest::newRow("line ends") << u"\r\n\t"_s << QByteArray(R"(\r\n\t)");
        QTest::newRow("a control character") << QString(QChar(0x1f)) << QByteArray(R"(\u001f)");
        QTest::newRow("behind eight plain ones") << u"12345678\"9"_s << QByteArray(R"(12345678\"9)");
        QTest::newRow("longer when it is written")
            << QString(1000, QChar(1)) << QByteArray(R"(\u0001)").repeated(1000);
    }
    void escapesWhatJsonCannotHave()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, written);
        QCOMPARE(lineOf(received(text)),
                 "{\"t\": 1.000000000, \"kind\": \"server.received\", \"text\": \"" + written + "\"}");
    }

    void addsToWhatIsThere()
    {
        QByteArray lines("first\n");
        writeFlatLine(lines, {.t = 0, .kind = Kind::LinkCut});
        QVERIFY(lines.startsWith("first\n{\"t\""));
        QVERIFY(lines.endsWith('}'));
    }

    void readsBackByQJsonDocument()
    {
        story::RandomRun run(3);
        for (int i = 0; i < 2000; ++i)
            run.step();
        for (const Event &event : run.events) {
            const Result<Event> read = fromTraceLine(lineOf(event), static_cast<int>(event.id));
            QVERIFY(read);
            QCOMPARE(*read, event);
        }
    }
};

QTEST_GUILESS_MAIN(FlatLineWriterTest)
#include "tst_flatlinewriter.moc"
