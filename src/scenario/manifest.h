#pragma once

#include "faultspecs.h"

#include <core/clock.h>
#include <core/result.h>

#include <QMap>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <vector>

namespace swapscope {

// What a scenario's `scenario.toml` says. Plain values, no file behind them.

// `[params.NAME]`: shown as a control, read by the script as params.NAME, set by --param NAME=VALUE.
struct ManifestParam
{
    QString name;         // an identifier: letters, digits, '_', not starting with a digit
    QString label;        // for the control; the name when the manifest gives none
    QStringList choices;  // at least one, each once
    QString defaultValue; // one of the choices; the first when the manifest gives none
    int line = 0;         // in scenario.toml, from 1

    friend bool operator==(const ManifestParam &, const ManifestParam &) = default;
};

// `[[network]]`: one entry of the schedule that `play` and the play button run.
struct NetworkStep
{
    Nanoseconds at = 0;                 // since the start of the run
    QString client;                     // one of Manifest::clients, or "*": every client
    QString fault;                      // the name of a FaultSpec
    std::optional<Nanoseconds> forTime; // `for`; absent: until mended
    // The fault's own arguments by name, as its FaultSpec lists them: Duration and Integer as qint64
    // (nanoseconds for a duration), Text as QString. An optional argument that was not given is not in the
    // map.
    QMap<QString, QVariant> args;
    int line = 0; // in scenario.toml, from 1

    friend bool operator==(const NetworkStep &, const NetworkStep &) = default;
};

// What ticks a lesson step: `done = { kind = "link.cut", client = "B" }`. The shape of the trace's matcher:
// an event of this kind in which every field has this value, seen `count` times.
struct StepCondition
{
    QString kind; // a dotted event kind that exists (core/event.h)
    // "client", "conn", "n" and "update" speak of the event itself, every other name of its payload. Values
    // are QString, qint64, double or bool.
    QMap<QString, QVariant> fields;
    int count = 1; // from 1

    friend bool operator==(const StepCondition &, const StepCondition &) = default;
};

// `[[step]]`: one step of the lesson.
struct LessonStep
{
    QString text;
    std::optional<StepCondition> done; // absent: the learner ticks it by hand
    int line = 0;                      // in scenario.toml, from 1

    friend bool operator==(const LessonStep &, const LessonStep &) = default;
};

struct Manifest
{
    QString title;
    QString summary;
    QStringList htmx;    // "2", "4": the versions it runs under, the first is the default; never empty
    QStringList clients; // the pages opened at the start; never empty, each once, at most kMaxClients
    std::vector<ManifestParam> params; // in the order of the file
    std::vector<NetworkStep> network;  // in the order of the file
    std::vector<LessonStep> steps;     // in the order of the file

    // The parameter of this name, or null. Valid as long as params is not changed.
    const ManifestParam *param(QStringView name) const;
    // The value that every parameter starts with, by name.
    QMap<QString, QString> defaults() const;

    friend bool operator==(const Manifest &, const Manifest &) = default;
};

inline constexpr int kMaxClients = 12;
inline constexpr int kMaxClientName = 16; // characters
inline constexpr int kMaxParams = 32;
inline constexpr int kMaxChoices = 32;
inline constexpr int kMaxNetworkSteps = 1000;
inline constexpr int kMaxLessonSteps = 100;

struct ManifestReading
{
    Manifest manifest;         // what could be read; what could not has its default
    std::vector<Error> errors; // every error of the file, in the order of its lines
    bool ok() const { return errors.empty(); }
};

// Reads the text of a scenario.toml (TOML 1.0). `file` is what errors name. Never stops at the first error,
// except at one of TOML's own syntax, after which nothing can be read. An unknown key, a wrong type, a bad
// duration, a client or fault that does not exist are errors that say what is expected, and name what was
// probably meant. Lines and columns count from 1, columns in characters. Pure; any thread.
ManifestReading readManifest(const QString &text, const QString &file);

// Checks a `--param NAME=VALUE`: an error names the parameters, or the choices, that exist.
Result<void> checkParam(const Manifest &manifest, const QString &name, const QString &value);

} // namespace swapscope
