#include "errorplace.h"

#include <QRegularExpression>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Range
{
    int first = 0;
    int last = -1; // both included
};

Place placeOf(const Token &token)
{
    return {token.line, token.column};
}

bool isLoop(const Tokens &tokens, int i)
{
    return tokens.isKeyword(i, "for"_L1) || tokens.isKeyword(i, "while"_L1) || tokens.isKeyword(i, "do"_L1);
}

// for (;;), while (true), while (1)
bool isEndless(const Tokens &tokens, int i)
{
    if (!tokens.isAt(i + 1, "("_L1))
        return tokens.isAt(i, "do"_L1);
    if (tokens.isAt(i, "for"_L1))
        return tokens.isAt(i + 2, ";"_L1) && tokens.isAt(i + 3, ";"_L1);
    return tokens[i + 1].match == i + 3 && (tokens.isAt(i + 2, "true"_L1) || tokens[i + 2].text == "1"_L1);
}

std::optional<Place> loopIn(const Tokens &tokens, Range range)
{
    std::optional<Place> first;
    for (int i = range.first; i <= range.last; ++i) {
        if (!isLoop(tokens, i))
            continue;
        if (isEndless(tokens, i))
            return placeOf(tokens[i]);
        if (!first)
            first = placeOf(tokens[i]);
    }
    return first;
}

// From a token to the comma, or the closing bracket, that ends what it begins.
Range argumentFrom(const Tokens &tokens, int first)
{
    int i = first;
    while (i < tokens.size()) {
        if (tokens[i].match > i) {
            i = tokens[i].match + 1;
            continue;
        }
        if (tokens.isAt(i, ","_L1) || (tokens[i].match >= 0 && tokens[i].match < first))
            break;
        ++i;
    }
    return {first, i - 1};
}

// function NAME(…) {…}, const NAME = …
std::optional<Range> definitionOf(const Tokens &tokens, QStringView name)
{
    for (int i = 1; i + 1 < tokens.size(); ++i) {
        if (tokens[i].type != Token::Type::Word || tokens[i].text != name)
            continue;
        if (tokens.isKeyword(i - 1, "function"_L1) && tokens[i + 1].match > i) {
            const int body = tokens[i + 1].match + 1;
            if (tokens.isAt(body, "{"_L1) && tokens[body].match > body)
                return Range{i, tokens[body].match};
        }
        if (tokens.isAt(i + 1, "="_L1) &&
            (tokens.isKeyword(i - 1, "const"_L1) || tokens.isKeyword(i - 1, "let"_L1) ||
             tokens.isKeyword(i - 1, "var"_L1)))
            return argumentFrom(tokens, i);
    }
    return std::nullopt;
}

std::optional<Range> handlerAt(const Tokens &tokens, const HandlerSite &site)
{
    for (int i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i].text != site.callee || !tokens.isAt(i + 1, "("_L1) || tokens[i + 1].match < 0)
            continue;
        // The engine names the line on which the call ends or begins; both are the call.
        const int close = tokens[i + 1].match;
        if (site.line < tokens[i].line || site.line > tokens[close].line)
            continue;
        int last = i + 2;
        for (int k = i + 2; k < close; ++k) {
            const Token &token = tokens[k];
            if (token.enclosing == i + 1 && tokens.isAt(k, ","_L1) && k + 1 < close)
                last = k + 1;
            if (site.key.isEmpty() || token.text != site.key || token.type != Token::Type::Word)
                continue;
            const int brace = token.enclosing;
            if (brace < 0 || tokens[brace].enclosing != i + 1)
                continue;
            return argumentFrom(tokens, k);
        }
        return site.key.isEmpty() ? argumentFrom(tokens, last) : Range{i, close};
    }
    return std::nullopt;
}

QStringView nameIn(const QString &message)
{
    static const QRegularExpression patterns[] = {
        QRegularExpression(u"\\b([\\w$]+) is not (?:defined|a function|a constructor|iterable)"_s),
        QRegularExpression(u"[Pp]roperty '([\\w$]+)'"_s),
        QRegularExpression(u"method '([\\w$]+)'"_s),
        QRegularExpression(u"^\\w+: (?:network\\.|server\\.|console\\.)?([\\w$]+)\\b[^:]*: "_s),
    };
    for (const auto &pattern : patterns) {
        const auto match = pattern.match(message);
        if (match.hasMatch())
            return QStringView(message).sliced(match.capturedStart(1), match.capturedLength(1));
    }
    return {};
}

} // namespace

Place placeInFrames(const QStringList &frames)
{
    static const QRegularExpression pattern(
        u":(-?\\d+):-?\\d+:(?:file:)?%1$"_s.arg(QRegularExpression::escape(QString::fromLatin1(kScriptUrl))));
    for (const QString &frame : frames) {
        const auto match = pattern.match(frame);
        if (match.hasMatch())
            return {std::abs(match.capturedView(1).toInt()), 0};
    }
    return {};
}

Place placeInStack(const QString &stack)
{
    static const QRegularExpression pattern(
        u"@(?:file:)?%1:(-?\\d+)$"_s.arg(QRegularExpression::escape(QString::fromLatin1(kScriptUrl))),
        QRegularExpression::MultilineOption);
    const auto match = pattern.match(stack);
    return match.hasMatch() ? Place{std::abs(match.capturedView(1).toInt()), 0} : Place{};
}

int likelyColumn(const Tokens &tokens, int line, const QString &message)
{
    const QStringView name = nameIn(message);
    int first = 0;
    int thrown = 0;
    for (int i = 0; i < tokens.size(); ++i) {
        const Token &token = tokens[i];
        if (token.line != line)
            continue;
        if (first == 0)
            first = token.column;
        if (token.type == Token::Type::Word && !name.isEmpty() && token.text == name)
            return token.column;
        if (thrown == 0 && tokens.isKeyword(i, "throw"_L1))
            thrown = token.column;
    }
    return thrown > 0 ? thrown : first;
}

RunawayPlace runawayPlace(const Tokens &tokens, const HandlerSite &site)
{
    auto range = handlerAt(tokens, site);
    if (!range)
        return {{site.line, likelyColumn(tokens, site.line, {})}, false};
    const Place start = placeOf(tokens[range->first]);
    if (const auto loop = loopIn(tokens, *range))
        return {*loop, true};
    // Handed over by its name, it is written elsewhere.
    if (const Token &last = tokens[range->last]; last.type == Token::Type::Word) {
        if (const auto definition = definitionOf(tokens, last.text)) {
            if (const auto loop = loopIn(tokens, *definition))
                return {*loop, true};
            return {placeOf(tokens[definition->first]), false};
        }
    }
    return {start, false};
}

RunawayPlace runawayPlace(const Tokens &tokens)
{
    if (const auto loop = loopIn(tokens, {0, tokens.size() - 1}))
        return {*loop, true};
    return {tokens.size() > 0 ? placeOf(tokens[0]) : Place{1, 1}, false};
}

} // namespace swapscope
