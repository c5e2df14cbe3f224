#include "chunks.h"

#include <wire/websocket.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::wire;

using Sender = FrameDecoder::Sender;

Q_DECLARE_METATYPE(FrameDecoder::Sender)

namespace {

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

struct SocketOutcome
{
    QStringList told;  // each unit as one line of text
    QByteArray raw;    // of all units, joined
    QByteArray frames; // of the frames, joined
    QByteArray pending;
    std::vector<Message> messages;
    int error = 0;
};

SocketOutcome decode(Sender sender, const QByteArrayList &chunks, FrameLimits limits = {})
{
    FrameDecoder decoder(sender, limits);
    MessageAssembler assembler;
    SocketOutcome outcome;
    for (const QByteArray &chunk : chunks) {
        for (const FrameDecoder::Unit &unit : decoder.feed(chunk)) {
            if (const auto *frame = std::get_if<Frame>(&unit)) {
                outcome.told += QStringLiteral("%1%2%3 %4")
                                    .arg(static_cast<int>(frame->opcode))
                                    .arg(frame->fin ? u"." : u"-", frame->masked ? u"m" : u"",
                                         QLatin1StringView(frame->payload.toHex()));
                outcome.raw += frame->raw;
                outcome.frames += frame->raw;
                if (auto message = assembler.feed(*frame))
                    outcome.messages.push_back(std::move(*message));
            } else {
                const auto &error = std::get<ProtocolError>(unit);
                outcome.told += QStringLiteral("error %1: %2").arg(error.code).arg(error.what);
                outcome.raw += error.raw;
                outcome.error = error.code;
            }
        }
    }
    outcome.pending = decoder.pending();
    return outcome;
}

// A stream of frames as a peer may send it, and the messages that are in it.
struct Conversation
{
    QByteArray bytes;
    QStringList told;
    std::vector<Message> messages;
};

Conversation converse(Random &random, bool masked)
{
    Conversation conversation;
    const auto append = [&](Opcode opcode, const QByteArray &payload, bool fin) {
        std::optional<quint32> mask;
        if (masked)
            mask = static_cast<quint32>(random.next());
        conversation.bytes += encodeFrame(opcode, payload, fin, mask);
        conversation.told +=
            QStringLiteral("%1%2%3 %4")
                .arg(static_cast<int>(opcode))
                .arg(fin ? u"." : u"-", masked ? u"m" : u"", QLatin1StringView(payload.toHex()));
    };
    const QByteArray letters = QStringLiteral("aé世😀").toUtf8();
    for (int i = 0; i < 6; ++i) {
        const bool text = random.uniform() < 0.6;
        QByteArray payload;
        const quint64 sizes[] = {0, 5, 125, 126, 300};
        const quint64 size = sizes[random.next() % 5];
        if (text) {
            while (static_cast<quint64>(payload.size()) < size)
                payload += letters;
        } else {
            while (static_cast<quint64>(payload.size()) < size)
                payload += static_cast<char>(random.next());
        }
        const Opcode opcode = text ? Opcode::Text : Opcode::Binary;
        conversation.messages.push_back({opcode, payload});
        qsizetype at = 0;
        bool first = true;
        bool last = false;
        while (!last) {
            // Borders between frames fall within characters too.
            qsizetype part = static_cast<qsizetype>(random.next() % 60);
            last = random.uniform() < 0.3 || at + part >= payload.size();
            if (last)
                part = payload.size() - at;
            append(first ? opcode : Opcode::Continuation, payload.sliced(at, part), last);
            first = false;
            at += part;
            if (random.uniform() < 0.3)
                append(random.uniform() < 0.5 ? Opcode::Ping : Opcode::Pong, payload.left(10), true);
        }
    }
    append(Opcode::Close, hex("03e8") + "bye", true);
    return conversation;
}

} // namespace

class TestWebSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 6455, section 5.7: each way round.
    void theSamplesOfTheStandard()
    {
        const QByteArray hello = hex("810548656c6c6f");
        const QByteArray helloMasked = hex("818537fa213d7f9f4d5158");
        const QByteArray fragments = hex("010348656c80026c6f");
        const QByteArray ping = hex("890548656c6c6f");
        const QByteArray pongMasked = hex("8a8537fa213d7f9f4d5158");
        const QByteArray medium(256, '\x5a');
        const QByteArray large(65536, '\xa5');

        QCOMPARE(encodeFrame(Opcode::Text, "Hello"), hello);
        QCOMPARE(encodeFrame(Opcode::Text, "Hello", true, 0x37fa213d), helloMasked);
        QCOMPARE(encodeFrame(Opcode::Text, "Hel", false) + encodeFrame(Opcode::Continuation, "lo"),
                 fragments);
        QCOMPARE(encodeFrame(Opcode::Ping, "Hello"), ping);
        QCOMPARE(encodeFrame(Opcode::Pong, "Hello", true, 0x37fa213d), pongMasked);
        QCOMPARE(encodeFrame(Opcode::Binary, medium), hex("827e0100") + medium);
        QCOMPARE(encodeFrame(Opcode::Binary, large), hex("827f0000000000010000") + large);

        const SocketOutcome server = decode(Sender::Server, {hello + fragments + ping + hex("827e0100") +
                                                             medium + hex("827f0000000000010000") + large});
        QCOMPARE(server.told.size(), 6);
        QCOMPARE(server.told[0], QStringLiteral("1. 48656c6c6f"));
        QCOMPARE(server.told[1], QStringLiteral("1- 48656c"));
        QCOMPARE(server.told[2], QStringLiteral("0. 6c6f"));
        QCOMPARE(server.told[3], QStringLiteral("9. 48656c6c6f"));
        QCOMPARE(server.messages.size(), std::size_t(4));
        QCOMPARE(server.messages[1].payload, QByteArray("Hello"));
        QCOMPARE(server.messages[2].payload, medium);
        QCOMPARE(server.messages[3].payload, large);
        const SocketOutcome client = decode(Sender::Client, {helloMasked + pongMasked});
        QCOMPARE(client.told,
                 (QStringList{QStringLiteral("1.m 48656c6c6f"), QStringLiteral("10.m 48656c6c6f")}));
    }

    void lengthsTakeTheirShortestForm_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<QByteArray>("header");
        const auto row = [](qsizetype size, const char *header) {
            QTest::newRow(header) << size << hex(header);
        };
        row(0, "8200");
        row(125, "827d");
        row(126, "827e007e");
        row(65535, "827effff");
        row(65536, "827f0000000000010000");
    }
    void lengthsTakeTheirShortestForm()
    {
        QFETCH(qsizetype, size);
        QFETCH(QByteArray, header);
        const QByteArray payload(size, 'x');
        const QByteArray frame = encodeFrame(Opcode::Binary, payload);
        QVERIFY(frame == header + payload);
        const SocketOutcome outcome = decode(Sender::Server, {frame});
        QCOMPARE(outcome.messages.size(), std::size_t(1));
        QVERIFY(outcome.messages[0].payload == payload);
        QVERIFY(outcome.raw == frame);
    }

    void aControlFrameIsCutTo125Bytes()
    {
        QCOMPARE(encodeFrame(Opcode::Ping, QByteArray(200, 'x')), hex("897d") + QByteArray(125, 'x'));
    }

    void cutsChangeNothing_data()
    {
        QTest::addColumn<Sender>("sender");
        QTest::newRow("client") << Sender::Client;
        QTest::newRow("server") << Sender::Server;
    }
    void cutsChangeNothing()
    {
        QFETCH(FrameDecoder::Sender, sender);
        Random random(sender == Sender::Client ? 11 : 12);
        for (quint64 round = 0; round < 12; ++round) {
            const Conversation conversation = converse(random, sender == Sender::Client);
            for (const test::Cut &cut : test::cutsOf(conversation.bytes, round)) {
                const SocketOutcome outcome = decode(sender, cut.chunks);
                QVERIFY2(outcome.told == conversation.told, cut.name);
                QVERIFY2(outcome.raw == conversation.bytes, cut.name);
                QVERIFY2(outcome.pending.isEmpty(), cut.name);
                QCOMPARE(outcome.messages.size(), conversation.messages.size());
                for (std::size_t i = 0; i < outcome.messages.size(); ++i) {
                    QCOMPARE(outcome.messages[i].opcode, conversation.messages[i].opcode);
                    QCOMPARE(outcome.messages[i].payload, conversation.messages[i].payload);
                }
            }
        }
    }

    // Some bits are wrong: whatever comes of it, cuts do not change it.
    void damagedConversations()
    {
        Random random(13);
        int errors = 0;
        for (quint64 round = 0; round < 60; ++round) {
            const Sender sender = round % 2 == 0 ? Sender::Client : Sender::Server;
            QByteArray input = converse(random, sender == Sender::Client).bytes.left(500);
            for (int i = 0; i < 2; ++i) {
                const qsizetype at =
                    static_cast<qsizetype>(random.next() % static_cast<quint64>(input.size()));
                input[at] = static_cast<char>(input[at] ^ (1 << (random.next() % 8)));
            }
            const SocketOutcome whole = decode(sender, {input});
            errors += whole.error != 0 ? 1 : 0;
            QVERIFY(whole.raw + whole.pending == input);
            for (const test::Cut &cut : test::cutsOf(input, round)) {
                const SocketOutcome outcome = decode(sender, cut.chunks);
                QVERIFY2(outcome.told == whole.told, cut.name);
                QVERIFY2(input.startsWith(outcome.raw + outcome.pending), cut.name);
            }
        }
        QVERIFY(errors > 20);
    }

    void anUnfinishedFrameIsPending()
    {
        FrameDecoder decoder(Sender::Server);
        QCOMPARE(decoder.feed(hex("8100") + hex("8105") + "He").size(), std::size_t(1));
        QCOMPARE(decoder.pending(), hex("8105") + "He");
        QVERIFY(decoder.feed("l").empty());
        QCOMPARE(decoder.pending(), hex("8105") + "Hel");
        const auto units = decoder.feed("lo");
        QCOMPARE(units.size(), std::size_t(1));
        QCOMPARE(std::get<Frame>(units[0]).raw, hex("8105") + "Hello");
        QVERIFY(decoder.pending().isEmpty());
    }

    void breachesOfTheProtocol_data()
    {
        QTest::addColumn<Sender>("sender");
        QTest::addColumn<QByteArray>("good"); // frames before it
        QTest::addColumn<QByteArray>("bad");  // from the offending frame on
        QTest::addColumn<int>("code");
        const auto server = [](const char *name, const char *good, const char *bad, int code) {
            QTest::newRow(name) << Sender::Server << hex(good) << hex(bad) << code;
        };
        server("RSV1", "8100", "c100", 1002);
        server("RSV2", "8100", "a100", 1002);
        server("RSV3 on a control frame", "8100", "9900", 1002);
        for (int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            QTest::addRow("opcode %d", opcode)
                << Sender::Server << hex("8100") << QByteArray(1, static_cast<char>(0x80 | opcode)) + '\0'
                << 1002;
        }
        server("a masked frame of a server", "8100", "818037fa213d", 1002);
        QTest::newRow("an unmasked frame of a client")
            << Sender::Client << hex("818037fa213d") << hex("8100") << 1002;
        server("a fragmented ping", "", "0900", 1002);
        server("a fragmented pong", "", "0a00", 1002);
        server("a fragmented close", "", "0800", 1002);
        server("a ping of 126 bytes", "", "897e007e", 1002);
        server("a close by the 64-bit form", "", "887f", 1002);
        server("a continuation of nothing", "", "8000", 1002);
        server("a continuation after the end",
               "0100"
               "8000",
               "8000", 1002);
        server("text within a text", "0100", "8100", 1002);
        server("binary within a text, after a ping",
               "0100"
               "8900",
               "8200", 1002);
        server("125 in the 16-bit form", "", "827e007d", 1002);
        server("0 in the 16-bit form", "", "827e0000", 1002);
        server("65535 in the 64-bit form", "", "827f000000000000ffff", 1002);
        server("the highest bit of a length", "", "827f8000000000000000", 1002);
        server("a frame of all memory", "", "827f7fffffffffffffff", 1009);
        server("a close of one byte", "8100", "880103", 1002);
        server("bad UTF-8 in a reason", "", "880403e8c328", 1007);
        server("an unfinished character in a reason", "", "880403e8e282", 1007);
        server("bad UTF-8 in text", "8100",
               "8103"
               "61c328",
               1007);
        server("bad UTF-8, while more of the frame is to come", "",
               "8105"
               "80",
               1007);
        server("an unfinished character in text", "8100",
               "8102"
               "e282",
               1007);
        server("a character over two frames, wrong in the second", "0102e282", "800128", 1007);
        server("a character over two frames, unfinished in the second", "0102f09f", "800198", 1007);
        server("a surrogate", "", "8103eda080", 1007);
        QTest::newRow("bad UTF-8 behind a mask")
            << Sender::Client << QByteArray()
            << encodeFrame(Opcode::Text, hex("6162ff6364"), true, 0x01020304) << 1007;
        for (int code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
            QTest::addRow("close code %d", code)
                << Sender::Server << QByteArray()
                << encodeFrame(Opcode::Close,
                               QByteArray(1, static_cast<char>(code >> 8)) + static_cast<char>(code))
                << 1002;
        }
    }
    void breachesOfTheProtocol()
    {
        QFETCH(FrameDecoder::Sender, sender);
        QFETCH(QByteArray, good);
        QFETCH(QByteArray, bad);
        QFETCH(int, code);
        const QByteArray input = good + bad;
        const QStringList told = decode(sender, {input}).told;
        QVERIFY(told.last().endsWith(u'.'));
        for (const test::Cut &cut : test::cutsOf(input)) {
            const SocketOutcome outcome = decode(sender, cut.chunks);
            QVERIFY2(outcome.told == told, cut.name + outcome.told.join(u'|').toUtf8());
            QCOMPARE(outcome.error, code);
            QVERIFY2(outcome.frames == good, cut.name);
            // From the offending frame's first byte, as far as it has come.
            QVERIFY2(input.startsWith(outcome.raw) && outcome.raw.size() > good.size(), cut.name);
            QVERIFY2(outcome.pending.isEmpty(), cut.name);
        }
    }

    void nothingFollowsAnError()
    {
        FrameDecoder decoder(Sender::Server);
        const auto units = decoder.feed(hex("8100") + hex("c100") + hex("8100"));
        QCOMPARE(units.size(), std::size_t(2));
        QCOMPARE(std::get<ProtocolError>(units[1]).raw, hex("c100") + hex("8100"));
        QVERIFY(decoder.feed(hex("8100")).empty());
    }

    void badTextIsToldBeforeTheFrameIsComplete()
    {
        FrameDecoder decoder(Sender::Server);
        QVERIFY(decoder.feed(hex("817e03e8") + "good so far").empty());
        const auto units = decoder.feed("\xff");
        QCOMPARE(units.size(), std::size_t(1));
        QCOMPARE(std::get<ProtocolError>(units[0]).code, 1007);
        QCOMPARE(std::get<ProtocolError>(units[0]).raw, hex("817e03e8") + "good so far\xff");
    }

    void limits_data()
    {
        QTest::addColumn<FrameLimits>("limits");
        QTest::addColumn<QByteArray>("good");
        QTest::addColumn<QByteArray>("bad");
        const QByteArray ten = encodeFrame(Opcode::Binary, QByteArray(10, 'x'), false);
        const QByteArray more = encodeFrame(Opcode::Continuation, QByteArray(10, 'x'), false);
        const QByteArray ping = encodeFrame(Opcode::Ping, QByteArray(10, 'x'));
        const QByteArray end = encodeFrame(Opcode::Continuation, "x");
        QTest::newRow("a frame of the limit") << FrameLimits{10, -1} << ten + more + more << QByteArray();
        QTest::newRow("a frame over it")
            << FrameLimits{10, -1} << ten << encodeFrame(Opcode::Continuation, QByteArray(11, 'x'));
        QTest::newRow("a message of the limit") << FrameLimits{-1, 20} << ten + more << QByteArray();
        QTest::newRow("a message over it") << FrameLimits{-1, 20} << ten + more << end;
        QTest::newRow("control frames count for no message")
            << FrameLimits{-1, 20} << ten + ping + more + ping << end;
        QTest::newRow("the next message counts anew")
            << FrameLimits{-1, 11} << ten + end + ten + end << QByteArray();
        QTest::newRow("none") << FrameLimits{-1, -1} << encodeFrame(Opcode::Binary, QByteArray(70000, 'x'))
                              << QByteArray();
    }
    void limits()
    {
        QFETCH(FrameLimits, limits);
        QFETCH(QByteArray, good);
        QFETCH(QByteArray, bad);
        const SocketOutcome outcome = decode(Sender::Server, {good + bad}, limits);
        QCOMPARE(outcome.error, bad.isEmpty() ? 0 : 1009);
        QCOMPARE(outcome.frames, good);
        QCOMPARE(outcome.raw, good + bad);
    }

    void aFrameOverTheLimitIsToldByItsHeader()
    {
        FrameDecoder decoder(Sender::Client, {10, 10});
        const auto units = decoder.feed(hex("82fe0100"));
        QCOMPARE(units.size(), std::size_t(1));
        QCOMPARE(std::get<ProtocolError>(units[0]).code, 1009);
    }

    void closeFrames_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QByteArray>("bytes");
        const QString none;
        QTest::newRow("no code") << 1005 << none << hex("8800");
        QTest::newRow("1000") << 1000 << none << hex("880203e8");
        QTest::newRow("1001 with a reason")
            << 1001 << QStringLiteral("bye é") << hex("880803e9") + "bye \xc3\xa9";
        QTest::newRow("4999") << 4999 << QStringLiteral("x") << hex("88031387") + "x";
    }
    void closeFrames()
    {
        QFETCH(int, code);
        QFETCH(QString, reason);
        QFETCH(QByteArray, bytes);
        QCOMPARE(encodeClose({code, reason}), bytes);
        FrameDecoder decoder(Sender::Client);
        const auto units = decoder.feed(encodeClose({code, reason}, 0xdeadbeef));
        QCOMPARE(units.size(), std::size_t(1));
        const CloseInfo close = decodeClose(std::get<Frame>(units[0]).payload);
        QCOMPARE(close.code, code);
        QCOMPARE(close.reason, reason);
    }

    void aLongReasonIsCutAtACharacter()
    {
        const QByteArray cut = encodeClose({1000, QString(100, u'é')});
        QCOMPARE(cut.size(), 2 + 2 + 122);
        QCOMPARE(decodeClose(QByteArrayView(cut).sliced(2)).reason, QString(61, u'é'));
        const QByteArray whole = encodeClose({1000, QString(200, u'a')});
        QCOMPARE(decodeClose(QByteArrayView(whole).sliced(2)).reason, QString(123, u'a'));
    }

    void whoeverOnlyReadsSavesTheBytesAsTheyCame()
    {
        const QByteArray bytes = encodeFrame(Opcode::Text, "one", false, 1U) +
                                 encodeFrame(Opcode::Ping, "p", true, 2U) +
                                 encodeFrame(Opcode::Continuation, QByteArray(70'000, 'x'), true, 3U);
        for (const qsizetype step : {qsizetype(1), qsizetype(1000), bytes.size()}) {
            FrameDecoder decoder(Sender::Client, {.raw = false});
            QByteArrayList payloads;
            for (qsizetype at = 0; at < bytes.size(); at += step) {
                for (const auto &unit :
                     decoder.feed(QByteArrayView(bytes).sliced(at, qMin(step, bytes.size() - at)))) {
                    QVERIFY(std::get<Frame>(unit).raw.isEmpty());
                    payloads += std::get<Frame>(unit).payload;
                }
            }
            QCOMPARE(payloads, (QByteArrayList{"one", "p", QByteArray(70'000, 'x')}));
        }
    }

    // RFC 7692, section 6: the first frame of a compressed message has RSV1, a control frame never.
    void withAnExtensionDataFramesMayHaveReservedBits()
    {
        const QByteArray coded = QByteArray::fromHex("c103ff8000"); // no UTF-8
        const QByteArray ping = QByteArray::fromHex("c900");
        FrameDecoder decoder(FrameDecoder::Sender::Server, {.extensions = true});

        const auto units = decoder.feed(coded + encodeFrame(Opcode::Text, "plain"));
        QCOMPARE(units.size(), 2U);
        QVERIFY(std::get<Frame>(units[0]).reserved);
        QCOMPARE(std::get<Frame>(units[0]).raw, coded);
        QVERIFY(!std::get<Frame>(units[1]).reserved);
        QCOMPARE(std::get<Frame>(units[1]).payload, "plain");

        const auto refused = decoder.feed(ping);
        QCOMPARE(refused.size(), 1U);
        QCOMPARE(std::get<ProtocolError>(refused[0]).code, 1002);
    }

    void theAssemblerLetsControlFramesPass()
    {
        MessageAssembler assembler;
        QVERIFY(!assembler.feed({false, Opcode::Text, false, "a", {}}));
        QVERIFY(!assembler.feed({true, Opcode::Ping, false, "b", {}}));
        QVERIFY(!assembler.feed({false, Opcode::Continuation, false, "c", {}}));
        const auto message = assembler.feed({true, Opcode::Continuation, false, "d", {}});
        QVERIFY(message);
        QCOMPARE(message->opcode, Opcode::Text);
        QCOMPARE(message->payload, QByteArray("acd"));
        const auto next = assembler.feed({true, Opcode::Binary, false, "e", {}});
        QVERIFY(next);
        QCOMPARE(next->opcode, Opcode::Binary);
        QCOMPARE(next->payload, QByteArray("e"));
    }
};

QTEST_GUILESS_MAIN(TestWebSocket)
#include "tst_websocket.moc"
