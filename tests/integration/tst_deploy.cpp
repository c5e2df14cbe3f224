#include "stage.h"

#include <trace/trace.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::test;

// The server closes every connection with a code and comes back: which version of htmx returns.
class TestDeploy : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void thePageDoesWhatItsVersionDoes_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("returns");
        QTest::newRow("htmx 2, service restart") << QStringLiteral("2") << 1012 << true;
        QTest::newRow("htmx 2, going away") << QStringLiteral("2") << 1001 << false;
        QTest::newRow("htmx 4, service restart") << QStringLiteral("4") << 1012 << true;
        QTest::newRow("htmx 4, going away") << QStringLiteral("4") << 1001 << true;
    }

    void thePageDoesWhatItsVersionDoes()
    {
        QFETCH(QString, version);
        QFETCH(int, code);
        QFETCH(bool, returns);
        const QString a = QStringLiteral("A");
        Stage stage;
        SessionOptions options;
        options.htmx = version;
        QCOMPARE(stage.open(QStringLiteral("chat"), options), QString());
        Session &session = stage.session();
        QVERIFY(stage.waitFor(isKind(Kind::PageOpen, a)) != 0);
        const ConnectionId first = session.trace().at(stage.waitFor(isKind(Kind::PageOpen, a))).conn;

        session.deploy(code, kSecond);
        const auto ofFirst = [first](Kind kind) {
            return [kind, first](const Event &event) { return event.kind == kind && event.conn == first; };
        };
        // The same code at all three points, and the server's end comes first.
        const EventId atServer = stage.waitFor(ofFirst(Kind::ServerClosed));
        const EventId onWire = stage.waitFor(ofFirst(Kind::LinkClosed));
        const EventId inPage = stage.waitFor(ofFirst(Kind::PageClosed));
        QVERIFY(atServer && onWire && inPage);
        for (const EventId id : {atServer, onWire, inPage})
            QCOMPARE(session.trace().at(id).data.value(Field::Code).toInt(), code);
        QCOMPARE(session.trace().at(onWire).data.value(Field::By).toString(), QStringLiteral("server"));
        QCOMPARE(session.trace().at(inPage).data.value(Field::Clean).toBool(), true);
        QCOMPARE(session.trace().at(inPage).cause, onWire);

        if (returns) {
            QVERIFY(stage.waitFor(isKind(Kind::PageBackoff, a), inPage) != 0);
            const EventId again = stage.waitFor(isKind(Kind::ServerOpened, a), inPage);
            QVERIFY(again != 0);
            QVERIFY(stage.waitFor(
                        [&a](const Event &event) {
                            return event.kind == Kind::PageMessage && event.client == a && event.update > 0;
                        },
                        again) != 0);
        } else {
            // The server is back and talks on; nobody from this page is there to hear it.
            const EventId back = stage.waitFor(isKind(Kind::ServerStarted), inPage);
            QVERIFY(back != 0);
            QVERIFY(stage.waitFor(isKind(Kind::UpdateMissed, a), back) != 0);
            QVERIFY(stage.waitFor(isKind(Kind::ServerPublished),
                                  stage.waitFor(isKind(Kind::UpdateMissed, a), back)) != 0);
            QVERIFY(stage.events(isKind(Kind::PageBackoff, a)).empty());
            QCOMPARE(static_cast<int>(stage.events(isKind(Kind::PageConnecting, a)).size()), 1);
        }
    }
};

QTEST_MAIN(TestDeploy)
#include "tst_deploy.moc"
