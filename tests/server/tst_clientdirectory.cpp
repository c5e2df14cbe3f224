#include <server/clientdirectory.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::mock;

namespace {

constexpr quint16 kLinkPort = 40'000;

Request withCookie(const QString &id)
{
    Request request;
    request.cookies = {{QLatin1StringView(kSessionCookie), id}};
    return request;
}

} // namespace

class TestClientDirectory : public QObject
{
    Q_OBJECT

    using Cookie = ClientDirectory::Cookie;
    const QHostAddress m_here{QHostAddress::LocalHost};

private Q_SLOTS:
    void aLinkSaysWhoseItsPortIs()
    {
        ConnectionRegistry registry;
        registry.notePeer(kLinkPort, {QStringLiteral("A"), ConnectionId(7)});
        ClientDirectory visitors(registry, Random(1));
        const Visitor visitor = visitors.identify(m_here, kLinkPort, {}, Cookie::OnlyRead);
        QCOMPARE(visitor.client, QStringLiteral("A"));
        QCOMPARE(visitor.conn, ConnectionId(7));
        QCOMPARE(visitor.linkPort, kLinkPort);
        QVERIFY(!visitor.session);
        // The same port of another machine is not a link's.
        const Visitor far =
            visitors.identify(QHostAddress(QStringLiteral("192.0.2.1")), kLinkPort, {}, Cookie::OnlyRead);
        QVERIFY(far.client.isEmpty() && far.linkPort == 0);
    }

    void aSessionIsMadeWhereItsCookieMayBeSet()
    {
        ConnectionRegistry registry;
        ClientDirectory visitors(registry, Random(1));
        QVERIFY(!visitors.identify(m_here, 1, {}, Cookie::OnlyRead).session);
        const Visitor first = visitors.identify(m_here, 1, {}, Cookie::Set);
        QVERIFY(first.session && first.freshSession);
        QCOMPARE(first.client, QStringLiteral("guest-1"));
        const QString id = first.session->id;
        QCOMPARE(ClientDirectory::cookieFor(first),
                 "swapscope-session=" + id.toLatin1() + "; Path=/; HttpOnly; SameSite=Lax");
        const Visitor again = visitors.identify(m_here, 2, withCookie(id), Cookie::Set);
        QCOMPARE(again.session, visitors.identify(m_here, 3, withCookie(id), Cookie::OnlyRead).session);
        QCOMPARE(again.client, QStringLiteral("guest-1"));
        QVERIFY(!again.freshSession && ClientDirectory::cookieFor(again).isEmpty());
        QVERIFY(visitors.identify(m_here, 4, withCookie(QStringLiteral("mine")), Cookie::Set).freshSession);
    }

    void theSameSeedGivesTheSameSessions()
    {
        ConnectionRegistry registry;
        ClientDirectory visitors(registry, Random(1));
        visitors.setSeed(5);
        const QString id = visitors.identify(m_here, 1, {}, Cookie::Set).session->id;
        visitors.setSeed(5);
        QVERIFY(!visitors.identify(m_here, 1, withCookie(id), Cookie::OnlyRead).session);
        QCOMPARE(visitors.identify(m_here, 1, {}, Cookie::Set).session->id, id);
    }

    void aConnectionHasANumberAndAName()
    {
        ConnectionRegistry registry;
        registry.notePeer(kLinkPort, {QStringLiteral("A"), ConnectionId(7)});
        ClientDirectory visitors(registry, Random(1));
        const QString path = QStringLiteral("/rooms/blue");
        const QJsonObject params{{QStringLiteral("id"), QStringLiteral("blue")}};
        const Peer::About known =
            visitors.connect(visitors.identify(m_here, kLinkPort, {}, Cookie::OnlyRead), path, params);
        QCOMPARE(known.name, QStringLiteral("A"));
        QCOMPARE(known.id, ConnectionId(7));
        QCOMPARE(known.path, path);
        QCOMPARE(known.params, params);
        QVERIFY(known.session.isEmpty());

        const Visitor session = visitors.identify(m_here, 1, {}, Cookie::Set);
        QCOMPARE(visitors.connect(session, path, {}).session, session.session->id);
        QCOMPARE(visitors.connect({}, path, {}).name, QStringLiteral("guest-2"));
    }

    // The link took a stream's request for a plain one.
    void aLinkLearnsTheNumberOfItsStream()
    {
        ConnectionRegistry registry;
        registry.notePeer(kLinkPort, {QStringLiteral("A"), {}});
        ClientDirectory visitors(registry, Random(1));
        const Peer::About about =
            visitors.connect(visitors.identify(m_here, kLinkPort, {}, Cookie::OnlyRead), {}, {});
        QVERIFY(!about.id.isNone());
        QCOMPARE(registry.peer(kLinkPort)->conn, about.id);
    }

    void aRequestSaysWhoseItIs()
    {
        ConnectionRegistry registry;
        ClientDirectory visitors(registry, Random(1));
        const Visitor visitor = visitors.identify(m_here, 1, {}, Cookie::Set);
        Request request;
        ClientDirectory::sign(request, visitor);
        QCOMPARE(request.client, QStringLiteral("guest-1"));
        QCOMPARE(request.session, visitor.session->id);
        QCOMPARE(request.csrfToken, visitor.session->csrfToken);
        Request nobodys;
        ClientDirectory::sign(nobodys, {});
        QVERIFY(nobodys.client.isEmpty() && nobodys.session.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestClientDirectory)
#include "tst_clientdirectory.moc"
