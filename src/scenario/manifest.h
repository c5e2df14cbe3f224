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

// The contents of a scenario's `scenario.toml`, as plain values. resources/manual describes the format.

// `[params.NAME]`: a choice for the user. The window shows a control, the script reads params.NAME, and the
// command line sets it by --param NAME=VALUE.
struct ManifestParam
{
    QString name;         // an identifier: letters, digits and '_', no digit at its start
    QString label;        // of the control; the name if the manifest has none
    QStringList choices;  // at least one, all different
    QString defaultValue; // one of the choices; the first if the manifest has none
    int line = 0;         // in scenario.toml, from 1

    friend bool operator==(const ManifestParam &, const ManifestParam &) = default;
};

// `[[network]]`: one entry of the network schedule, which the play button and `play` run.
struct NetworkStep
{
    Nanoseconds at = 0;   // since the start of the run
    FaultCommand command; // its client is one of Manifest::clients, or "*": every client
    int line = 0;         // in scenario.toml, from 1

    friend bool operator==(const NetworkStep &, const NetworkStep &) = default;
};

// One entry of a step's `do`: what the program does when the user asks it to show the step ("Show me"), or
// when it plays the lesson by itself. The comments at the types say which members count.
struct StepAction
{
    enum class Type {
        Cue,     // name: the cue's label
        Fault,   // command: a fault or a preset, with its client
        Param,   // name, value: one of its choices
        Deploy,  // code: the close code; time: how long the server is away
        Hide,    // the client's page goes into the background
        Reveal,  // the client's page comes back
        Reload,  // loads the client's page again
        Click,   // name: a CSS selector in the client's page
        Fill,    // name: a CSS selector of a field in the client's page; value: its text; submit
        Wait,    // time
        Hold,    // the client's link holds messages until they are released
        Step,    // the client's link releases the next held message
        Release, // the client's link releases all, and holds no longer
    };
    Type type = Type::Wait;
    QString client; // a name, for Hold also "*"; empty where it does not count
    QString name;
    QString value;
    bool submit = false; // then press Enter in the field
    int code = 0;
    Nanoseconds time = 0;
    FaultCommand command;

    // The client that it is for: a name, "*" for all, empty where no client counts.
    QString whose() const { return type == Type::Fault ? command.client : client; }

    friend bool operator==(const StepAction &, const StepAction &) = default;
};

// `[step.question]`
struct StepQuestion
{
    QString text;
    QStringList choices; // at least two, each once
    int answer = 1;      // number of the right choice, from 1
    QString explain;     // shown with the answer; may be empty

    friend bool operator==(const StepQuestion &, const StepQuestion &) = default;
};

// `[[step]]`: one step of the lesson.
struct LessonStep
{
    QString text;
    QString htmx;                // the version under which the step exists; empty: every version
    std::vector<Condition> done; // must come true in this order; none: no event ticks the step
    std::optional<StepQuestion> question;
    std::vector<StepAction> actions; // `do`, in this order; may be none
    QString show;                // where to look: one of showPlaces(), or with a client: "page:B", "lane:B"
    std::optional<bool> crucial; // as the manifest has it; crucialSteps() decides where it has none
    int line = 0;                // in scenario.toml, from 1

    friend bool operator==(const LessonStep &, const LessonStep &) = default;
};

// `[[crowd]]`: simulated clients without a page that hold a WebSocket each.
struct ManifestCrowd
{
    QString name;       // the client's name that all of them share in the trace and in faults
    int count = 1;      // 1 to kMaxCrowdCount
    QString path;       // of the WebSocket
    QString policy;     // how they reconnect: "htmx2-ws" or "htmx4-ws"
    bool jitter = true; // false: every wait is the middle of the policy's range
    int line = 0;       // in scenario.toml, from 1

    friend bool operator==(const ManifestCrowd &, const ManifestCrowd &) = default;
};

struct Manifest
{
    QString title;
    QString summary;
    QString teaches;     // one sentence; may be empty
    QString chapter;     // one of chapters()' names; empty: the manifest has none
    int order = 0;       // place within the chapter, from 1; 0: after all that have one
    int minutes = 0;     // how long the lesson takes; 0: the manifest does not say
    QStringList tags;    // lower-case words
    QStringList covers;  // rows of the manual's table of what is covered: "pattern-1"
    QStringList expects; // rules of the coach whose findings the scenario provokes on purpose
    QStringList silence; // rules of the coach whose findings are not shown here
    QStringList htmx;    // versions it runs under, "2", "4"; never empty, the first is the default
    QStringList clients; // names of the pages opened at the start; 1 to kMaxClients, all different
    std::vector<ManifestParam> params; // in the order of the file
    std::vector<ManifestCrowd> crowds; // in the order of the file
    std::vector<NetworkStep> network;  // in the order of the file
    std::vector<LessonStep> steps;     // in the order of the file

    // The parameter of this name, or null. Valid as long as params is not changed.
    const ManifestParam *param(QStringView name) const;
    // The crowd of this name, or null. Valid as long as crowds is not changed.
    const ManifestCrowd *crowd(QStringView name) const;
    // The steps of the lesson under a version of htmx.
    std::vector<LessonStep> stepsUnder(QStringView version) const;
    // The default value of every parameter, by its name.
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

// A part of the course; the gallery shows scenarios by chapters.
struct Chapter
{
    QString name;  // in the manifest: "first-steps"
    QString title; // "First steps"
};
// In the course's order.
const std::vector<Chapter> &chapters();

// What `show` can name: "lesson", "editor", …; "page" and "lane" take a client ("page:B").
const QStringList &showPlaces();

// Indexes, from 0, of the crucial steps: those without whose `do` the lesson must not go on. These are the
// steps with `crucial = true`; if there are none, the first one that does a fault, preset, deploy, hide or
// reload and does not have `crucial = false`.
std::vector<int> crucialSteps(const std::vector<LessonStep> &steps);

struct ManifestReading
{
    Manifest manifest;         // what could be read; what could not be has its default value
    std::vector<Error> errors; // every error of the file, in the order of its lines
    bool ok() const { return errors.empty(); }
};

// Reads the text of a scenario.toml (TOML 1.0), which errors call `file`. It reports every error, not the
// first alone, except that nothing can be read after an error of TOML's syntax. Unknown keys, wrong types,
// bad durations and clients or faults that do not exist are errors: each says what is expected, and what was
// probably meant. Lines and columns are counted from 1, columns in characters. Pure; any thread.
ManifestReading readManifest(const QString &text, const QString &file,
                             const FaultCatalogue &faults = FaultCatalogue::standard());

// Checks a parameter's value, as of `--param NAME=VALUE`. The error names the parameters, or the choices,
// that exist.
Result<void> checkParam(const Manifest &manifest, const QString &name, const QString &value);

} // namespace swapscope
