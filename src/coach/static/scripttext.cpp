#include "scripttext.h"

#include "quotedtext.h"
#include "scriptcode.h"

#include <QHash>

#include <algorithm>
#include <optional>
#include <set>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxDepth = 64;         // of functions that call functions
constexpr size_t kMaxFragments = 500; // looked at

bool isOfId(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'_';
}

bool hasWord(const QString &text, QStringView word)
{
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const qsizetype end = at + word.size();
        if ((at == 0 || !isOfId(text[at - 1])) && (end == text.size() || !isOfId(text[end])))
            return true;
    }
    return false;
}

// Whether a value that may have holes can be `text`.
bool mayBe(const QString &pattern, QStringView text)
{
    const QStringList parts = pattern.split(kHole);
    if (parts.size() == 1)
        return pattern == text;
    if (!text.startsWith(parts.first()) || !text.endsWith(parts.last()))
        return false;
    qsizetype at = 0;
    for (const QString &part : parts) {
        at = text.indexOf(part, at);
        if (at < 0)
            return false;
        at += part.size();
    }
    return true;
}

} // namespace

// Reads a script once; what it finds goes into the ScriptText.
class ScriptReader
{
public:
    ScriptReader(const SyntaxTree &tree, ScriptText *out)
        : m_texts(tree.script()), m_code(tree), m_endpoints(m_code), m_out(*out)
    {
    }

    void read()
    {
        readQuoted();
        m_out.m_endpoints = m_endpoints.all();
        for (int i = 0; i < tree().size(); ++i) {
            if (tree().is(i, SyntaxNode::CallExpression))
                readCall(i);
        }
        for (const auto &[value, way] : m_endpoints.snapshots())
            send(value, way, 0);
    }

private:
    const SyntaxTree &tree() const { return m_code.tree(); }

    TextPlace placeOf(int node) const { return m_texts.at(tree()[node].begin); }

    QString stringAt(int i) const { return quotedAt(tree(), i).text; }

    // All that stands in quotes: the fragments at once, and the texts that may bring an id.
    void readQuoted()
    {
        for (int i = 0; i < tree().size(); ++i) {
            if (tree().isString(i))
                m_out.m_otherTexts << stringAt(i);
            if (tree().is(i, SyntaxNode::TemplateLiteral)) {
                if (isFragment(tree()[i].parent))
                    fragmentAt(i);
                else
                    m_out.m_otherTexts << stringAt(i);
            }
            if (asksForVersion(i))
                m_out.m_asksForVersion = true;
        }
    }

    // html`…`
    bool isFragment(int i) const
    {
        return tree().is(i, SyntaxNode::TaggedTemplateExpression) &&
               m_code.importOf(tree().child(i, u"tag")) == u"html";
    }

    // server.htmx, or const { htmx } = server
    bool asksForVersion(int i) const
    {
        if (tree().is(i, SyntaxNode::MemberExpression))
            return tree().nameOfKey(i) == u"htmx" && m_code.importOf(tree().child(i, u"object")) == u"server";
        return tree().is(i, SyntaxNode::VariableDeclarator) &&
               tree().is(tree().child(i, u"id"), SyntaxNode::ObjectPattern) &&
               m_code.importOf(tree().child(i, u"init")) == u"server";
    }

    // The fragment that this string or template is; -1: there are too many.
    int fragmentAt(int node)
    {
        if (const auto known = m_fragmentOf.constFind(node); known != m_fragmentOf.constEnd())
            return *known;
        if (m_out.m_fragments.size() >= kMaxFragments)
            return -1;
        const QuotedText quoted = quotedAt(tree(), node);
        ScriptFragment fragment;
        fragment.html = quoted.text;
        fragment.place = placeOf(node);
        fragment.places.reserve(quoted.places.size());
        for (const qsizetype offset : quoted.places)
            fragment.places.push_back(m_texts.at(offset));
        fragment.tree = PageTree(quoted.text, m_out.m_file,
                                 [&fragment](qsizetype offset) { return fragment.placeOf(offset); });
        const auto index = static_cast<int>(m_out.m_fragments.size());
        m_out.m_fragments.push_back(std::move(fragment));
        m_fragmentOf.insert(node, index);
        return index;
    }

    // The member of a channel or a client that a call calls: room.publish, or a constant that is
    // room.publish.bind(room); -1: none.
    int methodOf(int call) const
    {
        int method = m_code.standsFor(tree().child(call, u"callee"));
        if (tree().is(method, SyntaxNode::CallExpression)) {
            const int bind = tree().child(method, u"callee");
            method = tree().is(bind, SyntaxNode::MemberExpression) && tree().nameOfKey(bind) == u"bind"
                         ? m_code.standsFor(tree().child(bind, u"object"))
                         : -1;
        }
        return tree().is(method, SyntaxNode::MemberExpression) ? method : -1;
    }

    // ….publish(fragment, options), ….send(fragment, options)
    void readCall(int call)
    {
        const int method = methodOf(call);
        const QString name = method < 0 ? QString() : tree().nameOfKey(method);
        const bool publish = name == u"publish";
        if (!publish && name != u"send")
            return;
        const ScriptCode::Arguments arguments = m_code.argumentsOf(call);
        if (arguments.nodes.empty() && arguments.complete)
            return;
        const int object = tree().child(method, u"object");
        const Way way = publish ? m_endpoints.wayOfChannel(ScriptEndpoints::channelOf(m_code, object))
                                : m_endpoints.wayOfSend(m_code, call);
        readOptions(arguments, publish);
        if (arguments.nodes.empty())
            return;
        findSelectorKeys(arguments.at(0), 0);
        send(arguments.at(0), way, 0);
    }

    void readOptions(const ScriptCode::Arguments &arguments, bool publish)
    {
        const int options = arguments.at(1);
        const bool none = options < 0 && arguments.complete;
        const std::optional<WrittenObject> written =
            none ? std::optional(WrittenObject()) : m_code.objectOf(options);
        const bool seen = written && written->complete;
        if (const WrittenObject::Member *event = written ? written->member(u"event") : nullptr; event) {
            if (const int value = m_code.standsFor(event->value); tree().isString(value))
                m_out.m_eventNames << stringAt(value);
            else
                m_out.m_unknownEventNames = true;
        } else if (!seen) {
            m_out.m_unknownEventNames = true;
        }
        if (publish)
            return;
        ++m_out.m_sends.calls;
        if (!seen || written->member(u"id"))
            ++m_out.m_sends.mayHaveId;
    }

    // What an expression sends, as far as it can be told.
    void send(int expression, Way way, int depth)
    {
        const int node = m_code.standsFor(expression);
        if (node < 0 || depth > kMaxDepth || !m_followed.insert({node, way}).second)
            return;
        switch (tree()[node].type) {
        case SyntaxNode::ArrowFunctionExpression:
        case SyntaxNode::FunctionDeclaration:
        case SyntaxNode::FunctionExpression:
            for (const int value : m_code.returnsOf(node))
                send(value, way, depth + 1);
            break;
        case SyntaxNode::TaggedTemplateExpression:
            if (isFragment(node))
                add(tree().child(node, u"quasi"), way);
            break;
        case SyntaxNode::TemplateLiteral:
            add(node, way);
            break;
        case SyntaxNode::Literal:
            if (tree().isString(node))
                add(node, way);
            break;
        case SyntaxNode::CallExpression:
            sendResult(node, way, depth);
            break;
        case SyntaxNode::ConditionalExpression:
            send(tree().child(node, u"consequent"), way, depth + 1);
            send(tree().child(node, u"alternate"), way, depth + 1);
            break;
        case SyntaxNode::LogicalExpression:
            if (tree()[node].text != u"&&")
                send(tree().child(node, u"left"), way, depth + 1);
            send(tree().child(node, u"right"), way, depth + 1);
            break;
        case SyntaxNode::Identifier:
            for (const int given : m_code.givenTo(node))
                send(given, way, depth + 1);
            break;
        default:
            break;
        }
    }

    // What a call gives: raw(text), or what a function of the script returns.
    void sendResult(int call, Way way, int depth)
    {
        const int callee = tree().child(call, u"callee");
        const int function = m_code.standsFor(callee);
        if (m_code.importOf(callee) == u"raw") {
            const ScriptCode::Arguments arguments = m_code.argumentsOf(call);
            if (arguments.complete && arguments.nodes.size() == 1)
                send(arguments.at(0), way, depth + 1);
        } else if (function >= 0 && tree()[function].isFunction()) {
            send(function, way, depth + 1);
        }
    }

    void add(int node, Way way)
    {
        const int fragment = fragmentAt(node);
        const SentFragment sent{fragment, way};
        if (fragment >= 0 && std::find(m_out.m_sent.begin(), m_out.m_sent.end(), sent) == m_out.m_sent.end())
            m_out.m_sent.push_back(sent);
    }

    // { "#count": html`…` }, as it is or through JSON.stringify
    void findSelectorKeys(int expression, int depth)
    {
        const int node = m_code.standsFor(expression);
        if (node < 0 || depth > kMaxDepth)
            return;
        if (tree().is(node, SyntaxNode::CallExpression)) {
            const int callee = tree().child(node, u"callee");
            if (tree().is(callee, SyntaxNode::MemberExpression) && tree().nameOfKey(callee) == u"stringify")
                findSelectorKeys(m_code.argumentsOf(node).at(0), depth + 1);
        } else if (tree()[node].isFunction()) {
            for (const int value : m_code.returnsOf(node))
                findSelectorKeys(value, depth + 1);
        } else if (const std::optional<WrittenObject> written = m_code.objectOf(node); written) {
            for (const WrittenObject::Member &member : written->members) {
                const QString &key = member.name;
                if (tree().isString(member.key) && key.size() > 1 &&
                    (key.startsWith(u'#') || key.startsWith(u'.')))
                    m_out.m_selectorKeys.push_back({key, placeOf(member.key)});
            }
        }
    }

    TextPlaces m_texts;
    ScriptCode m_code;
    ScriptEndpoints m_endpoints;
    ScriptText &m_out;
    QHash<int, int> m_fragmentOf;             // by the node of its quotes
    std::set<std::pair<int, Way>> m_followed; // by send()
};

TextPlace ScriptFragment::placeOf(qsizetype offset) const
{
    if (places.empty())
        return place;
    return places[static_cast<size_t>(
        std::clamp<qsizetype>(offset, 0, static_cast<qsizetype>(places.size()) - 1))];
}

ScriptText::ScriptText(const ParsedScript &parsed, QString file)
    : m_file(std::move(file)), m_state(parsed.state), m_why(parsed.why)
{
    ScriptReader(parsed.tree, this).read();
}

bool ScriptText::mayBringId(QStringView id, QStringView version) const
{
    if (!isRead())
        return true;
    const bool quoted = std::any_of(m_otherTexts.begin(), m_otherTexts.end(), [id](const QString &text) {
        return !text.startsWith(u'#') && hasWord(text, id);
    });
    if (quoted)
        return true;
    for (size_t i = 0; i < m_fragments.size(); ++i) {
        const bool sentToIds =
            version == u"2" && std::any_of(m_sent.begin(), m_sent.end(), [i](const SentFragment &sent) {
                return static_cast<size_t>(sent.fragment) == i && sent.way == Way::Socket;
            });
        for (const PageElement &element : m_fragments[i].tree.elements()) {
            if (element.htmx(u"hx-swap-oob") || element.tag.startsWith("hx-"_L1) ||
                (sentToIds && element.parent < 0))
                continue;
            const PageAttribute *own = element.attribute(u"id");
            if (own ? mayBe(own->value, id) : element.open)
                return true;
        }
    }
    return false;
}

bool ScriptText::maySendEvent(QStringView name) const
{
    return !isRead() || m_unknownEventNames || m_eventNames.contains(name);
}

} // namespace swapscope
