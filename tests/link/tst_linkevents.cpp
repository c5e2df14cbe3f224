#include <link/linkevents.h>

#include <QJsonDocument>
#include <QTest>

using namespace swapscope;

namespace {

const LinkConnection kChat{QStringLiteral("B"), ConnectionId(7), QStringLiteral("ws"),
                           QStringLiteral("/chat")};

QByteArray payload(const Event &event)
{
    return QJsonDocument(event.data.toJson()).toJson(QJsonDocument::Compact);
}

LinkMessage textMessage()
{
    LinkMessage message;
    message.n = 3;
    message.text = "hi";
    message.bytes = 4;
    return message;
}

} // namespace

class TestLinkEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventNamesItsClientAndConnectionAndLeavesTheTimeToTheRecorder()
    {
        const Event all[] = {messageEvent(kChat, Direction::Up, textMessage(), 0),
                             delayedEvent(kChat, Direction::Up, textMessage(), 0),
                             lostEvent(kChat, Direction::Up, textMessage(), {}),
                             acceptedEvent(kChat),
                             refusedEvent(kChat),
                             closedEvent(kChat, 1000, {}, Side::Client)};
        const Kind kinds[] = {Kind::LinkMessage,  Kind::LinkDelayed, Kind::LinkLost,
                              Kind::LinkAccepted, Kind::LinkRefused, Kind::LinkClosed};
        for (std::size_t at = 0; at < std::size(all); ++at) {
            QCOMPARE(all[at].kind, kinds[at]);
            QCOMPARE(all[at].client, QStringLiteral("B"));
            QCOMPARE(all[at].conn, ConnectionId(7));
            QVERIFY(all[at].t < 0);
        }
    }

    void aMessageSaysWhatCrossed()
    {
        const Event event = messageEvent(kChat, Direction::Down, textMessage(), 1'234'567);
        QCOMPARE(event.n, 3);
        QCOMPARE(payload(event),
                 R"({"bytes":4,"dir":"down","held_ms":1.235,"opcode":"text","path":"/chat","text":"hi"})");
    }

    void whereFaultsChangedTheOrderItSaysWhereItIsAtTheReceiver()
    {
        LinkMessage message = textMessage();
        QVERIFY(!messageEvent(kChat, Direction::Down, message, 0, 3).data.contains(Field::Out));
        message.corrupted = true;
        QCOMPARE(
            payload(messageEvent(kChat, Direction::Down, message, 0, 2)),
            R"({"bytes":4,"corrupted":true,"dir":"down","held_ms":0,"opcode":"text","out":2,"path":"/chat","text":"hi"})");
        const Event twice = duplicatedEvent(kChat, Direction::Down, message);
        QCOMPARE(twice.kind, Kind::LinkDuplicated);
        QCOMPARE(twice.n, 3);
        QCOMPARE(twice.data.value(Field::Dir).toString(), QStringLiteral("down"));
    }

    void aBinaryMessageIsShownInHexadecimal()
    {
        LinkMessage message = textMessage();
        message.kind = LinkMessage::Kind::Binary;
        message.text = QByteArray::fromHex("00ff10");
        QCOMPARE(payload(messageEvent(kChat, Direction::Up, message, 0)),
                 R"({"bytes":4,"dir":"up","held_ms":0,"opcode":"binary","path":"/chat","text":"00 ff 10"})");
    }

    void aMessageThatAnExtensionCodedHasNoText()
    {
        LinkMessage message = textMessage();
        message.kind = LinkMessage::Kind::Binary;
        message.text.clear();
        QVERIFY(!messageEvent(kChat, Direction::Up, message, 0).data.contains(Field::Text));
    }

    void anEventSaysItsNameIdAndRetry()
    {
        LinkMessage message = textMessage();
        message.kind = LinkMessage::Kind::Event;
        message.event = QStringLiteral("tick");
        message.id = QString();
        message.retry = 500;
        QCOMPARE(
            payload(messageEvent(kChat, Direction::Down, message, 0)),
            R"({"bytes":4,"dir":"down","event":"tick","held_ms":0,"id":"","opcode":"event","path":"/chat","retry":500,"text":"hi"})");
    }

    void controlFramesHaveNoOrdinal_data()
    {
        QTest::addColumn<LinkMessage::Kind>("kind");
        QTest::addColumn<QString>("opcode");
        QTest::newRow("ping") << LinkMessage::Kind::Ping << QStringLiteral("ping");
        QTest::newRow("pong") << LinkMessage::Kind::Pong << QStringLiteral("pong");
        QTest::newRow("close") << LinkMessage::Kind::Close << QStringLiteral("close");
        QTest::newRow("comment") << LinkMessage::Kind::Comment << QStringLiteral("comment");
        QTest::newRow("fields") << LinkMessage::Kind::Fields << QStringLiteral("fields");
        QTest::newRow("unread") << LinkMessage::Kind::Unread << QStringLiteral("unread");
    }

    void controlFramesHaveNoOrdinal()
    {
        QFETCH(LinkMessage::Kind, kind);
        LinkMessage message;
        message.kind = kind;
        message.code = 4001;
        const Event event = messageEvent(kChat, Direction::Up, message, 0);
        QCOMPARE(event.n, 0);
        QTEST(event.data.value(Field::Opcode).toString(), "opcode");
        QCOMPARE(event.data.value(Field::Code).toInt(), kind == LinkMessage::Kind::Close ? 4001 : 0);
    }

    void aDelaySaysHowLong()
    {
        const Event event = delayedEvent(kChat, Direction::Up, textMessage(), 250 * kMillisecond);
        QCOMPARE(event.n, 3);
        QCOMPARE(payload(event), R"({"by_ms":250,"dir":"up"})");
    }

    void aLossSaysWhatWasLostAndWhy()
    {
        QCOMPARE(payload(lostEvent(kChat, Direction::Down, textMessage(), QStringLiteral("cut"))),
                 R"({"bytes":4,"dir":"down","opcode":"text","path":"/chat","text":"hi","why":"cut"})");
    }

    void attemptsSayWhatTheyWant()
    {
        QCOMPARE(payload(acceptedEvent(kChat)), R"({"path":"/chat","transport":"ws"})");
        QCOMPARE(payload(refusedEvent(kChat)), R"({"path":"/chat","transport":"ws"})");
    }

    void whatIsWrongSaysWhy()
    {
        LinkRequest request;
        request.method = "GET";
        request.path = QStringLiteral("/%1");
        request.wrong = QStringLiteral("No host.");
        QCOMPARE(payload(wrongEvent(QStringLiteral("B"), {}, request)),
                 R"({"level":"warn","text":"The link has refused GET /%1: No host."})");
        request = {.wrong = QStringLiteral("No line.")};
        QCOMPARE(payload(wrongEvent(QStringLiteral("B"), {}, request)),
                 R"({"level":"warn","text":"The link has refused what is no HTTP request: No line."})");
    }

    void anEndSaysItsCodeReasonAndAuthor()
    {
        QCOMPARE(payload(closedEvent(kChat, 1001, QStringLiteral("bye"), Side::Server)),
                 R"({"by":"server","code":1001,"reason":"bye"})");
        QCOMPARE(payload(closedEvent(kChat, 0, {}, Side::Link)), R"({"by":"link"})");
    }
};

QTEST_GUILESS_MAIN(TestLinkEvents)
#include "tst_linkevents.moc"
