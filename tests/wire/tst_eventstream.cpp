#include "chunks.h"

#include <wire/eventstream.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::wire;

namespace {

// A block as one line of text, without its raw bytes.
QString told(const StreamBlock &block)
{
    const char *const kinds[] = {"event", "fields", "comment"};
    QString text = QLatin1StringView(kinds[static_cast<int>(block.kind)]);
    text += QStringLiteral(" <%1> <%2>").arg(block.event.event, block.event.data);
    text += block.event.id ? QStringLiteral(" id <%1>").arg(*block.event.id) : QString();
    text += block.event.retry ? QStringLiteral(" retry %1").arg(*block.event.retry) : QString();
    return text + QStringLiteral(" last <%1>").arg(block.lastEventId);
}

struct Outcome
{
    QStringList blocks;
    QByteArray raw;
    QByteArray pending;
    bool failed = false;
};

Outcome decode(const QByteArrayList &chunks, qsizetype limit = 4096)
{
    EventStreamDecoder decoder(limit);
    Outcome outcome;
    for (const QByteArray &chunk : chunks) {
        for (const StreamBlock &block : decoder.feed(chunk)) {
            outcome.blocks += told(block);
            outcome.raw += block.raw;
        }
    }
    outcome.pending = decoder.pending();
    outcome.failed = decoder.failed();
    return outcome;
}

} // namespace

class TestEventStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodes_data()
    {
        QTest::addColumn<StreamEvent>("event");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const StreamEvent &event, const char *bytes) {
            QTest::newRow(name) << event << QByteArray(bytes);
        };
        const QString none;
        row("data", {none, QStringLiteral("hello"), {}, {}}, "data: hello\n\n");
        row("nothing at all is an event without text", {}, "data:\n\n");
        row("a name", {QStringLiteral("tick"), none, {}, {}}, "event: tick\ndata:\n\n");
        row("everything", {QStringLiteral("tick"), QStringLiteral("é"), QStringLiteral("7"), 1500},
            "id: 7\nevent: tick\nretry: 1500\ndata: \xc3\xa9\n\n");
        row("LF, CR and CRLF end a line", {none, QStringLiteral("a\nb\rc\r\nd"), {}, {}},
            "data: a\ndata: b\ndata: c\ndata: d\n\n");
        row("empty lines", {none, QStringLiteral("\n\r\n"), {}, {}}, "data:\ndata:\ndata:\n\n");
        row("a leading space is kept", {none, QStringLiteral(" a"), {}, {}}, "data:  a\n\n");
        row("id alone", {none, none, QStringLiteral("9"), {}}, "id: 9\n\n");
        row("an empty id resets", {none, none, QStringLiteral(""), {}}, "id:\n\n");
        row("retry alone", {none, none, {}, 0}, "retry: 0\n\n");
        row("a retry below 0 is none", {none, none, {}, -1}, "data:\n\n");
        row("line ends in id and event are dropped",
            {QStringLiteral("a\r\nb"), none, QStringLiteral("1\n2\r"), {}}, "id: 12\nevent: ab\n\n");
        row("an id with NUL is dropped", {none, QStringLiteral("x"), QString(QChar(u'\0')), {}},
            "data: x\n\n");
    }
    void encodes()
    {
        QFETCH(StreamEvent, event);
        QTEST(encodeEvent(event), "bytes");
    }

    // An empty data: field is what an EventSource dispatches; none is not.
    void encodesEmptyUpdates()
    {
        const StreamEvent event{QStringLiteral("tick"), {}, QStringLiteral("5"), {}};
        const QByteArray bytes = encodeEvent(event, DataField::Always);
        QVERIFY2(bytes.contains("\ndata:"), bytes.constData());
        EventStreamDecoder decoder;
        const auto blocks = decoder.feed(bytes);
        QCOMPARE(blocks.size(), 1U);
        QVERIFY(blocks[0].kind == StreamBlock::Kind::Event);
    }

    void encodesComments()
    {
        QCOMPARE(encodeComment(), QByteArray(":\n\n"));
        QCOMPARE(encodeComment("beat"), QByteArray(": beat\n\n"));
        QCOMPARE(encodeComment("a\r\ndata: b\n"), QByteArray(": a  data: b \n\n"));
    }

    void decodes_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QStringList>("blocks");
        const auto row = [](const char *name, const QByteArray &stream, const QStringList &blocks) {
            QTest::newRow(name) << stream << blocks;
        };
        // The examples of WHATWG HTML, 9.2.6.
        row("three lines of stock", "data: YHOO\ndata: +2\ndata: 10\n\n",
            {QStringLiteral("event <> <YHOO\n+2\n10> last <>")});
        row("comment, two ids, and a last block without its end",
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event",
            {QStringLiteral("comment <> <> last <>"),
             QStringLiteral("event <> <first event> id <1> last <1>"),
             QStringLiteral("event <> <second event> id <> last <>")});
        row("two empty ones, the third unfinished", "data\n\ndata\ndata\n\ndata:",
            {QStringLiteral("event <> <> last <>"), QStringLiteral("event <> <\n> last <>")});
        row("with and without the space", "data:test\n\ndata: test\n\n",
            {QStringLiteral("event <> <test> last <>"), QStringLiteral("event <> <test> last <>")});

        row("CR", "event: a\rdata: b\r\r", {QStringLiteral("event <a> <b> last <>")});
        row("CRLF", "event: a\r\ndata: b\r\n\r\n", {QStringLiteral("event <a> <b> last <>")});
        row("all three mixed",
            "data: a\rdata: b\r\ndata: c\n\rdata: d\r\n\ndata: e\n\r\ndata: f\r\r\ndata: g\n\n",
            {QStringLiteral("event <> <a\nb\nc> last <>"), QStringLiteral("event <> <d> last <>"),
             QStringLiteral("event <> <e> last <>"), QStringLiteral("event <> <f> last <>"),
             QStringLiteral("event <> <g> last <>")});
        row("BOM at the start",
            "\xef\xbb\xbf"
            "data: a\n\n",
            {QStringLiteral("event <> <a> last <>")});
        row("BOM later is a part of the name",
            "data: a\n\n\xef\xbb\xbf"
            "data: b\n\n",
            {QStringLiteral("event <> <a> last <>"), QStringLiteral("fields <> <> last <>")});
        row("two BOMs",
            "\xef\xbb\xbf\xef\xbb\xbf"
            "data: a\n\n",
            {QStringLiteral("fields <> <> last <>")});
        row("half a BOM is text", "\xef\xbb\n\n", {QStringLiteral("fields <> <> last <>")});
        row("BOM, then an empty line", "\xef\xbb\xbf\r\n", {QStringLiteral("comment <> <> last <>")});
        row("a value may begin with U+FEFF",
            "data: \xef\xbb\xbf"
            "a\n\n",
            {QStringLiteral("event <> <\uFEFFa> last <>")});
        row("lone empty lines", "\n\r\r\n",
            {QStringLiteral("comment <> <> last <>"), QStringLiteral("comment <> <> last <>"),
             QStringLiteral("comment <> <> last <>")});
        row("comments beside fields", ":x\ndata: a\n:data: b\n\n", {QStringLiteral("event <> <a> last <>")});
        row("id with NUL is ignored", QByteArray("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", 32),
            {QStringLiteral("event <> <a> id <1> last <1>"), QStringLiteral("event <> <b> last <1>")});
        row("id without data takes effect", "id: 5\n\ndata: a\n\n",
            {QStringLiteral("fields <> <> id <5> last <5>"), QStringLiteral("event <> <a> last <5>")});
        row("the last of two ids", "id: 5\nid: 6\ndata: a\n\n",
            {QStringLiteral("event <> <a> id <6> last <6>")});
        row("event without data", "event: x\n\ndata: a\n\n",
            {QStringLiteral("fields <x> <> last <>"), QStringLiteral("event <> <a> last <>")});
        row("the last of two names", "event: x\nevent: y\ndata\n\n",
            {QStringLiteral("event <y> <> last <>")});
        row("retry", "retry: 250\n\n", {QStringLiteral("fields <> <> retry 250 last <>")});
        row("retry of anything but digits", "retry: 2s\nretry: -1\nretry: +1\nretry:  1\nretry\n\n",
            {QStringLiteral("fields <> <> last <>")});
        row("retry beyond all", "retry: 99999999999999999999\n\n",
            {QStringLiteral("fields <> <> retry 2147483647 last <>")});
        row("names are exact", "Data: a\n data: b\ndata : c\n\n", {QStringLiteral("fields <> <> last <>")});
        row("colons in the value, one space gone", "data:  a: b:\n\n",
            {QStringLiteral("event <> < a: b:> last <>")});
        row("a tab stays", "data:\ta\n\n", {QStringLiteral("event <> <\ta> last <>")});
        row("what is no UTF-8",
            "data: a\xff"
            "b\n\n",
            {QStringLiteral("event <> <a\uFFFD"
                            "b> last <>")});
        row("nothing finished", "data: a\n", {});
    }
    void decodes()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QStringList, blocks);
        for (const test::Cut &cut : test::cutsOf(stream)) {
            const Outcome outcome = decode(cut.chunks);
            QVERIFY2(outcome.blocks == blocks, cut.name + ": " + outcome.blocks.join(u" | ").toUtf8());
            QVERIFY2(outcome.raw + outcome.pending == stream, cut.name);
            QVERIFY2(!outcome.failed, cut.name);
        }
    }

    void rawBytesAreThoseOfTheBlock()
    {
        EventStreamDecoder decoder;
        const auto whole = decoder.feed("\xef\xbb\xbf: c\r\n\r\ndata: a\n\ndata");
        QCOMPARE(whole.size(), std::size_t(2));
        QCOMPARE(whole[0].raw, QByteArray("\xef\xbb\xbf: c\r\n\r\n"));
        QCOMPARE(whole[1].raw, QByteArray("data: a\n\n"));
        QCOMPARE(decoder.pending(), QByteArray("data"));
    }

    void aBlockIsToldAtItsCrAndTheLfGoesToTheNext()
    {
        EventStreamDecoder decoder;
        const auto first = decoder.feed("data: a\r\n\r");
        QCOMPARE(first.size(), std::size_t(1));
        QCOMPARE(first[0].raw, QByteArray("data: a\r\n\r"));
        QVERIFY(decoder.feed("\n").empty());
        QCOMPARE(decoder.pending(), QByteArray("\n"));
        const auto second = decoder.feed("data: b\r\r");
        QCOMPARE(second.size(), std::size_t(1));
        QCOMPARE(second[0].raw, QByteArray("\ndata: b\r\r"));
        QCOMPARE(second[0].event.data, QStringLiteral("b"));
        QVERIFY(decoder.pending().isEmpty());
    }

    void whatIsEncodedIsDecoded()
    {
        Random random(7);
        const QStringList pieces = {QStringLiteral("a"),      QStringLiteral(" "),  QStringLiteral(":"),
                                    QStringLiteral("\n"),     QStringLiteral("é"),  QStringLiteral("😀"),
                                    QStringLiteral("data: "), QStringLiteral("id"), QStringLiteral("\uFEFF")};
        const auto text = [&](quint64 most, bool lines) {
            QString out;
            for (quint64 i = random.next() % (most + 1); i > 0; --i)
                out += pieces[static_cast<qsizetype>(random.next() % static_cast<quint64>(pieces.size()))];
            return lines ? out : out.remove(u'\n');
        };
        for (int round = 0; round < 100; ++round) {
            QByteArray stream;
            std::vector<StreamEvent> events;
            for (int i = 0; i < 5; ++i) {
                StreamEvent event{text(2, false), text(8, true), {}, {}};
                if (random.uniform() < 0.5)
                    event.id = text(2, false);
                if (random.uniform() < 0.3)
                    event.retry = static_cast<int>(random.next() % 100000);
                events.push_back(event);
                stream +=
                    encodeEvent(event) + (random.uniform() < 0.3 ? encodeComment("beat") : QByteArray());
            }
            EventStreamDecoder decoder;
            std::vector<StreamEvent> decoded;
            const double probability = random.uniform();
            for (const QByteArray &chunk :
                 test::cutWhere(stream, [&](qsizetype) { return random.uniform() < probability; })) {
                for (const StreamBlock &block : decoder.feed(chunk)) {
                    if (block.kind != StreamBlock::Kind::Comment)
                        decoded.push_back(block.event);
                }
            }
            QCOMPARE(decoded, events);
            QVERIFY(decoder.pending().isEmpty());
        }
    }

    void cutsOfAnythingChangeNothing()
    {
        const QByteArrayList pieces = {"\r", "\n",       "\r\n",    "data",         ":", " ",
                                       "id", "event: x", "retry:1", "\xef\xbb\xbf", "é"};
        Random random(3);
        for (quint64 round = 0; round < 60; ++round) {
            QByteArray stream;
            for (int i = 0; i < 40; ++i)
                stream += pieces[static_cast<qsizetype>(random.next() % static_cast<quint64>(pieces.size()))];
            const Outcome whole = decode({stream});
            const Outcome limited = decode({stream}, 30);
            for (const test::Cut &cut : test::cutsOf(stream, round)) {
                const Outcome outcome = decode(cut.chunks);
                QVERIFY2(outcome.blocks == whole.blocks, cut.name);
                QVERIFY2(outcome.raw + outcome.pending == stream, cut.name);
                const Outcome again = decode(cut.chunks, 30);
                QVERIFY2(again.blocks == limited.blocks && again.failed == limited.failed, cut.name);
            }
        }
    }

    void aBlockOverTheLimitFailsTheStream()
    {
        // Ten bytes up to and with the line end that ends the block.
        const QByteArray fits = "data: ab\n\n";
        const QByteArray tooLong = "data: abc\n\n";
        for (const test::Cut &cut : test::cutsOf(fits + fits)) {
            const Outcome outcome = decode(cut.chunks, 10);
            QVERIFY2(!outcome.failed && outcome.blocks.size() == 2, cut.name);
        }
        for (const test::Cut &cut : test::cutsOf(fits + tooLong + fits)) {
            const Outcome outcome = decode(cut.chunks, 10);
            QVERIFY2(outcome.failed, cut.name);
            QCOMPARE(outcome.raw, fits);
            QVERIFY2(outcome.pending.size() > 10 && (tooLong + fits).startsWith(outcome.pending), cut.name);
        }
        for (const test::Cut &cut : test::cutsOf(QByteArray("data: 0123"))) {
            QVERIFY2(!decode(cut.chunks, 10).failed, cut.name);
            QVERIFY2(decode(cut.chunks, 9).failed, cut.name);
        }
        QVERIFY(!decode({QByteArray(100000, 'x')}, -1).failed);
    }
};

QTEST_GUILESS_MAIN(TestEventStream)
#include "tst_eventstream.moc"
