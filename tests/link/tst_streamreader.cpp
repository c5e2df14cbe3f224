#include "spoken.h"

#include <link/protocol/streamreader.h>

#include <QTest>

using namespace swapscope;

namespace {

using Fields = std::vector<wire::HttpField>;

StreamReader readerWith(const Fields &fields = {})
{
    wire::HttpHead head;
    head.fields = fields;
    return StreamReader(head);
}

// A piece of a stream that ends with its connection.
WireUnit taken(StreamReader &reader, const QByteArray &data)
{
    WireUnit unit{.raw = data, .exchange = 1};
    reader.take(data, unit);
    return unit;
}

const Fields kChunked{{"Transfer-Encoding", "chunked"}};

} // namespace

class TestStreamReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsAreCountedAndOtherBlocksAreNot()
    {
        StreamReader reader = readerWith();
        QVERIFY(!reader.isSized() && !reader.isChunked() && !reader.isCoded());
        const WireUnit first = taken(reader, ": hi\n\nretry: 500\n\nid: 1\nevent: tick\ndata: a\n\nda");
        QCOMPARE(first.messages.size(), 3U);
        QCOMPARE(first.messages[0].kind, LinkMessage::Kind::Comment);
        QCOMPARE(first.messages[0].text, QByteArray(": hi"));
        QCOMPARE(first.messages[1].kind, LinkMessage::Kind::Fields);
        QCOMPARE(first.messages[1].retry, std::optional<int>(500));
        QCOMPARE(first.messages[2].kind, LinkMessage::Kind::Event);
        QCOMPARE(first.messages[2].event, QStringLiteral("tick"));
        QCOMPARE(first.messages[2].n, 1);
        const WireUnit second = taken(reader, "ta: b\n\n");
        QCOMPARE(second.messages.size(), 1U);
        QCOMPARE(second.messages[0].event, QStringLiteral("message"));
        QCOMPARE(second.messages[0].n, 2);
        QCOMPARE(second.messages[0].bytes, 9);
    }

    // The rest of a fragment whose lines have no data: of their own.
    void linesThatAreNoField()
    {
        const auto stray = [](const QByteArray &block) {
            StreamReader reader = readerWith();
            const WireUnit unit = taken(reader, block);
            return unit.messages.empty() ? QByteArray("no message") : unit.messages.front().stray;
        };
        QCOMPARE(stray("data: <div>\n  <p>hi</p>\n</div>\n\n"), QByteArray("  <p>hi</p>"));
        QCOMPARE(stray("data: a\r\ndata: b\r\nid: 1\r\n: c\r\nretry: 9\r\nevent\r\n\r\n"), QByteArray());
        QCOMPARE(stray("data: a\nversion: 2\n\n"), QByteArray("version: 2"));
        QCOMPARE(stray("data: a\n" + QByteArray(500, 'x') + "\n\n").size(), 200);
    }

    void anEventThatIsTooLargeIsUnreadAndThatIsSaidOnce()
    {
        StreamReader reader = readerWith();
        const QByteArray half(3 * 1024 * 1024, 'x');
        QCOMPARE(taken(reader, "data: a\n\n").messages.size(), 1U);
        QVERIFY(taken(reader, "data: " + half).messages.empty());
        const WireUnit large = taken(reader, half);
        QCOMPARE(large.messages.size(), 1U);
        QCOMPARE(large.messages[0].kind, LinkMessage::Kind::Unread);
        QCOMPARE(large.messages[0].text,
                 QByteArray("An event is larger than 4194304 bytes, the most that is read."));
        QVERIFY(taken(reader, "\n\ndata: b\n\n").messages.empty());
    }

    void aCodedStreamIsNotRead()
    {
        StreamReader reader = readerWith({{"Content-Encoding", "gzip"}});
        QVERIFY(reader.isCoded());
        QCOMPARE(reader.whyUnread(), QStringLiteral("The stream is coded as gzip."));
        const WireUnit unit = taken(reader, "data: a\n\n");
        QVERIFY(unit.messages.empty());
        QCOMPARE(unit.stream->data, QByteArray("data: a\n\n"));
        QVERIFY(!readerWith({{"Content-Encoding", " Identity"}}).isCoded());
    }

    void ofAPromisedLengthItHasNoEndOfItsOwn()
    {
        const StreamReader reader = readerWith({{"Content-Length", "18"}});
        QVERIFY(reader.isSized());
        QVERIFY(!reader.end());
        QVERIFY(!readerWith().end()); // the connection's
        QVERIFY(!readerWith({{"Transfer-Encoding", "chunked"}, {"Content-Length", "18"}}).isSized());
    }

    void itIsKnownWhereChunksBeginAndEnd()
    {
        StreamReader reader = readerWith(kChunked);
        QVERIFY(reader.end());
        const auto take = [&reader](const QByteArray &raw, const QByteArray &data) {
            WireUnit unit{.raw = raw, .exchange = 1};
            reader.take(data, unit);
            return *unit.stream;
        };
        const StreamPart begin = take("9\r\ndata", "data");
        QVERIFY(!begin.insideBefore && begin.insideAfter && !begin.last);
        QVERIFY(!reader.end());
        const StreamPart rest = take(": a\n\n\r\n", ": a\n\n");
        QVERIFY(rest.insideBefore && !rest.insideAfter);
        QCOMPARE(reader.end(), std::optional<QByteArray>("0\r\n\r\n"));
        QVERIFY(take("000\r\n\r\n", {}).last);
    }
};

QTEST_GUILESS_MAIN(TestStreamReader)
#include "tst_streamreader.moc"
