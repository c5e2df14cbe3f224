// One more kind of fault: what is declared here alone can be written in a schedule, given by a script,
// carried out by a link, and is described. Its form in the window is shown by
// tests/app/network/faults/tst_faultform.cpp.
#include <faults/options.h>
#include <link/faultcontrol.h>
#include <scenario/schedulewriter.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// A satellite far away: a long path, a narrow one, and now and then a message is lost.
Fault satelliteFault()
{
    return {.name = u"satellite"_s,
            .summary = u"a long, narrow path that loses messages"_s,
            .manual = u"a path by way of a satellite"_s,
            .arguments = ofMessages(
                {durationArgument(u"height"_s, u"Height"_s, u"How far it is, in time"_s, u"270 ms"_s)
                     .inNeed(u"how far it is"_s)}),
            .replaces = Fault::Replaces::SameMessages,
            .acts = [](const FaultArguments &args) -> Result<FaultActs> {
                return FaultActs{
                    .message = LoseMessage{},
                    .path = {.latency = {args.duration(u"height"_s).value_or(0)}, .bytesPerSecond = 1000}};
            },
            .inForce = [](const FaultArguments &) { return u"satellite"_s; }};
}

FaultCatalogue withOneMore()
{
    std::vector<Fault> faults = FaultCatalogue::standardFaults();
    faults.push_back(satelliteFault());
    return FaultCatalogue(std::move(faults));
}

const QString kManifest = uR"(
title = "One more"
htmx = ["2"]
clients = ["A"]

[[network]]
at = "1s"
client = "A"
fault = "satellite"
height = "270ms"
probability = 0.5
for = "5s"

[[step]]
text = "Far away."
do = { fault = "satellite", client = "A", height = "1s" }
)"_s;

} // namespace

class TestOneMore : public QObject
{
    Q_OBJECT

private:
    const FaultCatalogue m_faults = withOneMore();

    ManifestReading read() const { return readManifest(kManifest, u"scenario.toml"_s, m_faults); }

private Q_SLOTS:
    void aScheduleAndAStepHaveIt()
    {
        const ManifestReading reading = read();
        QVERIFY2(reading.ok(), reading.ok() ? "" : qPrintable(reading.errors.front().toString()));
        const FaultCommand wanted{.client = u"A"_s,
                                  .fault = u"satellite"_s,
                                  .args = {{u"height"_s, 270 * kMillisecond}, {u"probability"_s, 0.5}},
                                  .ends = Ends::after(5 * kSecond)};
        QCOMPARE(reading.manifest.network.at(0).command, wanted);
        QCOMPARE(reading.manifest.steps.at(0).actions.at(0).command.args,
                 (FaultArguments{{u"height"_s, kSecond}}));
        // The program does not know it, and says what was meant or what there is.
        const ManifestReading without = readManifest(kManifest, u"scenario.toml"_s);
        QVERIFY(without.errors.at(0).message.startsWith(u"\"satellite\" is no fault"_s));
        QCOMPARE(without.errors.at(0).line, 9);
    }

    void aScheduleIsWrittenAndReadBack()
    {
        const std::vector<NetworkStep> steps = read().manifest.network;
        QVERIFY(scheduleText(steps, m_faults).contains(u"height      = \"270ms\"\n"_s));
        const Result<QString> twice = withSchedule(kManifest, steps, ScheduleEdit::Append, m_faults);
        QVERIFY(twice);
        QCOMPARE(readManifest(*twice, {}, m_faults).manifest.network.size(), 2U);
    }

    void aScriptGivesIt()
    {
        const Fault &fault = *m_faults.find(u"satellite");
        const Result<FaultCommand> command = commandOf(fault, {{u"height"_s, {u"1s"_s, u"1s"_s}}});
        QVERIFY(command);
        QCOMPARE(command->args, (FaultArguments{{u"height"_s, kSecond}}));
        QCOMPARE(commandOf(fault, {}).error().message, u"network.satellite: height is missing"_s);
    }

    void aLinkCarriesItOutAndTellsOfIt()
    {
        auto clock = std::make_shared<ManualClock>();
        Recorder recorder(clock);
        FaultControl control(u"A"_s, recorder, m_faults);
        QVERIFY(control.apply(read().manifest.network.at(0).command, u"schedule"_s));
        QCOMPARE(control.faults().path(Direction::Up, 0).latency.delay, 270 * kMillisecond);
        QCOMPARE(control.faults().path(Direction::Down, 0).bytesPerSecond, std::optional<qint64>(1000));
        QVERIFY(control.faults().edits(Direction::Down, 0));
        const LinkStatus status = control.status();
        QCOMPARE(status.phrases(), QStringList{u"satellite 50 %"_s});
        QCOMPARE(status.kbitDown, std::optional<qint64>(8));
        QCOMPARE(status.loseDown, 0.5);
        const std::vector<Event> events = recorder.take();
        QCOMPARE(events.at(0).data[Field::Args].toObject()[u"height"_s].toString(), u"270ms"_s);
        QCOMPARE(m_faults.phrase(read().manifest.network.at(0).command),
                 u"satellite 50 %, height 270 ms, for 5 s"_s);
        // By the command that its line in the list has.
        QVERIFY(control.apply(*status.inForce.at(0).end, u"hand"_s));
        QVERIFY(control.status().inForce.empty());
    }
};

QTEST_GUILESS_MAIN(TestOneMore)
#include "tst_onemore.moc"
