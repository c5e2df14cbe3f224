#include "manifestlines.h"

#include <core/clock.h>

#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using test::printed;
using test::readWith;
using namespace Qt::Literals::StringLiterals;

// What a manifest can say.
class TestManifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheManifestOfTheDesign();
    void leastManifestHasDefaults();
    void parametersKeepTheOrderOfTheFile();
    void readsEveryFault();
    void readsTheHeadOfALesson();
    void readsEveryKindOfTest();
    void readsEverythingThatAStepCanDo();
    void readsAQuestion();
    void aStepCanBeOfOneVersion();
    void readsCrowds();
    void theCrucialStepIsTheOneThatBefallsAClient();
    void checksParameters();
};

void TestManifest::readsTheManifestOfTheDesign()
{
    const ManifestReading reading = readManifest(uR"(# scenario.toml
title   = "Chat room: a drop and its catch-up"
summary = "Two people talk; one loses the network for five seconds."
htmx    = ["2", "4"]
clients = ["A", "B"]

[params.catchUp]
label   = "Catch-up"
choices = ["none", "snapshot", "replay"]
default = "replay"

[[network]]
at = "6s"
client = "B"
fault = "cut"
for = "5s"

[[step]]
text = "Cut client B for five seconds while A keeps talking."
done = { kind = "link.cut", client = "B" }
)"_s,
                                                 u"scenario.toml"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    const Manifest &m = reading.manifest;
    QCOMPARE(m.title, u"Chat room: a drop and its catch-up"_s);
    QCOMPARE(m.summary, u"Two people talk; one loses the network for five seconds."_s);
    QCOMPARE(m.htmx, QStringList({u"2"_s, u"4"_s}));
    QCOMPARE(m.clients, QStringList({u"A"_s, u"B"_s}));
    const ManifestParam param{
        u"catchUp"_s, u"Catch-up"_s, {u"none"_s, u"snapshot"_s, u"replay"_s}, u"replay"_s, 7};
    QVERIFY(m.params == std::vector<ManifestParam>{param});
    const NetworkStep cut{
        6 * kSecond, {.client = u"B"_s, .fault = u"cut"_s, .ends = Ends::after(5 * kSecond)}, 12};
    QVERIFY(m.network == std::vector<NetworkStep>{cut});
    LessonStep step;
    step.text = u"Cut client B for five seconds while A keeps talking."_s;
    step.done = {Condition{u"link.cut"_s, {{u"client"_s, FieldTest::equal(u"B"_s)}}}};
    step.line = 18;
    QVERIFY(m.steps == std::vector<LessonStep>{step});
}

void TestManifest::leastManifestHasDefaults()
{
    const ManifestReading reading = readManifest(u"title = \"Least\""_s, u"scenario.toml"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    QCOMPARE(reading.manifest.htmx, QStringList{u"2"_s});
    QCOMPARE(reading.manifest.clients, QStringList{u"A"_s});
    QVERIFY(reading.manifest.defaults().isEmpty());
}

void TestManifest::parametersKeepTheOrderOfTheFile()
{
    const ManifestReading reading =
        readWith(u"[params.zebra]\nchoices = [\"z\"]\n[params.ape]\nchoices = [\"x\", \"y\"]\n"
                 "default = \"y\"\n"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    QCOMPARE(reading.manifest.params.size(), 2u);
    QCOMPARE(reading.manifest.params[0].name, u"zebra"_s);
    QCOMPARE(reading.manifest.params[0].label, u"zebra"_s);
    QCOMPARE(reading.manifest.params[0].defaultValue, u"z"_s);
    QCOMPARE(reading.manifest.params[1].name, u"ape"_s);
    QCOMPARE(reading.manifest.defaults(), (QMap<QString, QString>{{u"ape"_s, u"y"_s}, {u"zebra"_s, u"z"_s}}));
}

void TestManifest::readsEveryFault()
{
    const ManifestReading reading = readWith(uR"(
[[network]]
at = "0s"
client = "*"
fault = "latency"
delay = "120ms"
jitter = "40ms"
[[network]]
at = "1.5s"
client = "A"
fault = "close"
code = 1012
reason = "deploy"
[[network]]
at = "2s"
client = "A"
fault = "freeze"
[[network]]
at = "3s"
client = "A"
fault = "thaw"
[[network]]
at = "4s"
client = "A"
fault = "refuse"
for = "2m"
[[network]]
at = "5s"
client = "A"
fault = "mend"
[[network]]
at = "6s"
client = "A"
fault = "clear"
)"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    const auto &steps = reading.manifest.network;
    QCOMPARE(steps.size(), 7u);
    QCOMPARE(steps[0].command,
             test::command(u"latency"_s, {{u"delay"_s, 120 * kMillisecond}, {u"jitter"_s, 40 * kMillisecond}},
                           u"*"_s));
    QVERIFY(steps[0].command.ends.isByHand());
    QCOMPARE(steps[1].at, 1500 * kMillisecond);
    QCOMPARE(steps[1].command.args, (FaultArguments{{u"code"_s, 1012}, {u"reason"_s, u"deploy"_s}}));
    QCOMPARE(steps[4].command.ends, Ends::after(120 * kSecond));
    QCOMPARE(steps[6].command.fault, u"clear"_s);
}

void TestManifest::readsTheHeadOfALesson()
{
    const ManifestReading reading = readWith(uR"(teaches = "One sentence."
chapter = "catch-up"
order   = 20
minutes = 5
tags    = ["ws", "oob"]
covers  = ["pattern-1", "mechanism-24"]
expects = ["close.never-returns"]
silence = []
)"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    const Manifest &m = reading.manifest;
    QCOMPARE(m.teaches, u"One sentence."_s);
    QCOMPARE(m.chapter, u"catch-up"_s);
    QCOMPARE(m.order, 20);
    QCOMPARE(m.minutes, 5);
    QCOMPARE(m.tags, (QStringList{u"ws"_s, u"oob"_s}));
    QCOMPARE(m.covers, (QStringList{u"pattern-1"_s, u"mechanism-24"_s}));
    QCOMPARE(m.expects, QStringList{u"close.never-returns"_s});
    QCOMPARE(m.silence, QStringList());
}

void TestManifest::readsEveryKindOfTest()
{
    const ManifestReading reading = readWith(uR"([[step]]
text = "x"
done = [
  { kind = "page.closed", code = 1006, clean = false, reason = { contains = "way" }, count = 3, within = "5s" },
  { kind = "page.backoff", delay_ms = { min = 3, max = 9.5 }, transport = { not = "sse" }, conn = { exists = true } },
  { kind = "page.open", client = "B", absent = "8s" },
]
[[step]]
text = "by hand"
)"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    const std::vector<Condition> &done = reading.manifest.steps[0].done;
    QCOMPARE(done.size(), 3u);
    FieldTest way;
    way.contains = u"way"_s;
    const Condition closed{u"page.closed"_s,
                           {{u"code"_s, FieldTest::equal(QVariant::fromValue<qint64>(1006))},
                            {u"clean"_s, FieldTest::equal(false)},
                            {u"reason"_s, way}},
                           3,
                           5 * kSecond};
    QVERIFY(done[0] == closed);
    FieldTest between;
    between.min = 3;
    between.max = 9.5;
    FieldTest other;
    other.differs = u"sse"_s;
    FieldTest there;
    there.exists = true;
    const Condition backoff{u"page.backoff"_s,
                            {{u"delay_ms"_s, between}, {u"transport"_s, other}, {u"conn"_s, there}}};
    QVERIFY(done[1] == backoff);
    Condition quiet{u"page.open"_s, {{u"client"_s, FieldTest::equal(u"B"_s)}}};
    quiet.absent = 8 * kSecond;
    QVERIFY(done[2] == quiet);
    QVERIFY(reading.manifest.steps[1].done.empty());
}

void TestManifest::readsEverythingThatAStepCanDo()
{
    const ManifestReading reading = readWith(uR"([params.catchUp]
choices = ["none", "replay"]
[[step]]
text = "x"
show = "lane:B"
crucial = true
do = [
  { cue = "Alice says hi" },
  { fault = "latency", client = "B", delay = "80ms", for = "5s" },
  { preset = "tunnel", client = "*" },
  { param = "catchUp", value = "none" },
  { deploy = 1012, down = "2s" },
  { hide = "B" },
  { reveal = "B" },
  { reload = "A" },
  { click = "#send", client = "A" },
  { fill = "input", with = "hi", client = "A", submit = true },
  { wait = "2s" },
  { hold = true, client = "B" },
  { step = "B" },
  { hold = false, client = "B" },
]
)"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    const LessonStep &step = reading.manifest.steps[0];
    QCOMPARE(step.show, u"lane:B"_s);
    QCOMPARE(step.crucial, std::optional(true));
    using enum StepAction::Type;
    const std::vector<StepAction> expected = {
        {.type = Cue, .name = u"Alice says hi"_s},
        {.type = Fault,
         .command =
             test::command(u"latency"_s, {{u"delay"_s, 80 * kMillisecond}, {u"for"_s, 5 * kSecond}}, u"B"_s)},
        {.type = Fault, .command = FaultCommand::preset(u"tunnel"_s, u"*"_s)},
        {.type = Param, .name = u"catchUp"_s, .value = u"none"_s},
        {.type = Deploy, .code = 1012, .time = 2 * kSecond},
        {.type = Hide, .client = u"B"_s},
        {.type = Reveal, .client = u"B"_s},
        {.type = Reload, .client = u"A"_s},
        {.type = Click, .client = u"A"_s, .name = u"#send"_s},
        {.type = Fill, .client = u"A"_s, .name = u"input"_s, .value = u"hi"_s, .submit = true},
        {.type = Wait, .time = 2 * kSecond},
        {.type = Hold, .client = u"B"_s},
        {.type = Step, .client = u"B"_s},
        {.type = Release, .client = u"B"_s},
    };
    QCOMPARE(step.actions.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(step.actions[i] == expected[i], qPrintable(QString::number(i)));
}

void TestManifest::readsAQuestion()
{
    const ManifestReading reading = readWith(uR"([[step]]
text = "x"
[step.question]
text = "Which?"
choices = ["None", "All"]
answer = 2
explain = "Because."
)"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    const StepQuestion expected{u"Which?"_s, {u"None"_s, u"All"_s}, 2, u"Because."_s};
    QVERIFY(reading.manifest.steps[0].question == expected);
}

void TestManifest::aStepCanBeOfOneVersion()
{
    const ManifestReading reading = readManifest(uR"(title = "x"
htmx = ["2", "4"]
[[step]]
text = "both"
[[step]]
text = "old"
htmx = "2"
[[step]]
text = "new"
htmx = "4"
)"_s,
                                                 u"scenario.toml"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    const auto texts = [&reading](QStringView version) {
        QStringList list;
        for (const LessonStep &step : reading.manifest.stepsUnder(version))
            list << step.text;
        return list;
    };
    QCOMPARE(texts(u"2"), (QStringList{u"both"_s, u"old"_s}));
    QCOMPARE(texts(u"4"), (QStringList{u"both"_s, u"new"_s}));
    const ManifestReading wrong =
        readManifest(u"title = \"x\"\n[[step]]\ntext = \"x\"\nhtmx = \"4\"\n"_s, u"scenario.toml"_s);
    QCOMPARE(printed(wrong.errors),
             QStringList{u"4:8 \"4\" is no version of htmx that this scenario runs under: expected 2"_s});
}

void TestManifest::readsCrowds()
{
    const ManifestReading reading = readWith(uR"([[crowd]]
name = "Even"
count = 50
path = "/room"
policy = "htmx4-ws"
jitter = false
[[network]]
at = "1s"
client = "Even"
fault = "cut"
)"_s);
    QCOMPARE(printed(reading.errors), QStringList());
    QCOMPARE(reading.manifest.crowds.size(), 1u);
    ManifestCrowd crowd = reading.manifest.crowds[0];
    crowd.line = 0;
    const ManifestCrowd expected{u"Even"_s, 50, u"/room"_s, u"htmx4-ws"_s, false};
    QVERIFY(crowd == expected);
    QCOMPARE(reading.manifest.network[0].command.client, u"Even"_s);
}

void TestManifest::theCrucialStepIsTheOneThatBefallsAClient()
{
    const auto crucial = [](const QString &steps) { return crucialSteps(readWith(steps).manifest.steps); };
    const QString cue = u"[[step]]\ntext = \"x\"\ndo = { cue = \"a\" }\n"_s;
    const QString cut = u"[[step]]\ntext = \"x\"\ndo = { fault = \"cut\", client = \"B\" }\n"_s;
    QCOMPARE(crucial(cue), std::vector<int>());
    QCOMPARE(crucial(cue + cut + cut), std::vector<int>{1});
    QCOMPARE(crucial(cut + u"crucial = false\n"_s + cut), std::vector<int>{1});
    QCOMPARE(crucial(cut + cue + u"crucial = true\n"_s), std::vector<int>{1});
}

void TestManifest::checksParameters()
{
    const Manifest m = readWith(u"[params.speed]\nchoices = [\"low\", \"high\"]\n"_s).manifest;
    QVERIFY(checkParam(m, u"speed"_s, u"high"_s));
    QCOMPARE(checkParam(m, u"speed"_s, u"top"_s).error().message,
             u"\"top\" is no choice for speed: expected low or high"_s);
    QCOMPARE(checkParam(m, u"sped"_s, u"low"_s).error().message,
             u"there is no parameter \"sped\": expected speed"_s);
    QCOMPARE(checkParam(Manifest(), u"x"_s, u"1"_s).error().message,
             u"there is no parameter \"x\": the scenario has none"_s);
}

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
