#include "presets.h"

#include "catalogue.h"

#include <algorithm>

namespace swapscope {

namespace {

PresetStep step(const char *fault, const FaultArguments &args = {}, Ends ends = Ends::byHand(),
                Nanoseconds at = 0)
{
    return {at, {.fault = QString::fromLatin1(fault), .args = args, .ends = ends}};
}

std::vector<Preset> makePresets()
{
    const QString code = QStringLiteral("code");
    const QString reason = QStringLiteral("reason");
    const QString deploy = QStringLiteral("deploy");
    return {
        {QStringLiteral("wifi-drop"),
         QStringLiteral("Wi-Fi drop"),
         QStringLiteral(
             "The radio is gone for 3 s and comes back with the same address: TCP repeats what was "
             "lost, so everything comes late and nothing is missing."),
         {step("freeze", {}, Ends::after(3 * kSecond))}},
        {QStringLiteral("tunnel"),
         QStringLiteral("Tunnel"),
         QStringLiteral(
             "20 s without a signal: nothing arrives and nothing closes; then the phone has another "
             "address, and the old connections are reset."),
         {step("halfopen", {}, Ends::after(20 * kSecond)), step("cut", {}, Ends::atOnce(), 20 * kSecond)}},
        {QStringLiteral("slow-3g"),
         QStringLiteral("Slow 3G"),
         QStringLiteral(
             "400 kbit/s each way and a round trip of 400 ms, as WebPageTest's profile of this name "
             "has them, with 50 ms of jitter each way."),
         {step("latency", {{QStringLiteral("delay"), 200 * kMillisecond},
                           {QStringLiteral("jitter"), 50 * kMillisecond}}),
          step("bandwidth", {{QStringLiteral("kbit"), 400}})}},
        {QStringLiteral("deploy-1012"),
         QStringLiteral("Deploy (1012)"),
         QStringLiteral(
             "The server closes with 1012, service restart, and refuses for 3 s; htmx 2 and 4 both "
             "come back."),
         {step("refuse", {}, Ends::after(3 * kSecond)), step("close", {{code, 1012}, {reason, deploy}})}},
        {QStringLiteral("deploy-1001"),
         QStringLiteral("Deploy (1001)"),
         QStringLiteral("The server closes with 1001, going away, as many do by themselves, and refuses for "
                        "3 s; sockets of htmx 2 do not come back."),
         {step("refuse", {}, Ends::after(3 * kSecond)), step("close", {{code, 1001}, {reason, deploy}})}},
        {QStringLiteral("corporate-proxy"),
         QStringLiteral("Corporate proxy"),
         QStringLiteral(
             "A proxy ends what has been idle for 60 s, the default of nginx for a server that says "
             "nothing, and adds 20 ms each way."),
         {step("idle", {{QStringLiteral("timeout"), 60 * kSecond}}),
          step("latency", {{QStringLiteral("delay"), 20 * kMillisecond},
                           {QStringLiteral("jitter"), 5 * kMillisecond}})}},
        {QStringLiteral("flaky"),
         QStringLiteral("Flaky"),
         QStringLiteral(
             "80 ± 60 ms each way, one message in fifty tears its connection, and one request for a "
             "connection in five gets a 503."),
         {step("latency",
               {{QStringLiteral("delay"), 80 * kMillisecond}, {QStringLiteral("jitter"), 60 * kMillisecond}}),
          step("truncate", {{QStringLiteral("probability"), 0.02}}),
          step("http", {{QStringLiteral("status"), 503}, {QStringLiteral("probability"), 0.2}})}},
        {QStringLiteral("flapping-server"),
         QStringLiteral("Flapping server"),
         QStringLiteral(
             "For 30 s every connection opens and is dropped 200 ms later, as by a server that dies "
             "while it starts."),
         {step("cut", {}, Ends::atOnce()),
          step("flap", {{QStringLiteral("open_for"), 200 * kMillisecond}}, Ends::after(30 * kSecond))}},
        {QStringLiteral("captive-portal"),
         QStringLiteral("Captive portal"),
         QStringLiteral(
             "The connections are gone and every request gets a page of the network's own with status "
             "200, for 30 s."),
         {step("cut", {}, Ends::atOnce()), step("http",
                                                {{QStringLiteral("status"), 200},
                                                 {QStringLiteral("type"), QStringLiteral("text/html")},
                                                 {QStringLiteral("requests"), QStringLiteral("all")}},
                                                Ends::after(30 * kSecond))}},
    };
}

} // namespace

std::optional<Nanoseconds> Preset::duration() const
{
    Nanoseconds end = 0;
    for (const PresetStep &step : steps) {
        const Fault *fault = FaultCatalogue::standard().find(step.command.fault);
        const std::optional<Nanoseconds> lasts = step.command.ends.time();
        if (!lasts && fault && fault->lasts)
            return {};
        end = std::max(end, step.at + lasts.value_or(0));
    }
    return end;
}

const std::vector<Preset> &presets()
{
    static const std::vector<Preset> all = makePresets();
    return all;
}

const Preset *findPreset(QStringView name)
{
    const std::vector<Preset> &all = presets();
    const auto found =
        std::find_if(all.begin(), all.end(), [name](const Preset &each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

QStringList presetNames()
{
    QStringList names;
    for (const Preset &preset : presets())
        names << preset.name;
    return names;
}

} // namespace swapscope
