#include <core/clock.h>
#include <link/link.h>
#include <session/engine/links.h>

#include <support/commands.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;

class TestLinks : public QObject
{
    Q_OBJECT

    Recorder m_recorder{std::make_shared<MonotonicClock>()};
    ConnectionRegistry m_registry;
    std::unique_ptr<Links> m_links;
    Link *m_a = nullptr;
    Link *m_b = nullptr;
    Link *m_crowd = nullptr;

    static QStringList clientsOf(const QSignalSpy &spy)
    {
        QStringList clients;
        for (const auto &arguments : spy)
            clients << arguments.front().toString();
        return clients;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<LinkStatus>();
        qRegisterMetaType<HoldStatus>();
    }

    void init()
    {
        m_links = std::make_unique<Links>(m_recorder, m_registry);
        m_a = &m_links->add(QStringLiteral("A"), Random(1), Links::Tell::State);
        m_b = &m_links->add(QStringLiteral("B"), Random(2), Links::Tell::State);
        m_crowd = &m_links->add(QStringLiteral("crowd"), Random(3), Links::Tell::Nothing);
    }

    void aNameIsOneClientAndAStarIsAll()
    {
        const QString hand = QStringLiteral("hand");
        QVERIFY(m_links->apply(test::command(QStringLiteral("freeze"), {}, QStringLiteral("B")), hand).ok());
        QVERIFY(!m_a->status().frozen && m_b->status().frozen && !m_crowd->status().frozen);
        QVERIFY(m_links->apply(test::command(QStringLiteral("freeze"), {}, QStringLiteral("*")), hand).ok());
        QVERIFY(m_a->status().frozen && m_b->status().frozen && m_crowd->status().frozen);
    }

    void itsPortsAreThoseThatListen()
    {
        QCOMPARE(m_links->ports(), QList<quint16>());
        const Result<quint16> a = m_a->listen(QHostAddress(QHostAddress::LocalHost), 0);
        const Result<quint16> crowd = m_crowd->listen(QHostAddress(QHostAddress::LocalHost), 0);
        QVERIFY(a && crowd);
        QCOMPARE(m_links->ports(), (QList<quint16>{*a, *crowd}));
    }

    void aNameThatIsNobodysIsToldWithThoseThereAre()
    {
        QCOMPARE(m_links->apply(HoldCommand{HoldCommand::Switch{true}, QStringLiteral("Z")}).error().message,
                 QStringLiteral("There is no client \"Z\"; there are A, B, crowd, and \"*\" for all"));
        QVERIFY(Links(m_recorder, m_registry)
                    .apply(HoldCommand{HoldCommand::Switch{true}, QStringLiteral("*")})
                    .ok());
    }

    void aPresetIsAppliedAsAFault()
    {
        const QString by = QStringLiteral("hand");
        QVERIFY(
            m_links->apply(FaultCommand::preset(QStringLiteral("slow-3g"), QStringLiteral("A")), by).ok());
        QCOMPARE(m_a->status().preset, QStringLiteral("slow-3g"));
        QVERIFY(!m_links->apply(FaultCommand::preset(QStringLiteral("swamp"), QStringLiteral("A")), by).ok());
    }

    void onlyAClientsStateIsTold()
    {
        QSignalSpy changed(m_links.get(), &Links::statusChanged);
        QVERIFY(m_links
                    ->apply(test::command(QStringLiteral("freeze"), {}, QStringLiteral("*")),
                            QStringLiteral("hand"))
                    .ok());
        QCOMPARE(clientsOf(changed), (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
        QVERIFY(changed.last().at(1).value<LinkStatus>().frozen);
    }

    void aHoldIsToldOnceAFrame()
    {
        QSignalSpy changed(m_links.get(), &Links::holdChanged);
        QVERIFY(m_links->apply(HoldCommand{HoldCommand::Switch{true}, QStringLiteral("B")}).ok());
        QVERIFY(m_links->apply(HoldCommand{HoldCommand::SetBreakpoints{{Breakpoint{}}}, QStringLiteral("B")})
                    .ok());
        QCOMPARE(changed.count(), 0);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(clientsOf(changed), QStringList{QStringLiteral("B")});
        const auto status = changed.front().at(1).value<HoldStatus>();
        QVERIFY(status.on);
        QCOMPARE(status.breakpoints.size(), 1U);
    }

    void whatIsNotHeldCannotBeReleased()
    {
        const QString gone = QStringLiteral("That message is not held any more");
        for (const HoldCommand &command :
             {HoldCommand{HoldCommand::Release{1}, {}}, HoldCommand{HoldCommand::Edit{1, {}}, {}},
              HoldCommand{HoldCommand::Duplicate{1}, {}}, HoldCommand{HoldCommand::Discard{1}, {}},
              HoldCommand{HoldCommand::Move{1, 0}, {}}})
            QCOMPARE(m_links->apply(command).error().message, gone);
        const auto step = [this](const QString &client) {
            return m_links->apply(HoldCommand{HoldCommand::Step{}, client}).error().message;
        };
        QCOMPARE(step(QStringLiteral("*")), QStringLiteral("No message is held"));
        QCOMPARE(step(QStringLiteral("A")), QStringLiteral("No message of client A is held"));
    }

    void theLastWordGetsThrough()
    {
        QVERIFY(m_links->apply(HoldCommand{HoldCommand::Switch{true}, QStringLiteral("*")}).ok());
        QVERIFY(m_links
                    ->apply(test::command(QStringLiteral("freeze"), {}, QStringLiteral("A")),
                            QStringLiteral("hand"))
                    .ok());
        QVERIFY(m_links->letThrough().ok());
        QVERIFY(!m_a->status().frozen && !m_a->holdStatus().on && !m_crowd->holdStatus().on);
    }
};

QTEST_GUILESS_MAIN(TestLinks)
#include "tst_links.moc"
