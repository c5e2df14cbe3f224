#include "faultspecs.h"

#include <core/clock.h>

#include <algorithm>

namespace swapscope {

namespace {

using enum FaultArgType;

// What all faults on messages take, besides `for`.
std::vector<FaultArg> ofMessages(std::vector<FaultArg> more = {})
{
    more.insert(more.end(), {{QStringLiteral("direction"), Text, false, 0, 4},
                             {QStringLiteral("kind"), Text, false, 0, 7},
                             {QStringLiteral("event"), Text, false, 0, 200},
                             {QStringLiteral("probability"), Number, false, 0, 1},
                             {QStringLiteral("next"), Integer, false, 1, 1'000'000},
                             {QStringLiteral("after_messages"), Integer, false, 0, 1'000'000},
                             {QStringLiteral("after"), Duration, false}});
    return more;
}

// What all faults on the beginning of connections take, besides `for`.
std::vector<FaultArg> ofAttempts(std::vector<FaultArg> more)
{
    more.insert(more.end(), {{QStringLiteral("requests"), Text, false, 0, 4},
                             {QStringLiteral("probability"), Number, false, 0, 1},
                             {QStringLiteral("next"), Integer, false, 1, 1'000'000},
                             {QStringLiteral("after"), Duration, false}});
    return more;
}

// What faults take that can wait for their moment.
std::vector<FaultArg> later(std::vector<FaultArg> more)
{
    more.insert(more.end(), {{QStringLiteral("after_messages"), Integer, false, 0, 1'000'000},
                             {QStringLiteral("after"), Duration, false}});
    return more;
}

// What all faults of a path take, besides `for`.
std::vector<FaultArg> ofPaths(std::vector<FaultArg> more = {})
{
    more.insert(more.end(), {{QStringLiteral("direction"), Text, false, 0, 4},
                             {QStringLiteral("after"), Duration, false}});
    return more;
}

} // namespace

const FaultArg *FaultSpec::arg(QStringView argName) const
{
    const auto found =
        std::find_if(args.begin(), args.end(), [&](const FaultArg &a) { return a.name == argName; });
    return found == args.end() ? nullptr : &*found;
}

const std::vector<FaultSpec> &faultSpecs()
{
    // RFC 6455: close codes are 1000 to 4999 (7.4.2), a close frame has room for 123 bytes of reason (5.5).
    static const std::vector<FaultSpec> specs = {
        {QStringLiteral("cut"), QStringLiteral("resets every connection and refuses new ones"), true,
         later({{QStringLiteral("probability"), Number, false, 0, 1},
                {QStringLiteral("next"), Integer, false, 1, 1'000'000}})},
        {QStringLiteral("freeze"), QStringLiteral("holds all traffic; nothing is closed and nothing is lost"),
         true, later({{QStringLiteral("direction"), Text, false, 0, 4}})},
        {QStringLiteral("refuse"), QStringLiteral("refuses new connections; those that are open stay"), true,
         later({{QStringLiteral("probability"), Number, false, 0, 1},
                {QStringLiteral("next"), Integer, false, 1, 1'000'000}})},
        {QStringLiteral("close"), QStringLiteral("closes every connection with a close code"), false,
         later({{QStringLiteral("code"), Integer, true, 1000, 4999},
                {QStringLiteral("reason"), Text, false, 0, 123},
                {QStringLiteral("probability"), Number, false, 0, 1}})},
        {QStringLiteral("latency"),
         QStringLiteral("delays every message"),
         true,
         {{QStringLiteral("delay"), Duration, true},
          {QStringLiteral("jitter"), Duration, false},
          {QStringLiteral("distribution"), Text, false, 0, 7},
          {QStringLiteral("direction"), Text, false, 0, 4}}},
        {QStringLiteral("http"), QStringLiteral("answers in the server's place"), true,
         ofAttempts({{QStringLiteral("status"), Integer, true, 200, 599},
                     {QStringLiteral("retry_after"), Duration, false},
                     {QStringLiteral("location"), Text, false, 0, 2000},
                     {QStringLiteral("type"), Text, false, 0, 2000}})},
        {QStringLiteral("flap"), QStringLiteral("lets connections open and drops them at once"), true,
         ofAttempts({{QStringLiteral("open_for"), Duration, false}})},
        {QStringLiteral("handshake"), QStringLiteral("delays the beginning of connections"), true,
         ofAttempts({{QStringLiteral("by"), Duration, true}})},
        {QStringLiteral("lose"), QStringLiteral("leaves messages out"), true, ofMessages()},
        {QStringLiteral("duplicate"), QStringLiteral("sends messages twice"), true, ofMessages()},
        {QStringLiteral("reorder"), QStringLiteral("lets the next message pass the one before it"), true,
         ofMessages({{QStringLiteral("within"), Duration, false}})},
        {QStringLiteral("corrupt"), QStringLiteral("changes one character of a message"), true, ofMessages()},
        {QStringLiteral("delay"), QStringLiteral("delays single messages; others pass them"), true,
         ofMessages({{QStringLiteral("by"), Duration, true}})},
        {QStringLiteral("truncate"), QStringLiteral("ends connections within a message"), true, ofMessages()},
        {QStringLiteral("bandwidth"), QStringLiteral("makes the path narrow"), true,
         ofPaths({{QStringLiteral("kbit"), Integer, true, 1, 1'000'000}})},
        {QStringLiteral("slice"), QStringLiteral("cuts the bytes into small segments"), true,
         ofPaths({{QStringLiteral("bytes"), Integer, false, 1, 1'000'000},
                  {QStringLiteral("gap"), Duration, false}})},
        {QStringLiteral("idle"),
         QStringLiteral("ends connections on which nothing passes"),
         true,
         {{QStringLiteral("timeout"), Duration, true}, {QStringLiteral("after"), Duration, false}}},
        {QStringLiteral("limit"), QStringLiteral("ends connections after so many bytes"), true,
         ofPaths({{QStringLiteral("bytes"), Integer, true, 1, 1'000'000}})},
        {QStringLiteral("halfopen"), QStringLiteral("swallows everything; nothing closes"), true, ofPaths()},
        {QStringLiteral("thaw"), QStringLiteral("ends a freeze"), false, {}},
        {QStringLiteral("mend"), QStringLiteral("ends what keeps connections away"), false, {}},
        {QStringLiteral("clear"), QStringLiteral("ends every fault"), false, {}},
    };
    return specs;
}

const FaultSpec *findFaultSpec(QStringView name)
{
    const auto &specs = faultSpecs();
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const FaultSpec &s) { return s.name == name; });
    return found == specs.end() ? nullptr : &*found;
}

const QStringList &presetNames()
{
    static const QStringList names = {
        QStringLiteral("wifi-drop"),   QStringLiteral("tunnel"),          QStringLiteral("slow-3g"),
        QStringLiteral("deploy-1012"), QStringLiteral("deploy-1001"),     QStringLiteral("corporate-proxy"),
        QStringLiteral("flaky"),       QStringLiteral("flapping-server"), QStringLiteral("captive-portal"),
    };
    return names;
}

} // namespace swapscope
