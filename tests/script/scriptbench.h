#pragma once

#include <script/scriptengine.h>
#include <server/support.h>
#include <support/commands.h>

#include <QSignalSpy>

// Keeps what a script asked of the network, as "cut B {for: 5000000000}".
class NotedNetwork : public swapscope::NetworkCommands
{
public:
    swapscope::Result<void> apply(const swapscope::FaultCommand &command) override
    {
        if (command.client == QStringLiteral("Z"))
            return swapscope::Error{QStringLiteral("there is no client Z; there are A and B")};
        const QString args = swapscope::test::shownArguments(command);
        asked.push_back(command.fault + u' ' + command.client + (args.isEmpty() ? args : u' ' + args));
        return {};
    }

    QStringList asked;
};

// A listening server with a script engine that drives it.
class ScriptBench : public Bench
{
public:
    ScriptBench() { start({}); }

    swapscope::Result<void> load(const QString &text, const QVariantMap &params = {}, quint64 seed = 1,
                                 const QString &htmx = QStringLiteral("2"))
    {
        return engine.load({QStringLiteral("server.js"), text, params, htmx, seed});
    }
    // Loads what must be fine, with everything of the module imported on the first line.
    void run(const QString &body, const QVariantMap &params = {})
    {
        const auto loaded = load(kImports + body, params);
        if (!loaded)
            qFatal("%s", qPrintable(loaded.error().toString()));
    }
    // The error of a text that must have one, its first line being the second.
    QString errorOf(const QString &body)
    {
        const auto loaded = load(kImports + body);
        return loaded ? QStringLiteral("fine") : loaded.error().toString();
    }
    // "LEVEL TEXT" of every script.log.
    QStringList logged()
    {
        QStringList lines;
        for (const swapscope::Event &event : all(swapscope::Kind::ScriptLog))
            lines.push_back(event.data[swapscope::Field::Level].toString() + u' ' +
                            event.data[swapscope::Field::Text].toString());
        return lines;
    }
    // "LINE:COLUMN TEXT" of every script.error.
    QStringList errors()
    {
        QStringList lines;
        for (const swapscope::Event &event : all(swapscope::Kind::ScriptError))
            lines.push_back(QString::number(event.data[swapscope::Field::Line].toInt()) + u':' +
                            QString::number(event.data[swapscope::Field::Column].toInt()) + u' ' +
                            event.data[swapscope::Field::Text].toString());
        return lines;
    }

    inline static const QString kImports = QStringLiteral(
        "import { html, raw, channel, ws, sse, get, post, put, patch, del, every, after, sleep, cue, "
        "network, server, params, random, console } from 'swapscope'\n");

    NotedNetwork network;
    swapscope::ScriptEngine engine{{server, recorder, network}};
};
