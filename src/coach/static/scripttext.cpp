#include "scripttext.h"

#include "quotedtext.h"
#include "scriptcode.h"

#include <QHash>

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxDepth = 8;          // of names that stand for names
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
    ScriptReader(const QString &text, ScriptText *out)
        : m_text(text), m_texts(text), m_code(text), m_endpoints(text, m_code), m_out(*out)
    {
    }

    void read()
    {
        readQuoted();
        m_out.m_endpoints = m_endpoints.all();
        for (int i = 0; i < tokens().size(); ++i)
            readCall(i);
        readSnapshots();
    }

private:
    const Tokens &tokens() const { return m_code.tokens(); }

    TextPlace placeOf(int token) const { return {tokens()[token].line, tokens()[token].column}; }

    QString stringAt(int i) const { return quotedAt(m_text, m_code, i).text; }

    // All that stands in quotes: the fragments at once, and the texts that may bring an id.
    void readQuoted()
    {
        for (int i = 0; i < tokens().size(); ++i) {
            if (m_code.isString(i))
                m_out.m_otherTexts << stringAt(i);
            if (m_code.templateEnd(i) >= 0) {
                if (tokens().isAt(i - 1, "html"_L1))
                    fragmentAt(i);
                else
                    m_out.m_otherTexts << stringAt(i);
            }
            if (tokens().isAt(i, "htmx"_L1) && tokens().isAt(i - 1, "."_L1) &&
                tokens().isAt(i - 2, "server"_L1))
                m_out.m_asksForVersion = true;
            if (tokens().isAt(i, "server"_L1) && tokens().isAt(i - 1, "="_L1))
                m_out.m_asksForVersion = true; // const { htmx } = server
        }
    }

    // The fragment whose quotes begin at this token; -1: there are too many.
    int fragmentAt(int token)
    {
        if (const auto known = m_fragmentOf.constFind(token); known != m_fragmentOf.constEnd())
            return *known;
        if (m_out.m_fragments.size() >= kMaxFragments)
            return -1;
        const QuotedText quoted = quotedAt(m_text, m_code, token);
        ScriptFragment fragment;
        fragment.html = quoted.text;
        fragment.place = placeOf(token);
        fragment.places.reserve(quoted.places.size());
        for (const qsizetype offset : quoted.places)
            fragment.places.push_back(m_texts.at(offset));
        fragment.tree = PageTree(quoted.text, m_out.m_file,
                                 [&fragment](qsizetype offset) { return fragment.placeOf(offset); });
        const auto index = static_cast<int>(m_out.m_fragments.size());
        m_out.m_fragments.push_back(std::move(fragment));
        m_fragmentOf.insert(token, index);
        return index;
    }

    // ….publish(fragment, options), ….send(fragment, options)
    void readCall(int i)
    {
        const bool publish = tokens().isAt(i, "publish"_L1);
        if ((!publish && !tokens().isAt(i, "send"_L1)) || !m_code.isWord(i) ||
            (!tokens().isAt(i - 1, "."_L1) && !tokens().isAt(i - 1, "?."_L1)) ||
            !tokens().isAt(i + 1, "("_L1) || tokens()[i + 1].match < 0)
            return;
        const std::vector<CodeRange> arguments = m_code.listIn(i + 1);
        if (arguments.empty())
            return;
        const bool plain = m_code.isWord(i - 2) && !tokens().isAt(i - 3, "."_L1);
        const Way way = !publish ? m_endpoints.wayOfSend(i)
                        : plain  ? m_endpoints.wayOfChannel(tokens()[i - 2].text)
                                 : m_endpoints.onlyWay();
        const bool hasOptions = arguments.size() > 1;
        readEventName(hasOptions ? arguments[1] : CodeRange{});
        if (!publish)
            readSendUse(hasOptions ? std::optional(arguments[1]) : std::nullopt);
        findSelectorKeys(arguments[0], 0);
        send(arguments[0], way, 0);
    }

    // The keys of an object that is written out; nothing when it is none, or not all of it can be seen.
    std::optional<QStringList> keysOf(CodeRange range) const
    {
        if (range.isEmpty() || !tokens().isAt(range.first, "{"_L1) ||
            tokens()[range.first].match != range.last)
            return {};
        QStringList keys;
        for (const CodeRange &option : m_code.listIn(range.first)) {
            if (m_code.isString(option.first))
                keys << stringAt(option.first);
            else if (m_code.isWord(option.first))
                keys << tokens()[option.first].text.toString();
            else
                return {};
        }
        return keys;
    }

    void readEventName(CodeRange options)
    {
        if (options.isEmpty())
            return;
        if (!keysOf(options)) {
            m_out.m_unknownEventNames = true;
            return;
        }
        for (const CodeRange &option : m_code.listIn(options.first)) {
            if (!tokens().isAt(option.first, "event"_L1))
                continue;
            if (option.size() == 3 && m_code.isString(option.last))
                m_out.m_eventNames << stringAt(option.last);
            else
                m_out.m_unknownEventNames = true;
        }
    }

    void readSendUse(const std::optional<CodeRange> &options)
    {
        ++m_out.m_sends.calls;
        if (!options)
            return;
        const std::optional<QStringList> keys = keysOf(*options);
        if (!keys || keys->contains(u"id"_s))
            ++m_out.m_sends.mayHaveId;
    }

    void readSnapshots()
    {
        for (const auto &[option, way] : m_endpoints.snapshots()) {
            // snapshot(client) { … }, or snapshot: client => …
            if (tokens().isAt(option.first + 1, "("_L1)) {
                const int brace = tokens()[option.first + 1].match + 1;
                if (tokens().isAt(brace, "{"_L1) && tokens()[brace].match == option.last) {
                    for (const CodeRange &value : m_code.returnsIn(brace))
                        send(value, way, 0);
                }
            } else if (tokens().isAt(option.first + 1, ":"_L1)) {
                send({option.first + 2, option.last}, way, 0);
            }
        }
    }

    // What an expression sends, as far as it can be told.
    void send(CodeRange range, Way way, int depth)
    {
        if (range.isEmpty() || depth > kMaxDepth)
            return;
        const int first = range.first;
        if (m_code.isFunction(range)) {
            for (const CodeRange &value : m_code.returnsOf(range))
                send(value, way, depth + 1);
            return;
        }
        if (tokens().isAt(first, "html"_L1) && m_code.templateEnd(first + 1) == range.last)
            return add(first + 1, way);
        if (m_code.templateEnd(first) == range.last || (range.size() == 1 && m_code.isString(first)))
            return add(first, way);
        if (tokens().isAt(first, "("_L1) && tokens()[first].match == range.last)
            return send({first + 1, range.last - 1}, way, depth + 1);
        if (m_code.isWord(first) && tokens().isAt(first + 1, "("_L1) &&
            tokens()[first + 1].match == range.last) {
            const std::vector<CodeRange> arguments = m_code.listIn(first + 1);
            if (tokens().isAt(first, "raw"_L1) && arguments.size() == 1) {
                if (!m_code.isWord(arguments[0].first) || arguments[0].size() > 1)
                    send(arguments[0], way, depth + 1);
                return;
            }
            const std::optional<CodeRange> function = m_code.valueOf(tokens()[first].text);
            if (function && m_code.isFunction(*function))
                send(*function, way, depth + 1);
            return;
        }
        if (range.size() == 1 && m_code.isWord(first)) {
            if (const std::optional<CodeRange> value = m_code.valueOf(tokens()[first].text))
                send(*value, way, depth + 1);
            return;
        }
        sendBranches(range, way, depth);
    }

    // condition ? one : other
    void sendBranches(CodeRange range, Way way, int depth)
    {
        int question = -1;
        for (int i = range.first; i <= range.last; ++i) {
            if (tokens()[i].match > i) {
                i = tokens()[i].match;
            } else if (const int end = m_code.templateEnd(i); end >= 0) {
                i = end;
            } else if (tokens().isAt(i, "?"_L1)) {
                if (question >= 0)
                    return; // one in the other: too clever
                question = i;
            } else if (tokens().isAt(i, ":"_L1) && question >= 0) {
                send({question + 1, i - 1}, way, depth + 1);
                send({i + 1, range.last}, way, depth + 1);
                return;
            }
        }
    }

    void add(int token, Way way)
    {
        const int fragment = fragmentAt(token);
        const SentFragment sent{fragment, way};
        if (fragment >= 0 && std::find(m_out.m_sent.begin(), m_out.m_sent.end(), sent) == m_out.m_sent.end())
            m_out.m_sent.push_back(sent);
    }

    // { "#count": html`…` }, as it is or through JSON.stringify
    void findSelectorKeys(CodeRange range, int depth)
    {
        if (range.isEmpty() || depth > kMaxDepth)
            return;
        const int first = range.first;
        if (tokens().isAt(first, "JSON"_L1) && tokens().isAt(first + 2, "stringify"_L1) &&
            tokens().isAt(first + 3, "("_L1) && tokens()[first + 3].match == range.last) {
            const std::vector<CodeRange> arguments = m_code.listIn(first + 3);
            if (!arguments.empty())
                findSelectorKeys(arguments[0], depth + 1);
        } else if (range.size() == 1 && m_code.isWord(first)) {
            if (const std::optional<CodeRange> value = m_code.valueOf(tokens()[first].text))
                findSelectorKeys(*value, depth + 1);
        } else if (m_code.isFunction(range)) {
            for (const CodeRange &value : m_code.returnsOf(range))
                findSelectorKeys(value, depth + 1);
        } else if (tokens().isAt(first, "{"_L1) && tokens()[first].match == range.last) {
            for (const CodeRange &entry : m_code.listIn(first)) {
                if (!m_code.isString(entry.first) || !tokens().isAt(entry.first + 1, ":"_L1))
                    continue;
                const QString key = stringAt(entry.first);
                if (key.size() > 1 && (key.startsWith(u'#') || key.startsWith(u'.')))
                    m_out.m_selectorKeys.push_back({key, placeOf(entry.first)});
            }
        }
    }

    QString m_text;
    TextPlaces m_texts;
    ScriptCode m_code;
    ScriptEndpoints m_endpoints;
    ScriptText &m_out;
    QHash<int, int> m_fragmentOf; // by the token of its first quote
};

TextPlace ScriptFragment::placeOf(qsizetype offset) const
{
    if (places.empty())
        return place;
    return places[static_cast<size_t>(
        std::clamp<qsizetype>(offset, 0, static_cast<qsizetype>(places.size()) - 1))];
}

ScriptText::ScriptText(const QString &text, QString file) : m_file(std::move(file))
{
    ScriptReader(text, this).read();
}

bool ScriptText::mayBringId(QStringView id, QStringView version) const
{
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
    return m_unknownEventNames || m_eventNames.contains(name);
}

} // namespace swapscope
