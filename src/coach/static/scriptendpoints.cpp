#include "scriptendpoints.h"

#include <algorithm>
#include <optional>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

ScriptEndpoints::ScriptEndpoints(const ScriptCode &code)
{
    const SyntaxTree &tree = code.tree();
    const TextPlaces places(tree.script());
    for (int i = 0; i < tree.size(); ++i) {
        if (!tree.is(i, SyntaxNode::CallExpression))
            continue;
        const QString called = code.importOf(tree.child(i, u"callee"));
        if (called != u"ws" && called != u"sse")
            continue;
        const ScriptCode::Arguments arguments = code.argumentsOf(i);
        ScriptEndpoint endpoint;
        endpoint.way = called == u"ws" ? Way::Socket : Way::Stream;
        endpoint.place = places.at(tree[i].begin);
        if (const int path = code.standsFor(arguments.at(0)); tree.isString(path))
            endpoint.path = tree[path].text;
        m_declarations.push_back({i, endpoint.way});
        readOptions(code, arguments.at(1), &endpoint);
        m_all.push_back(std::move(endpoint));
    }
}

// { channel: room, heartbeat: "30s", open(client) { … } }
void ScriptEndpoints::readOptions(const ScriptCode &code, int options, ScriptEndpoint *endpoint)
{
    const std::optional<WrittenObject> written = code.objectOf(options);
    if (!written)
        return;
    endpoint->certain = written->complete;
    for (const WrittenObject::Member &option : written->members) {
        endpoint->options << option.name;
        if (option.name == u"channel")
            endpoint->channel = channelOf(code, option.value);
        if (option.name == u"snapshot")
            m_snapshots.push_back({option.value, endpoint->way});
        if (const int handler = code.standsFor(option.value);
            handler >= 0 && code.tree()[handler].isFunction())
            m_declarations.push_back({handler, endpoint->way});
    }
}

QString ScriptEndpoints::channelOf(const ScriptCode &code, int expression)
{
    const SyntaxTree &tree = code.tree();
    const int meant = code.standsFor(expression);
    if (tree.is(meant, SyntaxNode::CallExpression) &&
        code.importOf(tree.child(meant, u"callee")) == u"channel") {
        if (const int name = code.standsFor(code.argumentsOf(meant).at(0)); tree.isString(name))
            return u"channel "_s + tree[name].text;
    }
    if (!tree.is(expression, SyntaxNode::Identifier))
        return {};
    const int variable = code.bindingOf(expression);
    return variable < 0 ? u"global "_s + tree[expression].text : u"variable %1"_s.arg(variable);
}

Way ScriptEndpoints::onlyWay() const
{
    if (m_all.empty())
        return Way::Unknown;
    const Way way = m_all.front().way;
    const bool all =
        std::all_of(m_all.begin(), m_all.end(), [way](const ScriptEndpoint &e) { return e.way == way; });
    return all ? way : Way::Unknown;
}

Way ScriptEndpoints::wayOfChannel(const QString &channel) const
{
    std::optional<Way> way;
    for (const ScriptEndpoint &endpoint : m_all) {
        if (channel.isEmpty() || !endpoint.certain ||
            (endpoint.options.contains(u"channel"_s) && endpoint.channel.isEmpty()))
            return onlyWay();
        if (endpoint.channel != channel)
            continue;
        if (way && *way != endpoint.way)
            return Way::Unknown;
        way = endpoint.way;
    }
    return way.value_or(onlyWay());
}

Way ScriptEndpoints::wayOfSend(const ScriptCode &code, int node) const
{
    std::optional<Way> way;
    for (int around = node; around >= 0; around = code.tree()[around].parent) {
        for (const Declaration &declaration : m_declarations) {
            if (declaration.node != around)
                continue;
            if (way && *way != declaration.way)
                return Way::Unknown; // a handler of both
            way = declaration.way;
        }
    }
    return way.value_or(onlyWay());
}

} // namespace swapscope
