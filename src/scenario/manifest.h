#pragma once

#include <core/clock.h>
#include <core/result.h>
#include <faults/catalogue.h>
#include <trace/condition.h>

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
    Nanoseconds at = 0;   // since the start of the run
    FaultCommand command; // its client is one of Manifest::clients, or "*": every client
    int line = 0;         // in scenario.toml, from 1

    friend bool operator==(const NetworkStep &, const NetworkStep &) = default;
};

// One thing that the program does for a step, on request ("Show me") or when it plays the lesson: `do = …`.
struct StepAction
{
    enum class Type {
        Cue,     // name: the cue's label
        Fault,   // command: a fault or a preset, and whose
        Param,   // name, value: one of its choices
        Deploy,  // code: the close code; time: how long the server is away
        Hide,    // client's page goes into the background
        Reveal,  // … and comes back
        Reload,  // client's page
        Click,   // name: a CSS selector in client's page
        Fill,    // name: a CSS selector of a field in client's page; value; submit: then press Enter in it
        Wait,    // time
        Hold,    // the link keeps client's messages for the hand
        Step,    // … lets the next one pass
        Release, // … lets all pass and no longer keeps them
    };
    Type type = Type::Wait;
    QString client; // a name, to hold also "*"; empty where it plays no part
    QString name;
    QString value;
    bool submit = false;
    int code = 0;
    Nanoseconds time = 0;
    FaultCommand command;

    // Whose it is: a name, "*" or, where that plays no part, nothing.
    QString whose() const { return type == Type::Fault ? command.client : client; }

    friend bool operator==(const StepAction &, const StepAction &) = default;
};

// `[step.question]`
struct StepQuestion
{
    QString text;
    QStringList choices; // at least two, each once
    int answer = 1;      // the choice that is right, from 1
    QString explain;     // shown with the answer; may be empty

    friend bool operator==(const StepQuestion &, const StepQuestion &) = default;
};

// `[[step]]`: one step of the lesson.
struct LessonStep
{
    QString text;
    QString htmx;                // only under this version; empty: under all
    std::vector<Condition> done; // all, in this order; none: no event ticks it
    std::optional<StepQuestion> question;
    std::vector<StepAction> actions; // `do`, in this order; may be none
    QString show;                // where to look: one of showPlaces(), or with a client: "page:B", "lane:B"
    std::optional<bool> crucial; // as the manifest says (crucialSteps() tells which are)
    int line = 0;                // in scenario.toml, from 1

    friend bool operator==(const LessonStep &, const LessonStep &) = default;
};

// `[[crowd]]`: simulated clients without a page that hold a WebSocket each.
struct ManifestCrowd
{
    QString name;       // of the client as which the trace knows them all; faults may name it
    int count = 1;      // 1 to kMaxCrowdCount
    QString path;       // of the WebSocket
    QString policy;     // how they come back: "htmx2-ws" or "htmx4-ws"
    bool jitter = true; // false: each wait is the middle of what the policy may draw
    int line = 0;       // in scenario.toml, from 1

    friend bool operator==(const ManifestCrowd &, const ManifestCrowd &) = default;
};

struct Manifest
{
    QString title;
    QString summary;
    QString teaches;     // one sentence; may be empty
    QString chapter;     // one of chapters()' names; empty: none is said
    int order = 0;       // within the chapter; 0: none is said, after all others
    int minutes = 0;     // how long it takes; 0: not said
    QStringList tags;    // lower-case words
    QStringList covers;  // lines of the manual's table of what is covered: "pattern-1"
    QStringList expects; // findings that the scenario means to provoke, by their rules
    QStringList silence; // findings that the coach keeps to itself here, by their rules
    QStringList htmx;    // "2", "4": the versions it runs under, the first is the default; never empty
    QStringList clients; // the pages opened at the start; never empty, each once, at most kMaxClients
    std::vector<ManifestParam> params; // in the order of the file
    std::vector<ManifestCrowd> crowds; // in the order of the file
    std::vector<NetworkStep> network;  // in the order of the file
    std::vector<LessonStep> steps;     // in the order of the file

    // The parameter of this name, or null. Valid as long as params is not changed.
    const ManifestParam *param(QStringView name) const;
    // The crowd of this name, or null. Valid as long as crowds is not changed.
    const ManifestCrowd *crowd(QStringView name) const;
    // The lesson under a version of htmx.
    std::vector<LessonStep> stepsUnder(QStringView version) const;
    // The value that every parameter starts with, by name.
    QMap<QString, QString> defaults() const;

    friend bool operator==(const Manifest &, const Manifest &) = default;
};

inline constexpr int kMaxClients = 12;
inline constexpr int kMaxCrowds = 4;
inline constexpr int kMaxCrowdCount = 200;
inline constexpr int kMaxClientName = 16; // characters
inline constexpr int kMaxParams = 32;
inline constexpr int kMaxChoices = 32;
inline constexpr int kMaxNetworkSteps = 1000;
inline constexpr int kMaxLessonSteps = 100;
inline constexpr int kMaxConditions = 20; // of a step
inline constexpr int kMaxActions = 50;    // of a step
inline constexpr int kMaxWords = 100;     // in tags, covers, expects and silence, each

// A part of the course.
struct Chapter
{
    QString name;  // in the manifest: "first-steps"
    QString title; // "First steps"
};
// In the course's order.
const std::vector<Chapter> &chapters();

// What `show` can name: "lesson", "editor", …; "page" and "lane" take a client ("page:B").
const QStringList &showPlaces();

// The steps, from 0, without whose `do` the lesson must not go on: those that say `crucial = true`; where
// none does, the first that does a fault, preset, deploy, hide or reload and does not say `crucial = false`.
std::vector<int> crucialSteps(const std::vector<LessonStep> &steps);

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
ManifestReading readManifest(const QString &text, const QString &file,
                             const FaultCatalogue &faults = FaultCatalogue::standard());

// Checks a `--param NAME=VALUE`: an error names the parameters, or the choices, that exist.
Result<void> checkParam(const Manifest &manifest, const QString &name, const QString &value);

} // namespace swapscope
