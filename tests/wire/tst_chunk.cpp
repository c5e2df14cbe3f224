#include <wire/chunk.h>
#include <wire/http.h>

#include <QTest>

using namespace swapscope::wire;

class TestChunk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The standard's own form (RFC 9112, section 7.1): the size in hexadecimal digits.
    void theSizeIsHexadecimal()
    {
        QCOMPARE(encodeChunk("hello"), QByteArray("5\r\nhello\r\n"));
        QCOMPARE(encodeChunk(QByteArray(26, 'x')), "1a\r\n" + QByteArray(26, 'x') + "\r\n");
        QCOMPARE(encodeLastChunk(), QByteArray("0\r\n\r\n"));
    }

    void nothingIsNoChunk() { QCOMPARE(encodeChunk({}), QByteArray()); }

    void theDecoderTakesThemApart()
    {
        HttpDecoder decoder(HttpDecoder::Role::Response);
        QByteArray body;
        bool ended = false;
        const QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                 encodeChunk("one ") + encodeChunk({}) + encodeChunk("two") +
                                 encodeLastChunk();
        for (const auto &unit : decoder.feed(bytes)) {
            if (const auto *part = std::get_if<HttpDecoder::Body>(&unit))
                body += part->data;
            ended = ended || std::holds_alternative<HttpDecoder::End>(unit);
        }
        QCOMPARE(body, QByteArray("one two"));
        QVERIFY(ended);
    }
};

QTEST_GUILESS_MAIN(TestChunk)
#include "tst_chunk.moc"
