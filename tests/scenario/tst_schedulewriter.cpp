#include <scenario/schedulewriter.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

NetworkStep step(Nanoseconds at, const QString &client, const QString &fault,
                 const Ends &ends = Ends::byHand(), const FaultArguments &args = {})
{
    return {at, {client, fault, args, ends}, 0};
}

std::vector<NetworkStep> withoutLines(std::vector<NetworkStep> steps)
{
    for (NetworkStep &each : steps)
        each.line = 0;
    return steps;
}

const QString kHead = u"title = \"T\"\nclients = [\"A\", \"B\"]\n"_s;

} // namespace

class TestScheduleWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAsThePeopleDo()
    {
        const QString text = scheduleText({step(6 * kSecond, u"B"_s, u"cut"_s, Ends::after(5 * kSecond)),
                                           step(12'400 * kMillisecond, u"*"_s, u"close"_s, Ends::byHand(),
                                                {{u"code"_s, 1012}, {u"reason"_s, u"de\"ploy\\\t"_s}}),
                                           step(0, u"A"_s, u"lose"_s, Ends::after(1500 * kMillisecond),
                                                {{u"probability"_s, 0.1}, {u"direction"_s, u"down"_s}})});
        QCOMPARE(text, u"[[network]]\n"
                       "at     = \"6s\"\n"
                       "client = \"B\"\n"
                       "fault  = \"cut\"\n"
                       "for    = \"5s\"\n"
                       "\n"
                       "[[network]]\n"
                       "at     = \"12.4s\"\n"
                       "client = \"*\"\n"
                       "fault  = \"close\"\n"
                       "code   = 1012\n"
                       "reason = \"de\\\"ploy\\\\\\u0009\"\n"
                       "\n"
                       "[[network]]\n"
                       "at          = \"0s\"\n"
                       "client      = \"A\"\n"
                       "fault       = \"lose\"\n"
                       "for         = \"1.5s\"\n"
                       "direction   = \"down\"\n"
                       "probability = 0.1\n"_s);
    }

    void writesAPresetByItsName()
    {
        const NetworkStep tunnel =
            step(6 * kSecond, u"B"_s, u"preset"_s, Ends::byHand(), {{u"name"_s, u"tunnel"_s}});
        const QString text = scheduleText({tunnel});
        QCOMPARE(text, u"[[network]]\n"
                       "at     = \"6s\"\n"
                       "client = \"B\"\n"
                       "preset = \"tunnel\"\n"_s);
        const ManifestReading read = readManifest(kHead + text, u"scenario.toml"_s);
        QVERIFY(read.ok());
        QCOMPARE(read.manifest.network.size(), 1U);
        QCOMPARE(read.manifest.network[0].command, tunnel.command);
    }

    // Every fault with every argument at its edges.
    void whatIsWrittenReadsBackEqual_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : FaultCatalogue::standard().names())
            QTest::newRow(qPrintable(name)) << name;
    }

    void whatIsWrittenReadsBackEqual()
    {
        QFETCH(QString, name);
        const Fault &fault = *FaultCatalogue::standard().find(name);
        using Type = FaultArgument::Type;
        std::vector<NetworkStep> steps;
        for (const bool most : {false, true}) {
            NetworkStep each = step(most ? 61'234'567'000 : 250 * kMillisecond, most ? u"*"_s : u"A"_s, name);
            if (fault.lasts)
                each.command.ends = Ends::after(most ? 24 * 3600 * kSecond : 0);
            for (const FaultArgument &argument : fault.arguments) {
                FaultValue value = most ? argument.most : argument.least;
                if (argument.type == Type::Duration)
                    value = most ? 90 * kSecond : 1'001'000;
                else if (argument.type == Type::Number)
                    value = most ? 1.0 / 3 : 0.0;
                else if (argument.type == Type::Text)
                    value = !most                                                            ? u""_s
                            : argument.group == FaultArgument::Group::Own && name == u"http" ? u"a\"\\"_s
                                                                                             : u"é\"\\"_s;
                else if (!argument.choices.isEmpty())
                    value = most ? argument.choices.last() : argument.choices.first();
                each.command.args.set(argument.name, value);
            }
            steps.push_back(each);
        }
        const Result<QString> text = withSchedule(kHead, steps, ScheduleEdit::Append);
        QVERIFY2(text, text ? "" : qPrintable(text.error().toString()));
        const ManifestReading reading = readManifest(*text, u"scenario.toml"_s);
        QVERIFY(reading.ok());
        QVERIFY(withoutLines(reading.manifest.network) == steps);
    }

    void everythingElseStays_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("edit");
        QTest::addColumn<QString>("after");
        const int append = static_cast<int>(ScheduleEdit::Append);
        const int replace = static_cast<int>(ScheduleEdit::Replace);
        const QString added = u"[[network]]\nat     = \"2s\"\nclient = \"A\"\nfault  = \"freeze\"\n"_s;
        const QString old = u"[[network]]\nat = \"1s\" # soon\nclient = \"B\"\n\n# why\nfault = \"cut\"\n"_s;
        const QString lesson = u"# the lesson\n[[step]]\ntext = \"\"\"\n[[network]]\n\"\"\"\n"_s;

        QTest::newRow("first, at the end") << kHead << append << kHead + u'\n' + added;
        QTest::newRow("no line's end") << kHead.chopped(1) << append << kHead + u'\n' + added;
        QTest::newRow("first, before the lesson")
            << kHead + u'\n' + lesson << append << kHead + u'\n' + added + u'\n' + lesson;
        QTest::newRow("first, before a lesson without room")
            << kHead + lesson << append << kHead + u'\n' + added + u'\n' + lesson;
        QTest::newRow("after what is there") << kHead + u'\n' + old + u'\n' + lesson << append
                                             << kHead + u'\n' + old + u'\n' + added + u'\n' + lesson;
        QTest::newRow("after the last line")
            << kHead + u'\n' + old << append << kHead + u'\n' + old + u'\n' + added;
        QTest::newRow("in its place") << kHead + u"\n# a comment\n"_s + old + u'\n' + lesson << replace
                                      << kHead + u"\n# a comment\n"_s + added + u'\n' + lesson;
        QTest::newRow("in the place of two")
            << kHead + u'\n' + old + u'\n' + old + u"\n# between\n\n"_s + old + u'\n' + lesson << replace
            << kHead + u'\n' + added + u"\n# between\n\n"_s + lesson;
        QTest::newRow("in the place of none") << kHead << replace << kHead + u'\n' + added;
        QTest::newRow("spaced header") << kHead + u"\n  [[ \"network\" ]]  # x\nat=\"1s\"\nclient='A'\n"
                                                  "fault='''cut'''\n\n[[step]]\ntext='x'\n"_s
                                       << replace << kHead + u'\n' + added + u"\n[[step]]\ntext='x'\n"_s;
    }

    void everythingElseStays()
    {
        QFETCH(QString, before);
        QFETCH(int, edit);
        QFETCH(QString, after);
        const Result<QString> text =
            withSchedule(before, {step(2 * kSecond, u"A"_s, u"freeze"_s)}, static_cast<ScheduleEdit>(edit));
        QVERIFY2(text, text ? "" : qPrintable(text.error().toString()));
        QCOMPARE(*text, after);
        // The same with the other line ends.
        QString dos = before;
        dos.replace(u"\n"_s, u"\r\n"_s);
        QString dosAfter = after;
        dosAfter.replace(u"\n"_s, u"\r\n"_s);
        const Result<QString> dosText =
            withSchedule(dos, {step(2 * kSecond, u"A"_s, u"freeze"_s)}, static_cast<ScheduleEdit>(edit));
        QVERIFY(dosText);
        QCOMPARE(*dosText, dosAfter);
    }

    void nothingInTheirPlaceTakesThemAway()
    {
        const QString text = kHead + u"\n[[network]]\nat=\"1s\"\nclient=\"A\"\nfault=\"cut\"\n\n[[step]]\n"
                                     "text=\"x\"\n"_s;
        const Result<QString> without = withSchedule(text, {}, ScheduleEdit::Replace);
        QVERIFY(without);
        QCOMPARE(*without, kHead + u"\n[[step]]\ntext=\"x\"\n"_s);
    }

    void saysWhyNot_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("error");
        QTest::newRow("broken") << u"title = \n"_s << u"A"_s << u"mend this before a schedule is put in"_s;
        QTest::newRow("one list") << kHead + u"network = [{at=\"1s\", client=\"A\", fault=\"cut\"}]\n"_s
                                  << u"A"_s << u"the schedule is written as one list"_s;
        QTest::newRow("stranger") << kHead << u"C"_s
                                  << u"these entries do not fit this scenario: \"C\" is no client"_s;
    }

    void saysWhyNot()
    {
        QFETCH(QString, before);
        QFETCH(QString, client);
        QFETCH(QString, error);
        const Result<QString> text = withSchedule(before, {step(0, client, u"cut"_s)}, ScheduleEdit::Append);
        QVERIFY(!text);
        QVERIFY2(text.error().message.contains(error), qPrintable(text.error().message));
        QCOMPARE(text.error().file, u"scenario.toml"_s);
    }

    void tellsWhenThereAreTooMany()
    {
        const std::vector<NetworkStep> many(kMaxNetworkSteps + 1, step(0, u"A"_s, u"cut"_s));
        const Result<QString> text = withSchedule(kHead, many, ScheduleEdit::Append);
        QVERIFY(!text);
        QVERIFY(text.error().message.contains(u"too many"_s));
    }
};

QTEST_GUILESS_MAIN(TestScheduleWriter)
#include "tst_schedulewriter.moc"
