#include "playbook.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestScene : public QObject
{
    Q_OBJECT

    static Scene of(const QStringList &lines)
    {
        Scene scene;
        EventId id = 0;
        for (const QString &line : lines) {
            Event event = playbook::event(line);
            event.id = ++id;
            scene.push(event);
        }
        return scene;
    }

private Q_SLOTS:
    void followsAConnection()
    {
        const Scene scene = of(
            {u"link.accepted B t=1 conn=3 transport=sse path=/feed"_s,
             u"page.connecting B t=1 conn=3 transport=sse attempt=2 url=http://h:81/feed?x=1"_s,
             u"server.opened B t=1.1 conn=3 transport=sse path=/feed channel=news catchUp=replay"_s,
             u"page.open B t=1.2 conn=3 owner=7 hears=a,b"_s, u"server.sent B t=2 conn=3 n=1 why=replay"_s});
        const SceneConnection *connection = scene.connection(3);
        QVERIFY(connection);
        QCOMPARE(connection->client, u"B"_s);
        QCOMPARE(connection->path, u"/feed"_s);
        QCOMPARE(connection->attempt, 2);
        QCOMPARE(connection->owner, 7);
        QCOMPARE(connection->hears, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(connection->channel, u"news"_s);
        QCOMPARE(connection->catchUp, u"replay"_s);
        QVERIFY(connection->spokenFor);
        QVERIFY(connection->live() && connection->open());
        QVERIFY(!scene.connection(4));
    }

    // The first that says who ended it is right: the other side only followed.
    void knowsWhoEndedIt()
    {
        const Scene scene =
            of({u"server.closed B t=1 conn=3 by=server code=1001"_s,
                u"link.closed B t=1 conn=3 by=client code=1001"_s, u"page.closed B t=1 conn=3"_s});
        QCOMPARE(scene.connection(3)->endedBy, u"server"_s);
        QCOMPARE(scene.connection(3)->ended, EventId(1));
        QCOMPARE(of({u"link.cut B t=1 conn=3"_s}).connection(3)->endedBy, u"link"_s);
    }

    void knowsWhatACrossingMessageSaid()
    {
        const Scene scene =
            of({u"link.message B t=1 conn=3 n=1 dir=down opcode=text why=live text=<p>one</p>"_s,
                u"link.message B t=1 conn=3 n=1 dir=up opcode=text text=hello"_s});
        QCOMPARE(scene.message(3, 1)->text, u"<p>one</p>"_s);
        QCOMPARE(scene.message(3, 1)->why, u"live"_s);
        QVERIFY(!scene.message(3, 2));
        QVERIFY(!scene.message(0, 0));
    }

    void knowsTheVersionOfAPage()
    {
        QCOMPARE(of({u"server.started t=0 htmx=4.0.1"_s}).htmx(u"A"_s), u"4"_s);
        QCOMPARE(of({u"server.started t=0 htmx=4.0.1"_s, u"page.loaded A t=1 htmx=2.0.11"_s}).htmx(u"A"_s),
                 u"2"_s);
        QCOMPARE(of({}).htmx(u"A"_s), QString());
    }

    void tellsADeployFromTheEnd()
    {
        Scene scene = of({u"server.started t=0"_s, u"server.stopped t=5 reason=restart"_s});
        QVERIFY(scene.restarting(6 * kSecond));
        QVERIFY(!scene.quitting());
        scene.push(playbook::event(u"server.started t=8"_s));
        QVERIFY(scene.restarting(9 * kSecond));
        QVERIFY(!scene.restarting(12 * kSecond));
        scene.push(playbook::event(u"server.stopped t=20 reason=quit"_s));
        QVERIFY(scene.quitting());
    }

    void forgetsWhatIsOver()
    {
        Scene scene = of({u"page.connecting A t=0 conn=1 transport=ws url=http://h/"_s});
        EventId id = 1;
        const auto take = [&](const QString &line) {
            Event event = playbook::event(line);
            event.id = ++id;
            scene.push(event);
        };
        for (int conn = 2; conn < 3000; ++conn) {
            take(u"page.connecting A t=1 conn=%1 transport=ws url=http://h/"_s.arg(conn));
            take(u"page.closed A t=1 conn=%1"_s.arg(conn));
        }
        QVERIFY(scene.connections().size() <= Scene::kConnections);
        QVERIFY(scene.connection(1) && scene.connection(2999));
    }

    void tellsWhatATextIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("json");
        QTest::addColumn<bool>("page");
        QTest::newRow("object") << u" {\"a\":1}\n"_s << true << false;
        QTest::newRow("array") << u"[1]"_s << true << false;
        QTest::newRow("page") << u"\n<!DOCTYPE html>\n<html>"_s << false << true;
        QTest::newRow("html") << u"<html lang=en>"_s << false << true;
        QTest::newRow("header") << u"<header>"_s << false << false;
        QTest::newRow("fragment") << u"<p>{a}</p>"_s << false << false;
    }
    void tellsWhatATextIs()
    {
        QFETCH(QString, text);
        QTEST(looksLikeJson(text), "json");
        QTEST(looksLikeWholePage(text), "page");
    }
};

QTEST_GUILESS_MAIN(TestScene)
#include "tst_scene.moc"
