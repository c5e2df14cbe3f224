#include <scenario/stepwriter.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kManifestHead =
    u"title = \"T\" # mine\nclients = [\"A\", \"B\"]\n[params.catchUp]\nchoices = [\"none\", \"replay\"]\n"_s;

LessonStep cutStep()
{
    LessonStep step;
    step.text = u"Cut B for 5 s."_s;
    step.done = {{u"link.cut"_s, {{u"client"_s, FieldTest::equal(u"B"_s)}}}};
    step.show = u"network"_s;
    step.actions = {{.type = StepAction::Type::Fault,
                     .command = {.client = u"B"_s, .fault = u"cut"_s, .ends = Ends::after(5 * kSecond)}}};
    return step;
}

} // namespace

class TestStepWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAStepAsAHandWould()
    {
        QCOMPARE(stepsText({cutStep()}), u"[[step]]\n"
                                         "text = \"Cut B for 5 s.\"\n"
                                         "done = { kind = \"link.cut\", client = \"B\" }\n"
                                         "show = \"network\"\n"
                                         "do = { fault = \"cut\", client = \"B\", for = \"5s\" }\n"_s);
    }

    // Everything that a step can say, written and read back.
    void whatIsWrittenIsReadBack()
    {
        LessonStep step = cutStep();
        step.text = u"Quotes \" and \\ and\nlines, \t tabs, … and \u0001."_s;
        step.crucial = false;
        FieldTest test;
        test.min = 3;
        test.max = 9.5;
        FieldTest text;
        text.contains = u"\"x\""_s;
        FieldTest other;
        other.differs = u"sse"_s;
        other.exists = true;
        step.done.push_back(
            {u"page.backoff"_s,
             {{u"delay_ms"_s, test}, {u"transport"_s, other}, {u"planned"_s, FieldTest::equal(false)}},
             3,
             1500 * kMillisecond});
        step.done.push_back({u"page.swap"_s, {{u"after"_s, text}}, 1, {}, 8 * kSecond});
        using enum StepAction::Type;
        step.actions = {
            {.type = Cue, .name = u"Alice says \"hi\""_s},
            {.type = Fault,
             .command = {.client = u"*"_s,
                         .fault = u"http"_s,
                         .args = {{u"status"_s, 503},
                                  {u"retry_after"_s, 5 * kSecond},
                                  {u"probability"_s, 0.25}}}},
            {.type = Fault, .command = FaultCommand::preset(u"tunnel"_s, u"B"_s)},
            {.type = Param, .name = u"catchUp"_s, .value = u"none"_s},
            {.type = Deploy, .code = 1012, .time = 2 * kSecond},
            {.type = Hide, .client = u"B"_s},
            {.type = Reveal, .client = u"B"_s},
            {.type = Reload, .client = u"A"_s},
            {.type = Click, .client = u"A"_s, .name = u"#send"_s},
            {.type = Fill,
             .client = u"A"_s,
             .name = u"input[name=\"m\"]"_s,
             .value = u"hi"_s,
             .submit = true},
            {.type = Wait, .time = 250 * kMillisecond},
            {.type = Hold, .client = u"B"_s},
            {.type = Step, .client = u"B"_s},
            {.type = Release, .client = u"B"_s},
        };
        step.question = StepQuestion{u"Which?"_s, {u"None"_s, u"All"_s}, 2, u"Because."_s};
        LessonStep byHand;
        byHand.text = u"Think."_s;

        const Result<QString> written = withSteps(kManifestHead, {step, byHand});
        QVERIFY2(written.ok(), qPrintable(written ? QString() : written.error().toString()));
        QVERIFY(written->startsWith(kManifestHead)); // to the character
        const ManifestReading reading = readManifest(*written, u"scenario.toml"_s);
        QVERIFY(reading.ok());
        QCOMPARE(reading.manifest.steps.size(), 2u);
        LessonStep back = reading.manifest.steps[0];
        back.line = 0;
        QVERIFY(back == step);
        QCOMPARE(reading.manifest.steps[1].text, u"Think."_s);
    }

    void stepsComeAfterThoseThatAreThere()
    {
        const Result<QString> first = withSteps(kManifestHead, {cutStep()});
        LessonStep more;
        more.text = u"And then?"_s;
        const Result<QString> second = withSteps(*first, {more});
        QVERIFY(second.ok());
        QVERIFY(second->startsWith(*first));
        QCOMPARE(readManifest(*second, {}).manifest.steps.back().text, u"And then?"_s);
    }

    void linesEndAsTheFilesDo()
    {
        QString dos = kManifestHead;
        dos.replace(u'\n', u"\r\n"_s);
        const Result<QString> written = withSteps(dos, {cutStep()});
        QVERIFY(written.ok());
        QCOMPARE(written->count(u'\n'), written->count(u"\r\n"_s));
    }

    void whatDoesNotFitIsRefused()
    {
        LessonStep step = cutStep();
        step.actions[0].command.client = u"Z"_s;
        QVERIFY(withSteps(kManifestHead, {step}).error().message.contains(u"\"Z\" is no client"_s));
        QVERIFY(!withSteps(u"titel = 1\n"_s, {cutStep()}).ok());
        QVERIFY(!withSteps(u"title = \"T\"\nclients = [\"A\", \"B\"]\nstep = []\n"_s, {cutStep()}).ok());
    }
};

QTEST_GUILESS_MAIN(TestStepWriter)
#include "tst_stepwriter.moc"
