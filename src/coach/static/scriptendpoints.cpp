#include "scriptendpoints.h"

#include "quotedtext.h"

#include <algorithm>
#include <optional>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

ScriptEndpoints::ScriptEndpoints(const QString &script, const ScriptCode &code)
{
    const Tokens &tokens = code.tokens();
    for (int i = 0; i + 1 < tokens.size(); ++i) {
        const bool socket = tokens.isKeyword(i, "ws"_L1);
        if ((!socket && !tokens.isKeyword(i, "sse"_L1)) || !tokens.isAt(i + 1, "("_L1) ||
            tokens[i + 1].match < 0 || tokens.isKeyword(i - 1, "function"_L1))
            continue;
        const std::vector<CodeRange> arguments = code.listIn(i + 1);
        ScriptEndpoint endpoint;
        endpoint.way = socket ? Way::Socket : Way::Stream;
        endpoint.place = {tokens[i].line, tokens[i].column};
        if (!arguments.empty() && arguments[0].size() == 1 && code.isString(arguments[0].first))
            endpoint.path = quotedAt(script, code, arguments[0].first).text;
        if (arguments.size() > 1)
            readOptions(script, code, arguments[1], &endpoint);
        m_declarations.push_back({{i, tokens[i + 1].match}, endpoint.way});
        m_all.push_back(std::move(endpoint));
    }
}

// { channel: room, heartbeat: "30s", open(client) { … } }
void ScriptEndpoints::readOptions(const QString &script, const ScriptCode &code, CodeRange range,
                                  ScriptEndpoint *endpoint)
{
    const Tokens &tokens = code.tokens();
    if (!tokens.isAt(range.first, "{"_L1) || tokens[range.first].match != range.last)
        return;
    endpoint->certain = true;
    for (const CodeRange &option : code.listIn(range.first)) {
        const int key = option.first;
        if (!code.isWord(key) && !code.isString(key)) {
            endpoint->certain = false; // ...more, [computed]
            continue;
        }
        const QString name =
            code.isString(key) ? quotedAt(script, code, key).text : tokens[key].text.toString();
        endpoint->options << name;
        if (name == u"channel" && option.size() == 1)
            endpoint->channel = name;
        else if (name == u"channel" && option.size() == 3 && code.isWord(key + 2))
            endpoint->channel = tokens[key + 2].text.toString();
        if (name == u"snapshot")
            m_snapshots.push_back({option, endpoint->way});
    }
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

Way ScriptEndpoints::wayOfChannel(QStringView variable) const
{
    std::optional<Way> way;
    for (const ScriptEndpoint &endpoint : m_all) {
        if (!endpoint.certain || (endpoint.options.contains(u"channel"_s) && endpoint.channel.isEmpty()))
            return onlyWay();
        if (endpoint.channel != variable)
            continue;
        if (way && *way != endpoint.way)
            return Way::Unknown;
        way = endpoint.way;
    }
    return way.value_or(onlyWay());
}

Way ScriptEndpoints::wayOfSend(int token) const
{
    for (const Declaration &declaration : m_declarations) {
        if (token > declaration.call.first && token < declaration.call.last)
            return declaration.way;
    }
    return onlyWay();
}

} // namespace swapscope
