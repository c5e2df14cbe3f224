#include <scenario/scenario.h>
#include <session/engine/engineplan.h>

#include <QTest>

using namespace swapscope;

namespace {

Manifest twoVersions()
{
    Manifest manifest;
    manifest.title = QStringLiteral("Test");
    manifest.htmx = {QStringLiteral("2"), QStringLiteral("4")};
    manifest.clients = {QStringLiteral("A"), QStringLiteral("B")};
    ManifestParam word;
    word.name = QStringLiteral("word");
    word.choices = {QStringLiteral("one"), QStringLiteral("two")};
    manifest.params.push_back(word);
    return manifest;
}

} // namespace

class TestEnginePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstVersionUnlessAnotherIsAskedFor()
    {
        QCOMPARE(htmxOf(twoVersions(), {}), QStringLiteral("2"));
        QCOMPARE(htmxOf(twoVersions(), {.htmx = QStringLiteral("4")}), QStringLiteral("4"));
        QCOMPARE(htmxOf(Manifest(), {}), QStringLiteral("2"));
    }

    void whatTheManifestDoesNotKnowIsRefused()
    {
        const QString two = QStringLiteral("2");
        const QString word = QStringLiteral("word");
        QVERIFY(checkRun(twoVersions(), two, {{word, QStringLiteral("two")}}).ok());
        QCOMPARE(checkRun(twoVersions(), QStringLiteral("3"), {}).error().message,
                 QStringLiteral("\"Test\" does not run under htmx 3; it names 2 and 4"));
        QVERIFY(checkRun(twoVersions(), two, {{word, QStringLiteral("three")}})
                    .error()
                    .message.contains(QStringLiteral("two")));
        QVERIFY(!checkRun(twoVersions(), two, {{QStringLiteral("colour"), QString()}}).ok());
    }

    void theNextRunKeepsWhatTheManifestStillKnows()
    {
        const QMap<QString, QString> params{{QStringLiteral("word"), QStringLiteral("two")},
                                            {QStringLiteral("gone"), QStringLiteral("x")}};
        const SessionOptions before{.htmx = QStringLiteral("2"),
                                    .params = {{QStringLiteral("gone"), QStringLiteral("x")}},
                                    .seed = 7};
        const SessionOptions same = optionsAgain(before, twoVersions(), QStringLiteral("4"), params);
        QCOMPARE(same.htmx, QStringLiteral("4"));
        QCOMPARE(same.params, (QMap<QString, QString>{{QStringLiteral("word"), QStringLiteral("two")}}));
        QCOMPARE(same.seed, 7U);
        Manifest less = twoVersions();
        less.htmx = {QStringLiteral("2")};
        less.params.front().choices = {QStringLiteral("one")};
        const SessionOptions other = optionsAgain(before, less, QStringLiteral("4"), params);
        QVERIFY(other.htmx.isEmpty() && other.params.isEmpty());
    }

    void aScenariosPlan()
    {
        Scenario scenario;
        scenario.manifest = twoVersions();
        ManifestCrowd crowd;
        crowd.name = QStringLiteral("crowd");
        crowd.count = 3;
        crowd.path = QStringLiteral("/room");
        crowd.policy = QStringLiteral("htmx4-ws");
        crowd.jitter = false;
        scenario.manifest.crowds.push_back(crowd);
        scenario.scriptPath = QStringLiteral("/x/server.js");
        SessionOptions options{.seed = 7, .port = 8137, .portIsPreferred = false, .links = false};
        const EnginePlan plan =
            planOf(scenario, options, QStringLiteral("4"), {{QStringLiteral("word"), QStringLiteral("two")}});
        QCOMPARE(plan.title, QStringLiteral("Test"));
        QCOMPARE(plan.htmx, QStringLiteral("4"));
        QCOMPARE(plan.scriptFile, scenario.scriptPath);
        QCOMPARE(plan.params, (QVariantMap{{QStringLiteral("word"), QStringLiteral("two")}}));
        QCOMPARE(plan.clients, scenario.manifest.clients);
        QCOMPARE(plan.crowds, (std::vector<CrowdPlan>{{crowd.name, 3, crowd.path, crowd.policy, false}}));
        QCOMPARE(plan.seed, 7U);
        QCOMPARE(plan.port, quint16(8137));
        QVERIFY(!plan.portIsPreferred && !plan.links && !plan.attach && plan.wantedPorts.empty());
    }

    void anAttachedServersPlan()
    {
        AttachOptions options;
        options.upstream = *Upstream::parse(QStringLiteral("http://localhost:8000/app"));
        options.clients = 3;
        options.port = 8137;
        options.seed = 7;
        const EnginePlan plan = planOf(options);
        QCOMPARE(plan.attach, std::optional(options));
        QCOMPARE(plan.clients, (QStringList{QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")}));
        QCOMPARE(plan.port, quint16(8137));
        const Scenario scenario = scenarioOf(options);
        QCOMPARE(scenario.name, QStringLiteral("localhost:8000"));
        QCOMPARE(scenario.manifest.title, scenario.name);
        QCOMPARE(scenario.manifest.clients, plan.clients);
        QVERIFY(scenario.dir.isEmpty());
        QCOMPARE(sessionOptionsOf(options), (SessionOptions{.seed = 7, .port = 8137}));
    }
};

QTEST_GUILESS_MAIN(TestEnginePlan)
#include "tst_engineplan.moc"
