#include <server/routes.h>

#include <QTest>

using namespace swapscope;

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("matches");
        QTest::addColumn<QJsonObject>("params");
        QTest::newRow("root") << "/"
                              << "/" << true << QJsonObject{};
        QTest::newRow("literal") << "/a/b"
                                 << "/a/b" << true << QJsonObject{};
        QTest::newRow("case counts") << "/a"
                                     << "/A" << false << QJsonObject{};
        QTest::newRow("parameter") << "/rooms/:id"
                                   << "/rooms/blue" << true
                                   << QJsonObject{{QStringLiteral("id"), QStringLiteral("blue")}};
        QTest::newRow("two") << "/:a/x/:b"
                             << "/1/x/2" << true
                             << QJsonObject{{QStringLiteral("a"), QStringLiteral("1")},
                                            {QStringLiteral("b"), QStringLiteral("2")}};
        QTest::newRow("an empty segment") << "/rooms/:id"
                                          << "/rooms/" << false << QJsonObject{};
        QTest::newRow("too long") << "/rooms/:id"
                                  << "/rooms/a/b" << false << QJsonObject{};
        QTest::newRow("a trailing slash") << "/a"
                                          << "/a/" << false << QJsonObject{};
    }

    void patterns()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, path);
        QFETCH(bool, matches);
        QFETCH(QJsonObject, params);
        const auto parsed = PathPattern::parse(pattern);
        QVERIFY(parsed);
        const auto match = parsed->match(path);
        QCOMPARE(match.has_value(), matches);
        if (match)
            QCOMPARE(*match, params);
    }

    void badPatterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("says");
        QTest::newRow("no slash") << "chat"
                                  << "begins with \"/\"";
        QTest::newRow("query") << "/a?b"
                               << "no \"?\"";
        QTest::newRow("no name") << "/:"
                                 << "names no parameter";
        QTest::newRow("bad name") << "/:a-b"
                                  << "names no parameter";
        QTest::newRow("twice") << "/:a/:a"
                               << "is there twice";
    }

    void badPatterns()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, says);
        const auto parsed = PathPattern::parse(pattern);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().message.contains(says), qPrintable(parsed.error().message));
    }

    void theMoreSpecificWins()
    {
        Routes routes;
        QVERIFY(routes.add(HttpRoute{"GET", QStringLiteral("/:any/:thing"), {}}));
        QVERIFY(routes.add(HttpRoute{"GET", QStringLiteral("/rooms/:id"), {}}));
        QVERIFY(routes.add(HttpRoute{"GET", QStringLiteral("/rooms/new"), {}}));
        QCOMPARE(routes.http("GET", QStringLiteral("/rooms/new")).route->path, QStringLiteral("/rooms/new"));
        QCOMPARE(routes.http("GET", QStringLiteral("/rooms/7")).route->path, QStringLiteral("/rooms/:id"));
        QCOMPARE(routes.http("HEAD", QStringLiteral("/x/y")).route->path, QStringLiteral("/:any/:thing"));
        QVERIFY(!routes.http("POST", QStringLiteral("/rooms/7")));
    }

    void noPathIsTakenTwice()
    {
        Routes routes;
        QVERIFY(routes.add(SocketRoute{.path = QStringLiteral("/live/:a")}));
        const auto again = routes.add(SocketRoute{.path = QStringLiteral("/live/:b")});
        QVERIFY(!again);
        QCOMPARE(again.error().message,
                 QStringLiteral("The WebSocket path \"/live/:b\" means the same paths as \"/live/:a\"."));
        QVERIFY(routes.add(StreamRoute{.path = QStringLiteral("/live/:a")}));
        QVERIFY(!routes.add(StreamRoute{.path = QStringLiteral("/live/:a")}));
        QVERIFY(!routes.add(HttpRoute{"GET", QStringLiteral("/live/:a"), {}}));
        QVERIFY(routes.add(HttpRoute{"POST", QStringLiteral("/live/:a"), {}}));
        QVERIFY(!routes.add(HttpRoute{"POST", QStringLiteral("/live/:a"), {}}));
        QVERIFY(!routes.add(HttpRoute{"BREW", QStringLiteral("/pot"), {}}));
    }

    void saysWhatItHas()
    {
        Routes routes;
        QVERIFY(routes.add(SocketRoute{.path = QStringLiteral("/chat")}));
        QVERIFY(routes.add(StreamRoute{.path = QStringLiteral("/news")}));
        QVERIFY(routes.add(HttpRoute{"POST", QStringLiteral("/news"), {}}));
        QVERIFY(routes.add(HttpRoute{"GET", QStringLiteral("/a"), {}}));
        QCOMPARE(routes.list(),
                 (QStringList{QStringLiteral("GET    /a"), QStringLiteral("WS     /chat"),
                              QStringLiteral("POST   /news"), QStringLiteral("SSE    /news")}));
        QCOMPARE(routes.allowed(QStringLiteral("/news")), (QList<QByteArray>{"GET", "POST"}));
        QCOMPARE(routes.allowed(QStringLiteral("/a")), (QList<QByteArray>{"GET", "HEAD"}));
        QVERIFY(routes.allowed(QStringLiteral("/chat")).isEmpty());
    }

    void channelsAreDeclared()
    {
        Routes routes;
        QVERIFY(routes.add(SocketRoute{.path = QStringLiteral("/a"), .channel = QStringLiteral("room")}));
        routes.addChannel(QStringLiteral("room"), 5);
        routes.addChannel(QStringLiteral("room"), 3);
        QVERIFY(routes.add(StreamRoute{.path = QStringLiteral("/b"), .channel = QStringLiteral("news")}));
        QCOMPARE(routes.channels().size(), std::size_t(2));
        QCOMPARE(routes.channels()[0].history, std::optional<int>(5));
        QCOMPARE(routes.channels()[1].history, std::optional<int>());
    }
};

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
