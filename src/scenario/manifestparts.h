#pragma once

#include "manifest.h"
#include "tomlreader.h"

namespace swapscope {

// The parts of scenario.toml, one source file for each. Each function reads its keys of the root table into
// the manifest and reports errors to the reader. They must be called in this order, because network and
// lesson refer to clients and parameters.

void readHead(TomlReader &reader, const toml::table &root, Manifest *manifest); // and the parameters
void readCrowds(TomlReader &reader, const toml::table &root, Manifest *manifest);
void readNetwork(TomlReader &reader, const toml::table &root, const FaultCatalogue &faults,
                 Manifest *manifest);
void readLesson(TomlReader &reader, const toml::table &root, const FaultCatalogue &faults,
                Manifest *manifest);

// One condition of a step's `done`. Reports an error and returns nothing if the table is none.
std::optional<Condition> readCondition(TomlReader &reader, const toml::table &table,
                                       const Manifest &manifest);
// One action of a step's `do`. Reports an error and returns nothing if the table is none.
std::optional<StepAction> readAction(TomlReader &reader, const toml::table &table, const Manifest &manifest,
                                     const FaultCatalogue &faults);

// True if the name can be given to a client, and the error message for when it cannot.
bool isClientName(const QString &name);
QString clientNameAdvice(const QString &name);

// True if `name` is a client or a crowd of the manifest, or "*" if orAll. Else reports an error at the node.
bool isClient(TomlReader &reader, const toml::node &node, const QString &name, const Manifest &manifest,
              bool orAll);

// readFault(): a fault, given by `fault = …` and the keys of its arguments in the same table. where: the
// table for error messages, "[[network]]"; keys: what else the table may have. readPreset(): the name that
// `preset = …` gives. The command has no client yet. If an error was reported, the result is incomplete.
FaultCommand readFault(TomlReader &reader, const toml::table &table, const QString &where,
                       const QStringList &keys, const FaultCatalogue &faults);
QString readPreset(TomlReader &reader, const toml::table &table);

} // namespace swapscope
