#pragma once

#include <QObject>
#include <QString>
#include <QStringView>

#include <vector>

class QJsonArray;

namespace swapscope {

// A node of a script's syntax tree (ESTree, https://github.com/estree/estree).
struct SyntaxNode
{
    Q_GADGET

public:
    // The types that somebody asks for, by their names in ESTree.
    enum Type {
        Other,
        ArrayExpression,
        ArrowFunctionExpression,
        AssignmentExpression,
        AssignmentPattern,
        AwaitExpression,
        BlockStatement,
        CallExpression,
        CatchClause,
        ChainExpression,
        ClassDeclaration,
        ClassExpression,
        ConditionalExpression,
        ForInStatement,
        ForOfStatement,
        ForStatement,
        FunctionDeclaration,
        FunctionExpression,
        Identifier,
        ImportNamespaceSpecifier,
        ImportSpecifier,
        Literal,
        LogicalExpression,
        MemberExpression,
        ObjectExpression,
        ObjectPattern,
        Program,
        Property,
        ReturnStatement,
        SpreadElement,
        StaticBlock,
        SwitchStatement,
        TaggedTemplateExpression,
        TemplateElement,
        TemplateLiteral,
        UnaryExpression,
        UpdateExpression,
        VariableDeclaration,
        VariableDeclarator,
    };
    Q_ENUM(Type)

    Type type = Other;
    QString role;        // the property of its parent that it is, or is listed in: "callee", "arguments"
    qsizetype begin = 0; // offsets in the script
    qsizetype end = 0;   // behind its last character
    int parent = -1;     // -1: the whole script
    int after = 0;       // the first node that is not in it
    QString text; // of an identifier its name, of a string what it means, of others their operator or kind
    bool computed = false; // of a member or a property: its name stands in brackets
    bool string = false;   // of a literal: it is a string

    bool isFunction() const
    {
        return type == ArrowFunctionExpression || type == FunctionDeclaration || type == FunctionExpression;
    }
};

// A script as a tree: its nodes in one list, each before those that are in it, so that the nodes in `i` are
// those from i + 1 to before nodes[i].after. A plain value; any thread.
class SyntaxTree
{
public:
    SyntaxTree() = default;
    // `nodes` is what syntax.js makes of `script`.
    SyntaxTree(const QString &script, const QJsonArray &nodes);

    const QString &script() const { return m_script; }
    int size() const { return static_cast<int>(m_nodes.size()); }
    const SyntaxNode &operator[](int i) const { return m_nodes[static_cast<size_t>(i)]; }

    // `i` is a node of this type; false when it is none.
    bool is(int i, SyntaxNode::Type type) const { return i >= 0 && (*this)[i].type == type; }
    bool isString(int i) const { return is(i, SyntaxNode::Literal) && (*this)[i].string; }
    // The node that has this role in `i`, the first of several; -1: there is none, or `i` is none.
    int child(int i, QStringView role) const;
    // All that have it, in the order of the script.
    std::vector<int> children(int i, QStringView role) const;
    // The innermost function that `i` is in; -1: none.
    int functionAround(int i) const;
    // The name of a property or member that stands there as a word or in quotes; empty: it is computed.
    QString nameOfKey(int i) const;

private:
    QString m_script;
    std::vector<SyntaxNode> m_nodes;
};

// What came of reading a script.
struct ParsedScript
{
    enum class State {
        Read,
        Broken, // it is no JavaScript: whoever runs it says so, with the place
        Unread, // it may be right, and the coach cannot tell
    };

    State state = State::Read;
    SyntaxTree tree; // of one node at most unless it was read
    QString why;     // it was not read: as a sentence without its full stop
};

} // namespace swapscope
