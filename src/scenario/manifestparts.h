#pragma once

#include "manifest.h"
#include "tomlreader.h"

namespace swapscope {

// The parts of scenario.toml, a file each. Each reads what it knows from the root table into the manifest and
// notes errors with the reader. In this order: the network and the lesson name clients and parameters.

void readHead(TomlReader &reader, const toml::table &root, Manifest *manifest); // and the parameters
void readCrowds(TomlReader &reader, const toml::table &root, Manifest *manifest);
void readNetwork(TomlReader &reader, const toml::table &root, const FaultCatalogue &faults,
                 Manifest *manifest);
void readLesson(TomlReader &reader, const toml::table &root, const FaultCatalogue &faults,
                Manifest *manifest);

// One condition of a step's `done`; nothing, and an error, when it is none.
std::optional<Condition> readCondition(TomlReader &reader, const toml::table &table,
                                       const Manifest &manifest);
// One thing that a step does; nothing, and an error, when it is none.
std::optional<StepAction> readAction(TomlReader &reader, const toml::table &table, const Manifest &manifest,
                                     const FaultCatalogue &faults);

// Whether it can name a client, and what to say when not.
bool isClientName(const QString &name);
QString clientNameAdvice(const QString &name);

// Whether `name` is one of the clients or crowds, or with orAll "*"; an error at the node if not.
bool isClient(TomlReader &reader, const toml::node &node, const QString &name, const Manifest &manifest,
              bool orAll);

// A fault as `fault = …` and its own keys beside it, or a preset as `preset = …`; the client is left open.
// where: "[[network]]"; keys: what else may stand there. Where an error was noted, what was read is not
// whole.
FaultCommand readFault(TomlReader &reader, const toml::table &table, const QString &where,
                       const QStringList &keys, const FaultCatalogue &faults);
QString readPreset(TomlReader &reader, const toml::table &table);

} // namespace swapscope
