#include "scriptcode.h"

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxDepth = 16; // of names that stand for names

bool isScope(SyntaxNode::Type type)
{
    switch (type) {
    case SyntaxNode::ArrowFunctionExpression:
    case SyntaxNode::BlockStatement:
    case SyntaxNode::CatchClause:
    case SyntaxNode::ForInStatement:
    case SyntaxNode::ForOfStatement:
    case SyntaxNode::ForStatement:
    case SyntaxNode::FunctionDeclaration:
    case SyntaxNode::FunctionExpression:
    case SyntaxNode::Program:
    case SyntaxNode::StaticBlock:
    case SyntaxNode::SwitchStatement:
        return true;
    default:
        return false;
    }
}

void put(WrittenObject *object, const WrittenObject::Member &member)
{
    const auto known = std::find_if(object->members.begin(), object->members.end(),
                                    [&member](const auto &other) { return other.name == member.name; });
    if (known == object->members.end())
        object->members.push_back(member);
    else
        *known = member;
}

} // namespace

const WrittenObject::Member *WrittenObject::member(QStringView name) const
{
    const auto found = std::find_if(members.begin(), members.end(),
                                    [name](const Member &member) { return member.name == name; });
    return found == members.end() ? nullptr : &*found;
}

ScriptCode::ScriptCode(SyntaxTree tree) : m_tree(std::move(tree))
{
    declareAll();
    findChanges();
    findCalls();
}

// The scope in which a declaration at `node` counts.
int ScriptCode::scopeOf(int node, bool ofFunction) const
{
    do {
        node = m_tree[node].parent;
    } while (m_tree[node].parent >= 0 &&
             (ofFunction ? !m_tree[node].isFunction() && m_tree[node].type != SyntaxNode::StaticBlock
                         : !isScope(m_tree[node].type)));
    return node;
}

ScriptCode::Binding &ScriptCode::declare(int scope, int identifier)
{
    const Key key(scope, m_tree[identifier].text);
    if (const auto known = m_names.constFind(key); known != m_names.constEnd()) {
        Binding &twice = m_bindings[static_cast<size_t>(*known)];
        twice = Binding{.constant = false, .declared = true};
        return twice;
    }
    m_names.insert(key, static_cast<int>(m_bindings.size()));
    return m_bindings.emplace_back(Binding{.declared = true});
}

// The identifiers that a pattern binds or assigns to: not its keys, and not what it takes where nothing is
// given.
std::vector<int> ScriptCode::namesIn(int pattern) const
{
    std::vector<int> names;
    for (int i = pattern; i < m_tree[pattern].after;) {
        const SyntaxNode &node = m_tree[i];
        const bool inPattern = i > pattern;
        if (node.type == SyntaxNode::MemberExpression || (inPattern && node.role == u"key") ||
            (inPattern && node.role == u"right")) {
            i = node.after;
            continue;
        }
        if (node.type == SyntaxNode::Identifier)
            names.push_back(i);
        ++i;
    }
    return names;
}

void ScriptCode::declarePattern(int pattern, int scope)
{
    if (pattern < 0)
        return;
    for (const int name : namesIn(pattern))
        declare(scope, name);
}

void ScriptCode::declareVariable(int declarator)
{
    const int declaration = m_tree[declarator].parent;
    const int id = m_tree.child(declarator, u"id");
    const int scope = scopeOf(declaration, m_tree[declaration].text == u"var");
    if (!m_tree.is(id, SyntaxNode::Identifier))
        return declarePattern(id, scope);
    Binding &variable = declare(scope, id);
    if (variable.constant)
        variable.value = m_tree.child(declarator, u"init");
}

void ScriptCode::declareParameters(int function)
{
    const std::vector<int> parameters = m_tree.children(function, u"params");
    for (size_t i = 0; i < parameters.size(); ++i) {
        if (!m_tree.is(parameters[i], SyntaxNode::Identifier)) {
            declarePattern(parameters[i], function);
            continue;
        }
        Binding &parameter = declare(function, parameters[i]);
        parameter.function = function;
        parameter.index = static_cast<int>(i);
    }
}

void ScriptCode::declareAll()
{
    for (int i = 0; i < m_tree.size(); ++i) {
        const SyntaxNode &node = m_tree[i];
        const int id = m_tree.child(i, u"id");
        switch (node.type) {
        case SyntaxNode::VariableDeclarator:
            declareVariable(i);
            break;
        case SyntaxNode::FunctionDeclaration:
            if (id >= 0)
                declare(scopeOf(i, false), id).value = i;
            break;
        case SyntaxNode::FunctionExpression:
            if (id >= 0)
                declare(i, id).value = i;
            break;
        case SyntaxNode::ClassDeclaration:
            if (id >= 0)
                declare(scopeOf(i, false), id);
            break;
        case SyntaxNode::CatchClause:
            declarePattern(m_tree.child(i, u"param"), i);
            break;
        case SyntaxNode::ImportSpecifier:
            declare(scopeOf(i, true), m_tree.child(i, u"local")).imported =
                m_tree[m_tree.child(i, u"imported")].text;
            break;
        case SyntaxNode::ImportNamespaceSpecifier:
            declare(scopeOf(i, true), m_tree.child(i, u"local")).imported = u"*"_s;
            break;
        default:
            break;
        }
        if (node.isFunction())
            declareParameters(i);
    }
}

void ScriptCode::findChanges()
{
    const auto assigned = [this](int target) {
        for (const int name : target < 0 ? std::vector<int>() : namesIn(target)) {
            if (const int known = lookUp(name); known >= 0)
                m_bindings[static_cast<size_t>(known)].constant = false;
        }
    };
    const auto changed = [this](int object) {
        while (m_tree.is(object, SyntaxNode::MemberExpression))
            object = m_tree.child(object, u"object");
        if (const int known = bindingOf(object); known >= 0)
            m_bindings[static_cast<size_t>(known)].changed = true;
    };
    for (int i = 0; i < m_tree.size(); ++i) {
        const SyntaxNode &node = m_tree[i];
        int target = -1;
        if (node.type == SyntaxNode::AssignmentExpression ||
            ((node.type == SyntaxNode::ForInStatement || node.type == SyntaxNode::ForOfStatement) &&
             !m_tree.is(m_tree.child(i, u"left"), SyntaxNode::VariableDeclaration)))
            target = m_tree.child(i, u"left");
        else if (node.type == SyntaxNode::UpdateExpression ||
                 (node.type == SyntaxNode::UnaryExpression && node.text == u"delete"))
            target = m_tree.child(i, u"argument");
        assigned(target);
        for (int k = target; target >= 0 && k < m_tree[target].after; ++k) {
            if (m_tree.is(k, SyntaxNode::MemberExpression))
                changed(k);
        }
        // Object.assign(options, …), Object.defineProperty(options, …)
        if (node.type == SyntaxNode::CallExpression) {
            const int callee = m_tree.child(i, u"callee");
            const int object = m_tree.child(callee, u"object");
            const QString name = object < 0 ? QString() : m_tree.nameOfKey(callee);
            if (m_tree.is(object, SyntaxNode::Identifier) && m_tree[object].text == u"Object" &&
                (name == u"assign" || name.startsWith(u"define")))
                changed(m_tree.child(i, u"arguments"));
        }
    }
}

void ScriptCode::findCalls()
{
    for (int i = 0; i < m_tree.size(); ++i) {
        if (m_tree[i].type != SyntaxNode::CallExpression)
            continue;
        if (const int callee = standsFor(m_tree.child(i, u"callee"));
            callee >= 0 && m_tree[callee].isFunction())
            m_calls.insert(callee, i);
    }
}

int ScriptCode::lookUp(int identifier) const
{
    const QString &name = m_tree[identifier].text;
    for (int scope = m_tree[identifier].parent; scope >= 0; scope = m_tree[scope].parent) {
        if (!isScope(m_tree[scope].type))
            continue;
        if (const auto known = m_names.constFind({scope, name}); known != m_names.constEnd())
            return *known;
    }
    return -1;
}

const ScriptCode::Binding &ScriptCode::binding(int identifier) const
{
    static const Binding kUndeclared;
    const int known = lookUp(identifier);
    return known < 0 ? kUndeclared : m_bindings[static_cast<size_t>(known)];
}

int ScriptCode::follow(int expression, int depth) const
{
    if (expression < 0 || depth > kMaxDepth)
        return expression;
    switch (m_tree[expression].type) {
    case SyntaxNode::AwaitExpression:
        return follow(m_tree.child(expression, u"argument"), depth + 1);
    case SyntaxNode::ChainExpression:
        return follow(m_tree.child(expression, u"expression"), depth + 1);
    case SyntaxNode::Identifier: {
        const Binding &known = binding(expression);
        return known.constant && known.value >= 0 ? follow(known.value, depth + 1) : expression;
    }
    default:
        return expression;
    }
}

int ScriptCode::standsFor(int expression) const
{
    return follow(expression, 0);
}

QString ScriptCode::importOf(int expression) const
{
    const int meant = standsFor(expression);
    if (m_tree.is(meant, SyntaxNode::Identifier)) {
        const Binding &known = binding(meant);
        return known.declared ? known.imported : m_tree[meant].text;
    }
    if (!m_tree.is(meant, SyntaxNode::MemberExpression))
        return {};
    // import * as swapscope from "swapscope": swapscope.ws(…)
    const int object = standsFor(m_tree.child(meant, u"object"));
    return m_tree.is(object, SyntaxNode::Identifier) && binding(object).imported == u"*"
               ? m_tree.nameOfKey(meant)
               : QString();
}

int ScriptCode::bindingOf(int expression) const
{
    // The last name of those that stand for each other.
    for (int depth = 0; depth < kMaxDepth && m_tree.is(expression, SyntaxNode::Identifier); ++depth) {
        const Binding &known = binding(expression);
        if (!known.constant || !m_tree.is(known.value, SyntaxNode::Identifier))
            return lookUp(expression);
        expression = known.value;
    }
    return -1;
}

ScriptCode::Arguments ScriptCode::argumentsOf(int call) const
{
    Arguments arguments;
    for (const int node : m_tree.children(call, u"arguments")) {
        if (!m_tree.is(node, SyntaxNode::SpreadElement)) {
            arguments.nodes.push_back(node);
            continue;
        }
        const int list = standsFor(m_tree.child(node, u"argument"));
        const std::vector<int> elements = m_tree.children(list, u"elements");
        const bool spread = std::any_of(elements.begin(), elements.end(), [this](int element) {
            return m_tree.is(element, SyntaxNode::SpreadElement);
        });
        if (!m_tree.is(list, SyntaxNode::ArrayExpression) || spread) {
            arguments.complete = false;
            return arguments;
        }
        arguments.nodes.insert(arguments.nodes.end(), elements.begin(), elements.end());
    }
    return arguments;
}

std::optional<WrittenObject> ScriptCode::objectOf(int expression) const
{
    return readObject(expression, 0);
}

std::optional<WrittenObject> ScriptCode::readObject(int expression, int depth) const
{
    const int known = bindingOf(expression);
    const int object = standsFor(expression);
    if (!m_tree.is(object, SyntaxNode::ObjectExpression) || depth > kMaxDepth ||
        (known >= 0 && m_bindings[static_cast<size_t>(known)].changed))
        return {};
    WrittenObject written;
    for (const int property : m_tree.children(object, u"properties")) {
        if (m_tree.is(property, SyntaxNode::SpreadElement)) {
            const std::optional<WrittenObject> more =
                readObject(m_tree.child(property, u"argument"), depth + 1);
            written.complete = written.complete && more && more->complete;
            for (const auto &member : more ? more->members : std::vector<WrittenObject::Member>())
                put(&written, member);
            continue;
        }
        const QString name = m_tree.nameOfKey(property);
        if (name.isEmpty())
            written.complete = false;
        else
            put(&written, {name, m_tree.child(property, u"key"), m_tree.child(property, u"value")});
    }
    return written;
}

std::vector<int> ScriptCode::returnsOf(int function) const
{
    std::vector<int> returns;
    if (function < 0 || !m_tree[function].isFunction())
        return returns;
    const int body = m_tree.child(function, u"body");
    if (!m_tree.is(body, SyntaxNode::BlockStatement))
        return {body};
    for (int i = body + 1; i < m_tree[body].after;) {
        if (m_tree[i].isFunction()) {
            i = m_tree[i].after;
            continue;
        }
        if (const int value = m_tree.child(i, u"argument");
            m_tree[i].type == SyntaxNode::ReturnStatement && value >= 0)
            returns.push_back(value);
        ++i;
    }
    return returns;
}

std::vector<int> ScriptCode::givenTo(int expression) const
{
    std::vector<int> given;
    if (!m_tree.is(expression, SyntaxNode::Identifier))
        return given;
    const Binding &parameter = binding(expression);
    if (parameter.function < 0 || !parameter.constant)
        return given;
    for (const int call : m_calls.values(parameter.function)) {
        if (const int argument = argumentsOf(call).at(static_cast<size_t>(parameter.index)); argument >= 0)
            given.push_back(argument);
    }
    std::sort(given.begin(), given.end());
    return given;
}

} // namespace swapscope
