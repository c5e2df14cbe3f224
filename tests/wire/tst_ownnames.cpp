#include <wire/ownnames.h>

#include <QStringList>
#include <QTest>

using namespace swapscope;
using namespace swapscope::wire;

namespace {

const OwnNames kNames{{8137, 8138}, {"dev.example", "box:9000", "[fd00::1]"}};

HttpHead headWith(const QByteArray &target, std::vector<HttpField> fields)
{
    HttpHead head;
    head.method = "GET";
    head.target = target;
    head.fields = std::move(fields);
    return head;
}

} // namespace

class TestOwnNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("own");
        const auto row = [](const char *host, bool own) { QTest::newRow(host) << QByteArray(host) << own; };
        row("127.0.0.1:8137", true);
        row("localhost:8138", true);
        row("LocalHost:8137", true);
        row("[::1]:8137", true);
        row("localhost", false); // port 80
        row("localhost:", false);
        row("localhost:8139", false);
        row("localhost:+8137", false);
        row("localhost:08137", true);
        row("localhost:73673", false); // 8137, and 65536
        row("127.0.0.2:8137", false);
        row("evil.example:8137", false);
        row("localhost.evil.example:8137", false);
        row("evil-localhost:8137", false);
        row("user@localhost:8137", false);
        row("dev.example", true);
        row("dev.example:1", true);
        row("sub.dev.example", false);
        row("box:9000", true);
        row("box:9001", false);
        row("box", false);
        row("[fd00::1]:8137", true);
        row("", false);
    }
    void hosts()
    {
        QFETCH(QByteArray, host);
        QFETCH(bool, own);
        QCOMPARE(kNames.have(host), own);
        QCOMPARE(foreignHost(headWith("/", {{"Host", host}}), kNames).isEmpty(), own);
    }

    void portEightyNeedNotBeNamed()
    {
        const OwnNames names{{80}, {}};
        QVERIFY(names.have("localhost") && names.have("localhost:80") &&
                names.haveOrigin("http://localhost"));
    }

    void origins_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<bool>("own");
        const auto row = [](const char *origin, bool own) {
            QTest::newRow(origin) << QByteArray(origin) << own;
        };
        row("http://127.0.0.1:8137", true);
        row("http://localhost:8138", true);
        row("HTTP://LOCALHOST:8138", true);
        row("https://localhost:8137", false); // nothing here is https
        row("http://localhost:3000", false);
        row("http://evil.example:8137", false);
        row("http://evil.example", false);
        row("https://dev.example", true);
        row("http://dev.example:3000", true);
        row("https://box:9000", true);
        row("https://box", false);
        row("null", false);
        row("file://", false);
        row("ftp://dev.example", false);
        row("", false);
    }
    void origins()
    {
        QFETCH(QByteArray, origin);
        QFETCH(bool, own);
        QCOMPARE(kNames.haveOrigin(origin), own);
        const HttpHead head = headWith("/", {{"Host", "localhost:8137"}, {"Origin", origin}});
        QCOMPARE(foreignOrigin(head, kNames).isEmpty(), own);
        QCOMPARE(foreignOrigin(head, kNames, {QString::fromLatin1(origin)}), QString());
        QCOMPARE(foreignOrigin(head, kNames, {QStringLiteral("*")}), QString());
    }

    void theSentencesSayHowToAllowIt()
    {
        QCOMPARE(foreignHost(headWith("/", {{"Host", "evil.example:8137"}}), kNames),
                 QStringLiteral(
                     "The host \"evil.example:8137\" is not answered to here, only 127.0.0.1, localhost "
                     "and [::1] with this port. Start swapscope with --allow-host evil.example:8137 to "
                     "allow it."));
        QCOMPARE(
            foreignOrigin(headWith("/", {{"Origin", "http://localhost:3000"}}), kNames),
            QStringLiteral("The origin \"http://localhost:3000\" is another page's, which may not ask here. "
                           "Start swapscope with --allow-host localhost:3000 to allow it."));
        QCOMPARE(foreignOrigin(headWith("/", {{"Origin", "null"}}), kNames),
                 QStringLiteral("The origin \"null\" is another page's, which may not ask here."));
    }

    // RFC 9112, section 3.2.2: the target says it then, whatever the Host.
    void anAbsoluteTargetNamesAHostToo()
    {
        const auto asked = [](const char *target) {
            return foreignHost(headWith(target, {{"Host", "localhost:8137"}}), kNames).isEmpty();
        };
        QVERIFY(asked("/a?b=http://evil.example/"));
        QVERIFY(asked("*"));
        QVERIFY(asked("http://localhost:8137/a"));
        QVERIFY(asked("http://localhost:8137?a"));
        QVERIFY(!asked("http://evil.example/a"));
        QVERIFY(!asked("http://user@localhost:8137/a"));
        QVERIFY(!asked("http://localhost:8137@evil.example/a"));
    }

    // No page can ask like this.
    void withoutAHostNothingIsForeign()
    {
        QCOMPARE(foreignHost(headWith("/", {}), kNames), QString());
        QCOMPARE(foreignOrigin(headWith("/", {}), kNames), QString());
    }

    // A browser sends one; of several the foreign one counts.
    void everyOriginCounts()
    {
        QVERIFY(!foreignOrigin(
                     headWith("/", {{"Origin", "http://localhost:8137"}, {"origin", "http://evil.example"}}),
                     kNames)
                     .isEmpty());
    }

    void whatCanBeAllowed()
    {
        QCOMPARE(*parseAllowedHost(QStringLiteral("Dev.Example")), QByteArray("dev.example"));
        QCOMPARE(*parseAllowedHost(QStringLiteral("192.168.0.5:8137")), QByteArray("192.168.0.5:8137"));
        QCOMPARE(*parseAllowedHost(QStringLiteral("[::1]:80")), QByteArray("[::1]:80"));
        QCOMPARE(*parseAllowedHost(QStringLiteral("[fd00::1]")), QByteArray("[fd00::1]"));
        for (const char *wrong :
             {"", ":80", "a:", "a:0", "a:x", "a:99999", "http://a", "a/b", "a b", "[::1"}) {
            const Result<QByteArray> parsed = parseAllowedHost(QString::fromLatin1(wrong));
            QVERIFY2(!parsed, wrong);
            QVERIFY(parsed.error().message.contains(QStringLiteral("like dev.example")));
        }
    }
};

QTEST_GUILESS_MAIN(TestOwnNames)
#include "tst_ownnames.moc"
