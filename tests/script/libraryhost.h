#pragma once

#include <script/errorplace.h>
#include <script/scriptrun.h>
#include <script/syntaxadvice.h>

#include <core/random.h>

#include <QJSValue>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

// What the script library needs of its host, without a server: for tests of the library alone.
class LibraryHost : public QObject
{
    Q_OBJECT

public:
    QStringList logged; // "LINE level text"
    swapscope::ScriptRun *run = nullptr;
    swapscope::Random chance{1};
    swapscope::ScriptHandler cue; // the last one

    Q_INVOKABLE void wake() { run->wake(); }
    Q_INVOKABLE void noteGlobals(const QStringList &names) { run->noteGlobals(names); }
    Q_INVOKABLE bool loading() const { return true; }
    Q_INVOKABLE int lineOf(const QString &stack) const { return swapscope::placeInStack(stack).line; }
    Q_INVOKABLE QString patternFault(const QString &pattern) const
    {
        const auto fault = swapscope::patternFault(pattern);
        return fault ? fault->sentence : QString();
    }
    Q_INVOKABLE double random() { return chance.uniform(); }
    Q_INVOKABLE QStringList faults() const { return {QStringLiteral("cut")}; }
    Q_INVOKABLE QVariantMap params() const { return {}; }
    Q_INVOKABLE bool mayLog() const { return true; }
    Q_INVOKABLE void log(const QString &level, const QString &text, int line)
    {
        logged.push_back(QString::number(line) + u' ' + level + u' ' + text);
    }
    Q_INVOKABLE void addCue(const QString &label, const QJSValue &handler, int line)
    {
        cue = {handler, {}, label, {QStringLiteral("cue"), {}, line}};
    }
};
