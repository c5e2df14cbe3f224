#include <core/clock.h>
#include <scenario/manifest.h>

#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// "cut, freeze, … or clear"
QString allFaults()
{
    QStringList names = FaultCatalogue::standard().names();
    const QString last = names.takeLast();
    return names.join(u", "_s) + u" or "_s + last;
}

// As a user reads them, without the file's name.
QStringList printed(const std::vector<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines << u"%1:%2 %3"_s.arg(error.line).arg(error.column).arg(error.message);
    return lines;
}

// A manifest that is good apart from these lines.
ManifestReading readWith(const QString &lines)
{
    return readManifest(u"title = \"T\"\nclients = [\"A\", \"B\"]\n"_s + lines, u"scenario.toml"_s);
}

} // namespace

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
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void collectsAllErrorsInTheOrderOfTheLines();
    void goesOnAfterAnError();
    void aNameOfFiftyThousandPartsIsTheOnlyError();
    void syntaxErrorIsTheOnlyOne();
    void checksParameters();
    void limitsHold();
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

void TestManifest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("lines"); // from line 3
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QString &lines, const QString &error) {
        QTest::newRow(name) << lines << error;
    };
    row("near miss", u"sumary = \"x\""_s,
        u"3:1 unknown key \"sumary\" in the manifest, did you mean \"summary\"?"_s);
    row("far miss", u"colour = \"x\""_s,
        u"3:1 unknown key \"colour\" in the manifest: expected title, summary, teaches, chapter, order, minutes, tags, covers, expects, silence, htmx, clients, params, crowd, network or step"_s);
    row("number for text", u"summary = 7"_s, u"3:11 summary must be text in quotes, not a whole number"_s);
    row("text for list", u"htmx = \"2\""_s,
        u"3:8 htmx must be a list of texts, like [\"2\", \"4\"], not text"_s);
    row("numbers in list", u"htmx = [2]"_s, u"3:9 each of htmx must be text in quotes, not a whole number"_s);
    row("no such version", u"htmx = [\"2\", \"3\"]"_s,
        u"3:14 \"3\" is no htmx version: expected \"2\" or \"4\""_s);
    row("empty list", u"htmx = []"_s, u"3:8 htmx is empty: expected at least one, like [\"2\", \"4\"]"_s);
    row("twice", u"htmx = [\"4\", \"4\"]"_s, u"3:14 \"4\" stands twice in htmx"_s);

    row("parameter without choices", u"[params.speed]\nlabel = \"Speed\""_s,
        u"3:9 params.speed has no choices: expected a list, like choices = [\"on\", \"off\"]"_s);
    row("default is no choice", u"[params.speed]\nchoices = [\"low\", \"high\"]\ndefault = \"medium\""_s,
        u"5:11 default \"medium\" is none of the choices: expected low or high"_s);
    row("unknown key of a parameter", u"[params.speed]\nchoices = [\"low\"]\ndefalt = \"low\""_s,
        u"5:1 unknown key \"defalt\" in params.speed, did you mean \"default\"?"_s);
    row("bad parameter name", u"[params.\"a b\"]\nchoices = [\"low\"]"_s,
        u"3:9 \"a b\" is no name for a parameter: expected letters, digits and _, no digit first"_s);
    row("parameter is no table", u"[params]\nspeed = \"low\""_s,
        u"4:9 params.speed must be a table, not text"_s);
    row("params is no table", u"params = 1"_s,
        u"3:10 params must be tables, like [params.catchUp], not a whole number"_s);

    row("bad duration", u"[[network]]\nat = \"6 s\"\nclient = \"B\"\nfault = \"cut\""_s,
        u"4:6 at: \"6 s\" is no duration: expected a number and ms, s or m, like \"250ms\", \"5s\" or \"2m\""_s);
    row("duration as number", u"[[network]]\nat = 6\nclient = \"B\"\nfault = \"cut\""_s,
        u"4:6 at must be a duration in quotes, like \"250ms\", \"5s\" or \"2m\", not a whole number"_s);
    row("no time", u"[[network]]\nclient = \"B\"\nfault = \"cut\""_s,
        u"3:1 at is missing in [[network]]: say when, like at = \"6s\""_s);
    row("no client", u"[[network]]\nat = \"6s\"\nfault = \"cut\""_s,
        u"3:1 client is missing in [[network]]: expected A or B, or \"*\" for all"_s);
    row("unknown client", u"[[network]]\nat = \"6s\"\nclient = \"C\"\nfault = \"cut\""_s,
        u"5:10 \"C\" is no client of this scenario: expected A or B, or \"*\" for all"_s);
    row("no fault", u"[[network]]\nat = \"6s\"\nclient = \"B\""_s,
        u"3:1 fault is missing in [[network]]: expected %1"_s.arg(allFaults()));
    row("misspelt fault", u"[[network]]\nat = \"6s\"\nclient = \"B\"\nfault = \"freze\""_s,
        u"6:9 \"freze\" is no fault, did you mean \"freeze\"?"_s);
    row("unknown fault", u"[[network]]\nat = \"6s\"\nclient = \"B\"\nfault = \"earthquake\""_s,
        u"6:9 \"earthquake\" is no fault: expected %1"_s.arg(allFaults()));
    row("a probability beyond 1",
        u"[[network]]\nat = \"6s\"\nclient = \"B\"\nfault = \"lose\"\nprobability = 1.5"_s,
        u"7:15 probability is 1.5: expected a number from 0 to 1"_s);
    row("argument of another fault",
        u"[[network]]\nat = \"6s\"\nclient = \"B\"\nfault = \"thaw\"\ndelay = \"1s\""_s,
        u"7:1 unknown key \"delay\" in a [[network]] with fault = \"thaw\": expected at, client or fault"_s);
    row("close without code", u"[[network]]\nat = \"6s\"\nclient = \"B\"\nfault = \"close\""_s,
        u"3:1 code is missing: fault = \"close\" needs it"_s);
    row("code out of range", u"[[network]]\nat = \"6s\"\nclient = \"B\"\nfault = \"close\"\ncode = 99"_s,
        u"7:8 code is 99: expected a whole number from 1000 to 4999"_s);
    row("code as text", u"[[network]]\nat = \"6s\"\nclient = \"B\"\nfault = \"close\"\ncode = \"1012\""_s,
        u"7:8 code must be a whole number from 1000 to 4999, not text"_s);
    row("network as one table", u"[network]\nat = \"6s\""_s,
        u"3:1 network must be a list of tables: write [[network]], not [network]"_s);

    row("step without text", u"[[step]]\ndone = { kind = \"link.cut\" }"_s,
        u"3:1 text is missing in [[step]]: say what there is to do or to see"_s);
    row("step with unknown key", u"[[step]]\ntext = \"x\"\nhint = \"y\""_s,
        u"5:1 unknown key \"hint\" in a [[step]]: expected text, htmx, done, show, do, crucial or question"_s);
    row("done is no table", u"[[step]]\ntext = \"x\"\ndone = \"link.cut\""_s,
        u"5:8 done must be a table, like { kind = \"link.cut\", client = \"B\" }, not text"_s);
    row("done without kind", u"[[step]]\ntext = \"x\"\ndone = { client = \"B\" }"_s,
        u"5:8 kind is missing in done: say which event, like { kind = \"link.cut\" }"_s);
    row("no such kind", u"[[step]]\ntext = \"x\"\ndone = { kind = \"link.cutt\" }"_s,
        u"5:17 \"link.cutt\" is no kind of event, did you mean \"link.cut\"?"_s);
    row("no such client in done", u"[[step]]\ntext = \"x\"\ndone = { kind = \"link.cut\", client = \"Z\" }"_s,
        u"5:38 \"Z\" is no client of this scenario: expected A or B"_s);
    row("count below one", u"[[step]]\ntext = \"x\"\ndone = { kind = \"link.cut\", count = 0 }"_s,
        u"5:37 count must be a whole number from 1 to 1000000"_s);
    const QString step = u"[[step]]\ntext = \"x\"\n"_s;
    row("list as field", step + u"done = { kind = \"page.closed\", code = [1] }"_s,
        u"5:39 code must be a number, not a list"_s);
    row("no such field", step + u"done = { kind = \"page.closed\", cod = 1 }"_s,
        u"5:32 page.closed has no field \"cod\", so this can never come true, did you mean \"code\"?"_s);
    row("a field of another type", step + u"done = { kind = \"page.closed\", code = \"1006\" }"_s,
        u"5:39 code must be a number, not text"_s);
    row("a value that never is", step + u"done = { kind = \"link.closed\", by = \"proxy\" }"_s,
        u"5:37 by is never \"proxy\", so this can never come true: expected server, client or link"_s);
    row("an empty range", step + u"done = { kind = \"page.closed\", code = { min = 2, max = 1 } }"_s,
        u"5:39 code: min is above max, so this can never come true"_s);
    row("a range of a text", step + u"done = { kind = \"page.closed\", reason = { min = 2 } }"_s,
        u"5:49 reason.min: reason is no number, so this can never come true"_s);
    row("absent and count", step + u"done = { kind = \"page.open\", absent = \"8s\", count = 2 }"_s,
        u"5:39 absent waits for no event: it takes neither count nor within"_s);
    row("an empty list of conditions", step + u"done = []"_s,
        u"5:8 done is empty: expected a table, like { kind = \"link.cut\", client = \"B\" }"_s);

    row("do without a verb", step + u"do = { client = \"B\" }"_s,
        u"5:6 do does not say what to do: expected cue, fault, preset, param, deploy, hide, reveal, reload, "
        "click, fill, wait, hold or step"_s);
    row("a misspelt verb", step + u"do = { hid = \"B\" }"_s,
        u"5:6 do does not say what to do, did you mean \"hide\"?"_s);
    row("do with too much", step + u"do = { hide = \"B\", for = \"2s\" }"_s,
        u"5:20 unknown key \"for\" in a do with hide: expected hide"_s);
    row("a fault's argument", step + u"do = { fault = \"close\", client = \"B\" }"_s,
        u"5:6 code is missing: fault = \"close\" needs it"_s);
    row("no such preset in the schedule", u"[[network]]\nat = \"6s\"\nclient = \"B\"\npreset = \"tunel\""_s,
        u"6:10 \"tunel\" is no preset, did you mean \"tunnel\"?"_s);
    row("a preset and a fault",
        u"[[network]]\nat = \"6s\"\nclient = \"B\"\npreset = \"tunnel\"\nfor = \"5s\""_s,
        u"7:1 unknown key \"for\" in a [[network]] with a preset: expected at, client or preset"_s);
    row("no such preset", step + u"do = { preset = \"tunel\", client = \"B\" }"_s,
        u"5:17 \"tunel\" is no preset, did you mean \"tunnel\"?"_s);
    row("a parameter that is not there", step + u"do = { param = \"speed\", value = \"low\" }"_s,
        u"5:16 there is no parameter \"speed\": the scenario has none"_s);
    row("a code that cannot be sent", step + u"do = { deploy = 1006 }"_s,
        u"5:17 1006 is no close code that can be sent: expected 1000 to 1003, 1007 to 1014 or 3000 to 4999, "
        "like 1012"_s);
    row("a client that is not there", step + u"do = { reload = \"Z\" }"_s,
        u"5:17 \"Z\" is no client of this scenario: expected A or B"_s);
    row("whose button", step + u"do = { click = \"#send\" }"_s,
        u"5:6 client is missing in do: expected A or B"_s);
    row("a wait without end", step + u"do = { wait = \"2m\" }"_s,
        u"5:15 wait is too long: at most a minute"_s);
    row("no place", step + u"show = \"timelin\""_s,
        u"5:8 \"timelin\" is no place to look at, did you mean \"timeline\"?"_s);
    row("a lane of nobody", step + u"show = \"lane\""_s,
        u"5:8 \"lane\" is no place to look at: expected lesson, editor, cues, sends, pages, page:A, network, "
        "inspector, coach, ledger, timeline, lane:A or params"_s);
    row("crucial without do", step + u"crucial = true"_s,
        u"5:11 crucial says that the step's do is what matters, but it has none"_s);
    const QString question = step + u"[step.question]\ntext = \"Which?\"\nchoices = [\"a\", \"b\"]\n"_s;
    row("an answer out of range", question + u"answer = 3"_s,
        u"8:10 answer must be a whole number from 1 to 2"_s);
    row("no answer", question,
        u"5:1 answer is missing in [step.question]: say which of the choices is right, from 1"_s);
    row("one choice", step + u"[step.question]\ntext = \"W\"\nchoices = [\"a\"]\nanswer = 1"_s,
        u"7:11 choices: expected 2 to 10 of them"_s);

    row("no such chapter", u"chapter = \"pitfal\""_s,
        u"3:11 \"pitfal\" is no chapter, did you mean \"pitfalls\"?"_s);
    row("minutes", u"minutes = 0"_s, u"3:11 minutes must be a whole number from 1 to 600"_s);
    row("a tag in capitals", u"tags = [\"WS\"]"_s,
        u"3:9 \"WS\" in tags: expected a word of small letters, digits, - and ., like [\"ws\", \"oob\"]"_s);
}

void TestManifest::saysWhatIsWrong()
{
    QFETCH(QString, lines);
    QFETCH(QString, error);
    QCOMPARE(printed(readWith(lines).errors), QStringList{error});
}

void TestManifest::collectsAllErrorsInTheOrderOfTheLines()
{
    const ManifestReading reading = readManifest(uR"(summary = 1
clients = ["A", "A", "9th"]
[[network]]
at = "soon"
client = "Z"
fault = "cut"
)"_s,
                                                 u"/x/scenario.toml"_s);
    QCOMPARE(
        printed(reading.errors),
        (QStringList{
            u"1:1 title is missing: give the scenario one, like title = \"Chat room\""_s,
            u"1:11 summary must be text in quotes, not a whole number"_s,
            u"2:17 \"A\" stands twice in clients"_s,
            u"2:22 \"9th\" is no name for a client: expected a letter, then at most 15 letters, digits, - or _"_s,
            u"4:6 at: \"soon\" is no duration: expected a number and ms, s or m, like \"250ms\", \"5s\" or \"2m\""_s,
            u"5:10 \"Z\" is no client of this scenario: expected A, or \"*\" for all"_s}));
    QCOMPARE(reading.errors[0].file, u"/x/scenario.toml"_s);
}

void TestManifest::goesOnAfterAnError()
{
    const ManifestReading reading =
        readWith(u"wrong = 1\n[[step]]\ntext = \"still here\"\n[[network]]\nat = \"1s\"\n"
                 "client = \"A\"\nfault = \"cutt\"\n"_s);
    QVERIFY(!reading.ok());
    QCOMPARE(reading.manifest.title, u"T"_s);
    QCOMPARE(reading.manifest.steps.size(), 1u);
    QCOMPARE(reading.manifest.network.size(), 0u); // half a step is none
}

void TestManifest::syntaxErrorIsTheOnlyOne()
{
    const ManifestReading reading =
        readManifest(u"title = \"T\"\nclients = [\"A\"\n\nsummary = 1\n"_s, u"s.toml"_s);
    QCOMPARE(reading.errors.size(), 1u);
    QVERIFY2(reading.errors[0].message.startsWith(u"not valid TOML: "_s),
             qPrintable(reading.errors[0].message));
    QCOMPARE(reading.errors[0].line, 4);
    QCOMPARE(reading.manifest.clients, QStringList{u"A"_s});
}

void TestManifest::aNameOfFiftyThousandPartsIsTheOnlyError()
{
    const ManifestReading reading =
        readManifest(u"title = \"T\"\nwrong = 1\n["_s + u"a."_s.repeated(50'000) + u"a]\n"_s, u"s.toml"_s);
    QCOMPARE(reading.errors.size(), 1u);
    QCOMPARE(reading.errors[0].message, u"a name has more than 64 parts, with the names around it"_s);
    QCOMPARE(reading.errors[0].line, 3);
    QCOMPARE(reading.errors[0].column, 129);
    QCOMPARE(reading.manifest.clients, QStringList{u"A"_s});
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

void TestManifest::limitsHold()
{
    QStringList names;
    for (int i = 0; i <= kMaxClients; ++i)
        names << u"\"c%1\""_s.arg(i);
    const ManifestReading reading =
        readManifest(u"title = \"T\"\nclients = ["_s + names.join(u",\n"_s) + u"]"_s, u"s.toml"_s);
    QCOMPARE(printed(reading.errors), QStringList{u"14:1 too many clients: at most 12"_s});
    QCOMPARE(reading.manifest.clients.size(), kMaxClients);
}

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
