#pragma once

#include <core/result.h>
#include <scenario/tokens.h>

#include <QStringList>

namespace swapscope {

// A module rewritten as the body of a function, because Qt's engine reads modules from files only, would read
// any file that is imported, and keeps no columns of a module's errors. Lines and columns stay as they were.
//
// The one import that there is, of "swapscope", becomes a `const { … } = swapscope` in the function's head,
// in front of the first line; so imports are there before everything else, as in a module.
//
// The function that runs is not strict, though a module is: in strict code the engine compiles `return
// html`…${f()}`` so that the result of f() is returned and the rest of the template is lost (and so are the
// frames of calls in a tail position). What strictness would refuse is refused all the same: the strict
// program finds what is wrong in the text, undeclaredAssignment() the assignments that make a global.
struct ModuleSource
{
    QString program;       // an expression whose value is the function; evaluate it with kModuleFirstLine
    QString strictProgram; // the same, to be compiled only
};

// The line number of the program's first line, with which the script's own first line is line 1.
inline constexpr int kModuleFirstLine = 0;

// `exports`: the names that "swapscope" has. An error has the place in `file`: another module, a name that
// is not there, a default import, an `export`, a `return` outside of a function. Pure; any thread.
Result<ModuleSource> prepareModule(const Tokens &tokens, const QString &file, const QStringList &exports);

// Where a name is assigned to that nothing on the way declares: the first “NAME = …”, which is no property's.
// -1: nowhere in this text, or the text also speaks of globalThis.NAME.
int undeclaredAssignment(const Tokens &tokens, QStringView name);

// The name of `names` that somebody meant who wrote `name`: at most two letters away. Empty: none.
QString nearestName(QStringView name, const QStringList &names);

} // namespace swapscope
