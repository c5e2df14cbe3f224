#pragma once

#include "syntaxtree.h"

#include <QHash>

#include <optional>
#include <vector>

namespace swapscope {

// The members of an object that is written out in a script.
struct WrittenObject
{
    struct Member
    {
        QString name;
        int key = -1; // nodes
        int value = -1;
    };

    std::vector<Member> members; // each name once, the value that stands last
    bool complete = true;        // it has no others

    const Member *member(QStringView name) const;
};

// A script's tree, and the questions that a look at it asks: what does this name stand for, what are this
// call's arguments, what can this function return. Names are resolved as the language does, by their scopes.
// Answers only what the script makes sure without being run.
class ScriptCode
{
public:
    explicit ScriptCode(SyntaxTree tree);

    const SyntaxTree &tree() const { return m_tree; }

    // What an expression is when the names of constants, `await` and `?.` around it are seen through: a node,
    // maybe `expression` itself.
    int standsFor(int expression) const;
    // The name in the module "swapscope" of what an expression stands for, or its own name when nothing in
    // the script declares it; empty: neither.
    QString importOf(int expression) const;
    // The name of the constant or other variable that an expression is, the same for all that mean the same
    // one; -1: it is no name.
    int bindingOf(int expression) const;
    // What a call is given, one after the other; a node each. Ends before what a spread makes unknown.
    struct Arguments
    {
        std::vector<int> nodes;
        bool complete = true;

        int at(size_t i) const { return i < nodes.size() ? nodes[i] : -1; }
    };
    Arguments argumentsOf(int call) const;
    // The members of an object that an expression stands for, with those that are spread into it. Nothing: it
    // is no object, or one that is changed later.
    std::optional<WrittenObject> objectOf(int expression) const;
    // The expressions that a function may return; functions in it have their own.
    std::vector<int> returnsOf(int function) const;
    // What a parameter is given by the calls of its function; none when `expression` is no parameter.
    std::vector<int> givenTo(int expression) const;

private:
    struct Binding
    {
        int value = -1;        // the node that it stands for
        int function = -1;     // it is a parameter of this function
        int index = 0;         // and which
        QString imported;      // from the module: its name there; "*" for all of it
        bool constant = true;  // nothing is assigned to it
        bool changed = false;  // something in it may be changed
        bool declared = false; // by the script
    };
    using Key = std::pair<int, QString>; // the node that is its scope, and its name

    int scopeOf(int node, bool ofFunction) const;
    Binding &declare(int scope, int identifier);
    void declarePattern(int pattern, int scope);
    void declareVariable(int declarator);
    void declareParameters(int function);
    void declareAll();
    void findChanges();
    void findCalls();
    std::vector<int> namesIn(int pattern) const;
    int lookUp(int identifier) const;
    const Binding &binding(int identifier) const;
    int follow(int expression, int depth) const;
    std::optional<WrittenObject> readObject(int expression, int depth) const;

    SyntaxTree m_tree;
    QHash<Key, int> m_names;
    std::vector<Binding> m_bindings;
    QMultiHash<int, int> m_calls; // by the function that they surely call
};

} // namespace swapscope
