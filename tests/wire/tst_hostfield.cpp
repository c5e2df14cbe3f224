#include <wire/headparser.h>
#include <wire/hostfield.h>

#include <QTest>

using namespace swapscope;

class TestHostField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 9112, section 3.2.
    void oneIsDemandedAndNoMoreIsAllowed_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("wrong");
        const QString none = QStringLiteral("The request has no Host field, which HTTP/1.1 demands.");
        const QString odd = QStringLiteral("The request's Host field is no host with its port.");
        const auto row = [](const char *name, const QByteArray &fields, const QString &wrong) {
            QTest::newRow(name) << fields << wrong;
        };
        row("a name", "HTTP/1.1\r\nHost: example.org\r\n", {});
        row("with its port", "HTTP/1.1\r\nhost: localhost:8137\r\n", {});
        row("an address in brackets", "HTTP/1.1\r\nHost: [::1]:80\r\n", {});
        row("empty, where the target has no authority", "HTTP/1.1\r\nHost:\r\n", {});
        row("none", "HTTP/1.1\r\n", none);
        row("none in HTTP/1.0", "HTTP/1.0\r\n", {});
        row("two", "HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nHOST: b\r\n",
            QStringLiteral("The request has 2 Host fields; one is allowed."));
        row("two that agree", "HTTP/1.1\r\nHost: a\r\nHost: a\r\n",
            QStringLiteral("The request has 2 Host fields; one is allowed."));
        row("two in HTTP/1.0", "HTTP/1.0\r\nHost: a\r\nHost: b\r\n",
            QStringLiteral("The request has 2 Host fields; one is allowed."));
        row("two in one", "HTTP/1.1\r\nHost: a, b\r\n", odd);
        row("an empty port", "HTTP/1.1\r\nHost: a:\r\n", {});
        row("a port of letters", "HTTP/1.1\r\nHost: a:xx\r\n", odd);
        row("two ports", "HTTP/1.1\r\nHost: a:1:2\r\n", odd);
        row("an address without brackets", "HTTP/1.1\r\nHost: ::1\r\n", odd);
        row("a bracket that stays open", "HTTP/1.1\r\nHost: [::1\r\n", odd);
        row("brackets around nothing", "HTTP/1.1\r\nHost: []\r\n", odd);
        row("more behind the brackets", "HTTP/1.1\r\nHost: [::1]a:80\r\n", odd);
        row("a path", "HTTP/1.1\r\nHost: a/b\r\n", odd);
        row("a user", "HTTP/1.1\r\nHost: me@a\r\n", odd);
    }
    void oneIsDemandedAndNoMoreIsAllowed()
    {
        QFETCH(QByteArray, fields);
        const auto parsed = wire::parseHead(true, "GET / " + fields + "\r\n");
        QVERIFY(std::holds_alternative<wire::ParsedHead>(parsed));
        QTEST(wire::wrongHost(std::get<wire::ParsedHead>(parsed).head), "wrong");
    }
};

QTEST_GUILESS_MAIN(TestHostField)
#include "tst_hostfield.moc"
