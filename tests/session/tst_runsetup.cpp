#include <session/runsetup.h>

#include <core/textfile.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRunSetup : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    Scenario scenario(const QString &versions = u"\"2\", \"4\""_s)
    {
        const bool written = saveText(m_dir.filePath(u"scenario.toml"_s),
                                      u"title = \"Test\"\nhtmx = [%1]\nclients = [\"A\"]\n[params.word]\n"
                                      "choices = [\"one\", \"two\"]\ndefault = \"two\"\n"_s.arg(versions))
                                 .ok() &&
                             saveText(m_dir.filePath(u"server.js"_s), u""_s).ok() &&
                             saveText(m_dir.filePath(u"page.html"_s), u"<p>"_s).ok();
        return written ? loadScenario(m_dir.path()).scenario : Scenario();
    }

private Q_SLOTS:
    void everyParameterHasAValue()
    {
        const Result<RunSetup> setup = setupOf(scenario(), {});
        QVERIFY(setup);
        QCOMPARE(setup->htmx, u"2"_s);
        QCOMPARE(setup->params, (QMap<QString, QString>{{u"word"_s, u"two"_s}}));
        QVERIFY(!setup->attached());
        QVERIFY(!setupOf(scenario(), {.htmx = u"3"_s}));
        QVERIFY(!setupOf(scenario(), {.params = {{u"word"_s, u"three"_s}}}));
    }

    void anUpstreamHasItsClients()
    {
        AttachOptions options{.upstream = *Upstream::parse(u"localhost:8000"_s), .clients = 3};
        const Result<RunSetup> setup = setupOf(options);
        QVERIFY(setup && setup->attached());
        QCOMPARE(setup->scenario.manifest.clients.size(), 3);
        options.clients = 0;
        QVERIFY(!setupOf(options));
    }

    // Read anew: the parameters stay as they are, what the folder no longer names is left out.
    void again()
    {
        RunSetup setup = *setupOf(scenario(), {});
        setup.params[u"word"_s] = u"one"_s;
        scenario(u"\"2\""_s);
        const Result<RunSetup> next = setupAgain(setup, u"4"_s);
        QVERIFY(next);
        QCOMPARE(next->htmx, u"2"_s);
        QCOMPARE(next->params.value(u"word"_s), u"one"_s);
        QVERIFY(QFile::remove(m_dir.filePath(u"scenario.toml"_s)));
        QVERIFY(!setupAgain(setup, u"2"_s));
    }

    void addressesStayWithTheScenario()
    {
        const RunSetup setup = *setupOf(scenario(), {.port = 8137});
        QVERIFY(keepsAddresses(setup, setup));
        RunSetup other = setup;
        other.options.port = 9000;
        QVERIFY(!keepsAddresses(setup, other));
        other = setup;
        other.options.portIsPreferred = false;
        QVERIFY(!keepsAddresses(setup, other));
        other = setup;
        other.scenario.dir = u"/elsewhere"_s;
        QVERIFY(!keepsAddresses(setup, other));
        const RunSetup attached = *setupOf(AttachOptions{.upstream = *Upstream::parse(u"localhost:1"_s)});
        const RunSetup elsewhere = *setupOf(AttachOptions{.upstream = *Upstream::parse(u"localhost:2"_s)});
        QVERIFY(keepsAddresses(attached, attached));
        QVERIFY(!keepsAddresses(attached, elsewhere));
        QVERIFY(!keepsAddresses(setup, attached));
    }
};

QTEST_GUILESS_MAIN(TestRunSetup)
#include "tst_runsetup.moc"
