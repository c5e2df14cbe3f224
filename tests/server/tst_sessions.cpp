#include <server/sessions.h>

#include <QSet>
#include <QTest>

using namespace swapscope;
using namespace swapscope::mock;

class TestSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSessionIsFoundByItsId()
    {
        Sessions sessions(Random(1));
        QVERIFY(!sessions.find(QStringLiteral("made-up")));
        const Session made = sessions.create();
        QCOMPARE(made.id.size(), 32);
        QVERIFY(made.csrfToken != made.id);
        QCOMPARE(made.guest, QStringLiteral("guest-1"));
        QVERIFY(sessions.find(made.id));
        QCOMPARE(sessions.find(made.id)->csrfToken, made.csrfToken);
        QCOMPARE(sessions.guest(), QStringLiteral("guest-2"));
    }

    void theSameSeedGivesTheSameSessions()
    {
        QCOMPARE(Sessions(Random(5)).create().id, Sessions(Random(5)).create().id);
        QVERIFY(Sessions(Random(5)).create().id != Sessions(Random(6)).create().id);
    }

    void theOldestAreForgotten()
    {
        Sessions sessions(Random(1));
        const QString first = sessions.create().id;
        const QString second = sessions.create().id;
        for (std::size_t i = 2; i <= Sessions::kMax; ++i)
            sessions.create();
        QVERIFY(!sessions.find(first));
        QVERIFY(sessions.find(second));
    }

    void cursorsNeverGoBack()
    {
        Cursors cursors;
        const Cursors::Key key{QStringLiteral("s"), QStringLiteral("A"), QStringLiteral("room")};
        QVERIFY(!cursors.find(key));
        cursors.note(key, 5);
        cursors.note(key, 3);
        QCOMPARE(cursors.find(key), std::optional<qint64>(5));
        QVERIFY(!cursors.find({key.session, QStringLiteral("B"), key.channel}));
        cursors.note({{}, key.client, key.channel}, 5);
        QVERIFY(!cursors.find({{}, key.client, key.channel}));
        cursors.keepOnly({key.channel});
        QVERIFY(cursors.find(key));
        cursors.keepOnly({});
        QVERIFY(!cursors.find(key));
    }
};

QTEST_GUILESS_MAIN(TestSessions)
#include "tst_sessions.moc"
