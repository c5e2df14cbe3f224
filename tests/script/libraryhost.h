#pragma once

#include <script/scriptrun.h>

#include <core/random.h>

#include <QStringList>

#include <optional>

// A script with the library and no server: for tests of the library alone.
class LibraryHost
{
public:
    explicit LibraryHost(const swapscope::js::Limits &limits)
        : run(
              QStringLiteral("server.js"), [this](auto &context, const auto &host) { offer(context, host); },
              limits)
    {
    }

    // Calls the last cue.
    swapscope::js::Outcome call(std::span<const swapscope::js::Argument> arguments = {})
    {
        return run.call(cue, arguments);
    }

    QStringList logged; // "LINE level text"
    swapscope::Random chance{1};
    swapscope::ScriptHandler cue; // the last one
    swapscope::ScriptRun run;

private:
    void offer(swapscope::js::Context &context, const swapscope::js::Value &host)
    {
        using Call = swapscope::js::NativeCall;
        context.define(host, "loading", [](Call &call) { call.give(true); });
        context.define(host, "random", [this](Call &call) { call.give(chance.uniform()); });
        context.define(host, "params", [](Call &call) { call.give(QJsonObject()); });
        context.define(host, "mayLog", [](Call &call) { call.give(true); });
        context.define(host, "log", [this](Call &call) {
            logged.push_back(QString::number(call.integer(2)) + u' ' + call.text(0) + u' ' + call.text(1));
        });
        context.define(host, "addCue", [this](Call &call) {
            const auto place = call.value(2);
            cue = {call.value(1),
                   {},
                   {call.text(0),
                    {static_cast<int>(place.property("line").number()),
                     static_cast<int>(place.property("column").number())}}};
        });
        context.set(host, "faults",
                    QJsonObject{{QStringLiteral("names"), QJsonArray{QStringLiteral("cut")}},
                                {QStringLiteral("arguments"), QJsonObject()}});
    }
};
