#include "manifestlines.h"

#include <faults/catalogue.h>

#include <QTest>

using namespace swapscope;
using test::printed;
using test::readWith;
using namespace Qt::Literals::StringLiterals;

namespace {

// "cut, freeze, … or clear"
QString allFaults()
{
    QStringList names = FaultCatalogue::standard().names();
    const QString last = names.takeLast();
    return names.join(u", "_s) + u" or "_s + last;
}

} // namespace

// What is said of a manifest that is wrong, and what all is found in it.
class TestManifestErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void collectsAllErrorsInTheOrderOfTheLines();
    void goesOnAfterAnError();
    void syntaxErrorIsTheOnlyOne();
    void aNameOfFiftyThousandPartsIsTheOnlyError();
    void limitsHold();
};

void TestManifestErrors::saysWhatIsWrong_data()
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

void TestManifestErrors::saysWhatIsWrong()
{
    QFETCH(QString, lines);
    QFETCH(QString, error);
    QCOMPARE(printed(readWith(lines).errors), QStringList{error});
}

void TestManifestErrors::collectsAllErrorsInTheOrderOfTheLines()
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

void TestManifestErrors::goesOnAfterAnError()
{
    const ManifestReading reading =
        readWith(u"wrong = 1\n[[step]]\ntext = \"still here\"\n[[network]]\nat = \"1s\"\n"
                 "client = \"A\"\nfault = \"cutt\"\n"_s);
    QVERIFY(!reading.ok());
    QCOMPARE(reading.manifest.title, u"T"_s);
    QCOMPARE(reading.manifest.steps.size(), 1u);
    QCOMPARE(reading.manifest.network.size(), 0u); // half a step is none
}

void TestManifestErrors::syntaxErrorIsTheOnlyOne()
{
    const ManifestReading reading =
        readManifest(u"title = \"T\"\nclients = [\"A\"\n\nsummary = 1\n"_s, u"s.toml"_s);
    QCOMPARE(reading.errors.size(), 1u);
    QVERIFY2(reading.errors[0].message.startsWith(u"not valid TOML: "_s),
             qPrintable(reading.errors[0].message));
    QCOMPARE(reading.errors[0].line, 4);
    QCOMPARE(reading.manifest.clients, QStringList{u"A"_s});
}

void TestManifestErrors::aNameOfFiftyThousandPartsIsTheOnlyError()
{
    const ManifestReading reading =
        readManifest(u"title = \"T\"\nwrong = 1\n["_s + u"a."_s.repeated(50'000) + u"a]\n"_s, u"s.toml"_s);
    QCOMPARE(reading.errors.size(), 1u);
    QCOMPARE(reading.errors[0].message, u"a name has more than 64 parts, with the names around it"_s);
    QCOMPARE(reading.errors[0].line, 3);
    QCOMPARE(reading.errors[0].column, 129);
    QCOMPARE(reading.manifest.clients, QStringList{u"A"_s});
}

void TestManifestErrors::limitsHold()
{
    QStringList names;
    for (int i = 0; i <= kMaxClients; ++i)
        names << u"\"c%1\""_s.arg(i);
    const ManifestReading reading =
        readManifest(u"title = \"T\"\nclients = ["_s + names.join(u",\n"_s) + u"]"_s, u"s.toml"_s);
    QCOMPARE(printed(reading.errors), QStringList{u"14:1 too many clients: at most 12"_s});
    QCOMPARE(reading.manifest.clients.size(), kMaxClients);
}

QTEST_GUILESS_MAIN(TestManifestErrors)
#include "tst_manifesterrors.moc"
