#pragma once

#include <core/result.h>
#include <scenario/faultspecs.h>

#include <QStringList>
#include <QVariant>
#include <QVariantMap>

#include <vector>

namespace swapscope {

// How a fault's arguments are shown to a person, and how what is typed becomes one. Pure.

// What an argument is about; a form has a group for each.
enum class ArgGroup { Own, Which, When };

struct ArgWords
{
    QString label;       // "After messages"
    QString hint;        // what it means, a sentence
    QString placeholder; // what holds when nothing is given
    QStringList choices; // not empty: one of these
    ArgGroup group = ArgGroup::Own;
};

// Of every argument in faultSpecs(), and "for".
ArgWords wordsOf(const FaultArg &arg);
// The argument "for" of the faults that take it.
const FaultArg &forArgument();
// Every argument of a fault in the order of a form, "for" as the last when it takes it.
std::vector<FaultArg> formArguments(const FaultSpec &spec);

// The value of what was typed: a QVariant as Link::apply() takes it, none for an optional one that is empty.
// The error is a few words for beside the field.
Result<QVariant> readArgument(const FaultArg &arg, const QString &typed);
// The value as readArgument() reads it back.
QString argumentText(const FaultArg &arg, const QVariant &value);

// A fault in a few words: "cut for 5 s", "close 1012 “deploy”", "lose 10 %, down, next 3".
QString faultPhrase(const QString &fault, const QVariantMap &args);

} // namespace swapscope
