#include "ends.h"
#include "net/tlsserver.h"

#include <link/io/dialer.h>

#include <QTest>

using namespace swapscope;
using test::End;
using test::EndServer;
using test::TlsServer;

namespace {

using What = Unreachable::What;

// What comes of dialling an address.
struct Dialled
{
    explicit Dialled(const QString &url, const AttachRules &rules = {}, int patienceMs = Dialer::kPatienceMs)
        : dialer(std::make_unique<Dialer>(*Upstream::parse(url), rules, &owner, patienceMs))
    {
        QObject::connect(dialer.get(), &Dialer::connected, dialer.get(),
                         [this](qintptr descriptor) { end = std::make_unique<End>(descriptor); });
        QObject::connect(dialer.get(), &Dialer::failed, dialer.get(),
                         [this](const Unreachable &why) { failures.push_back(why); });
        dialer->dial();
        QVERIFY(!end && failures.empty()); // never from within
        QTRY_VERIFY_WITH_TIMEOUT(end || !failures.empty(), 20'000);
    }

    QObject owner;
    std::unique_ptr<Dialer> dialer;
    std::unique_ptr<End> end;
    std::vector<Unreachable> failures;
};

QString at(const char *scheme, quint16 port)
{
    return QStringLiteral("%1:%2").arg(QString::fromLatin1(scheme)).arg(port);
}

// A port on which nothing listens.
quint16 freePort()
{
    const EndServer server;
    return server.serverPort();
}

} // namespace

class TestDialer : public QObject
{
    Q_OBJECT

    const test::Certificate m_certificate;

private Q_SLOTS:
    void addressesThatNeedNoLookup_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QStringList>("addresses");
        const QStringList both{QStringLiteral("::1"), QStringLiteral("127.0.0.1")};
        QTest::newRow("a name") << QStringLiteral("example.org") << QStringList();
        QTest::newRow("an address") << QStringLiteral("192.0.2.1")
                                    << QStringList{QStringLiteral("192.0.2.1")};
        QTest::newRow("a long address") << QStringLiteral("::1") << QStringList{QStringLiteral("::1")};
        QTest::newRow("this machine") << QStringLiteral("LocalHost") << both;
        QTest::newRow("below it") << QStringLiteral("app.localhost") << both;
        QTest::newRow("only alike") << QStringLiteral("mylocalhost") << QStringList();
    }

    void addressesThatNeedNoLookup()
    {
        QFETCH(QString, host);
        QFETCH(QStringList, addresses);
        QStringList found;
        for (const QHostAddress &address : Dialer::knownAddresses(host))
            found << address.toString();
        QCOMPARE(found, addresses);
    }

    // Nothing listens at ::1, so the second address of localhost it is.
    void triesAddressesInTurn()
    {
        EndServer server;
        Dialled dialled(at("http://localhost", server.serverPort()));
        QVERIFY(dialled.end);
        dialled.end->send("hello");
        QTRY_VERIFY(!server.ends.empty());
        QTRY_COMPARE(server.ends.front()->received, "hello");
    }

    void tellsWhatItTried()
    {
        const quint16 port = freePort();
        Dialled dialled(at("http://localhost", port));
        QCOMPARE(dialled.failures.size(), 1U);
        QCOMPARE(dialled.failures[0].what, What::Refused);
        QCOMPARE(dialled.failures[0].address, QStringLiteral("localhost port %1 (::1, 127.0.0.1)").arg(port));
        QCOMPARE(dialled.failures[0].why, QStringLiteral("Connection refused"));
    }

    void anAddressIsSaidOnce()
    {
        const quint16 port = freePort();
        Dialled dialled(at("http://127.0.0.1", port));
        QCOMPARE(dialled.failures.size(), 1U);
        QCOMPARE(dialled.failures[0].address, QStringLiteral("127.0.0.1 port %1").arg(port));
    }

    // A name that can never exist (RFC 6761, section 6.4).
    void aNameThatLeadsNowhere()
    {
        Dialled dialled(QStringLiteral("http://nowhere.invalid:8000"));
        QCOMPARE(dialled.failures.size(), 1U);
        QCOMPARE(dialled.failures[0].what, What::Name);
        QCOMPARE(dialled.failures[0].address, QStringLiteral("nowhere.invalid"));
        QVERIFY(!dialled.failures[0].why.isEmpty());
    }

    void aCertificateOfItsOwnIsNotAccepted()
    {
        TlsServer server(m_certificate);
        Dialled dialled(at("https://localhost", server.serverPort()));
        QCOMPARE(dialled.failures.size(), 1U);
        QCOMPARE(dialled.failures[0].what, What::Certificate);
        QVERIFY2(dialled.failures[0].why.contains(QLatin1StringView("self-signed")),
                 qPrintable(dialled.failures[0].why));
        QVERIFY(!server.socket || server.received.isEmpty());
    }

    void unlessToldTo()
    {
        TlsServer server(m_certificate);
        Dialled dialled(at("https://localhost", server.serverPort()), {.insecure = true});
        QVERIFY2(dialled.end, dialled.failures.empty() ? "" : qPrintable(sentence(dialled.failures.front())));
        dialled.dialer.reset(); // what is connected stays so
        dialled.end->send("hello");
        QTRY_COMPARE(server.received, "hello");
        QCOMPARE(server.protocol, "http/1.1");
    }

    void aTrustedCertificateIsAccepted()
    {
        TlsServer server(m_certificate);
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = before;
        trusting.addCaCertificates(m_certificate.certificateFile);
        QSslConfiguration::setDefaultConfiguration(trusting);
        Dialled byName(at("https://localhost", server.serverPort()));
        Dialled byAddress(at("https://127.0.0.1", server.serverPort()));
        Dialled byAnotherName(at("https://other.localhost", server.serverPort()));
        QSslConfiguration::setDefaultConfiguration(before);
        QVERIFY(byName.end);
        QVERIFY(byAddress.end);
        QCOMPARE(byAnotherName.failures.size(), 1U);
        QCOMPARE(byAnotherName.failures[0].what, What::Certificate);
        QVERIFY2(byAnotherName.failures[0].why.contains(QLatin1StringView("host name")),
                 qPrintable(byAnotherName.failures[0].why));
    }

    void aServerWithoutTls()
    {
        EndServer server;
        server.greet = [](End &end) { end.send("HTTP/1.1 400 Bad Request\r\n\r\n"); };
        Dialled dialled(at("https://localhost", server.serverPort()));
        QCOMPARE(dialled.failures.size(), 1U);
        QCOMPARE(dialled.failures[0].what, What::Tls);
        QVERIFY(!dialled.failures[0].why.isEmpty());
    }

    void aServerThatSaysNothing()
    {
        EndServer server;
        Dialled dialled(at("https://localhost", server.serverPort()), {}, 1000);
        QCOMPARE(dialled.failures.size(), 1U);
        QCOMPARE(dialled.failures[0].what, What::Tls);
        QCOMPARE(dialled.failures[0].why, QStringLiteral("no answer within 1 seconds"));
    }

    void whoeverStopsWaitingLeavesNothingBehind()
    {
        EndServer server;
        QObject owner;
        {
            Dialer dialer(*Upstream::parse(at("https://localhost", server.serverPort())), {}, &owner);
            dialer.dial();
            QTRY_VERIFY(!server.ends.empty());
        }
        QTRY_VERIFY(server.ends.front()->ended || server.ends.front()->wasReset);
        QTRY_VERIFY(owner.children().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDialer)
#include "tst_dialer.moc"
