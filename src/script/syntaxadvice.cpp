#include "syntaxadvice.h"

#include <cstdlib>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Hint
{
    int token;
    QString sentence;
};

bool isClassBody(const Tokens &tokens, int brace)
{
    if (!tokens.isAt(brace, "{"_L1))
        return false;
    // class A extends B.c(d) { … }: the header holds words, dots and closed brackets only
    for (int i = brace - 1; i >= 0 && i > brace - 40; --i) {
        const Token &token = tokens[i];
        if (tokens.isKeyword(i, "class"_L1))
            return true;
        if (token.is(")"_L1) && token.match >= 0) {
            i = token.match;
            continue;
        }
        if (token.type != Token::Type::Word && !token.is("."_L1))
            return false;
    }
    return false;
}

bool startsArrow(const Tokens &tokens, int i)
{
    if (tokens.isAt(i, "("_L1))
        return tokens[i].match >= 0 && tokens.isAt(tokens[i].match + 1, "=>"_L1);
    return i < tokens.size() && tokens[i].type == Token::Type::Word && tokens.isAt(i + 1, "=>"_L1);
}

bool startsPattern(const Tokens &tokens, int brace)
{
    return tokens.isKeyword(brace - 1, "let"_L1) || tokens.isKeyword(brace - 1, "const"_L1) ||
           tokens.isKeyword(brace - 1, "var"_L1) ||
           (tokens[brace].match >= 0 && tokens.isAt(tokens[brace].match + 1, "="_L1));
}

// ({ ...rest }) => …, function ({ ...rest }) {…}: braces among parameters
bool isParameter(const Tokens &tokens, int brace)
{
    const int paren = tokens[brace].enclosing;
    if (!tokens.isAt(paren, "("_L1) || tokens[paren].match < 0)
        return false;
    const int next = tokens[paren].match + 1;
    return tokens.isAt(next, "=>"_L1) || tokens.isAt(next, "{"_L1);
}

std::optional<QString> spread(const Tokens &tokens, int i)
{
    const int brace = tokens[i].enclosing;
    if (!tokens.isAt(brace, "{"_L1))
        return std::nullopt;
    if (startsPattern(tokens, brace) || isParameter(tokens, brace))
        return u"this engine cannot collect the rest of an object with “...”: name the properties that you "
               u"need, as in “const a = object.a”"_s;
    return u"this engine cannot spread an object with “...”: write “Object.assign({}, a, { b: 1 })” instead "
           u"of “{ ...a, b: 1 }”"_s;
}

std::optional<QString> asynchronous(const Tokens &tokens, int i)
{
    if (tokens.isKeyword(i, "async"_L1)) {
        const bool function = tokens.isAt(i + 1, "function"_L1) || startsArrow(tokens, i + 1);
        const bool method = i + 2 < tokens.size() && tokens[i + 1].type == Token::Type::Word &&
                            !tokens[i + 1].after && tokens.isAt(i + 2, "("_L1);
        const bool generator = tokens.isAt(i + 1, "*"_L1) && tokens.isAt(tokens[i].enclosing, "{"_L1);
        if (function || method || generator)
            return u"this engine has no “async” functions: write an ordinary function, and “.then(…)” where "
                   u"there is a promise; “after(\"1s\", …)” waits"_s;
    }
    if (tokens.isKeyword(i, "await"_L1) && !tokens.isAt(i + 1, ":"_L1) && !tokens.isAt(i + 1, "="_L1))
        return u"this engine has no “await”: write “promise.then(value => { … })”; “after(\"1s\", …)” waits"_s;
    return std::nullopt;
}

std::optional<QString> classMember(const Tokens &tokens, int i)
{
    const Token &token = tokens[i];
    if (!isClassBody(tokens, token.enclosing))
        return std::nullopt;
    if (token.type == Token::Type::Word && token.text.startsWith(u'#'))
        return u"this engine has no private members (“#name”): use an ordinary name, such as “_name”"_s;
    // Only at the start of a member: after the brace, a semicolon, or the body of the one before.
    const bool first = i - 1 == token.enclosing || tokens.isAt(i - 1, ";"_L1) || tokens.isAt(i - 1, "}"_L1);
    if (!first || (token.type != Token::Type::Word && token.type != Token::Type::String))
        return std::nullopt;
    int name = i;
    if (token.is("static"_L1) && !tokens.isAt(i + 1, "("_L1)) {
        if (tokens.isAt(i + 1, "{"_L1))
            return u"this engine has no “static { … }” blocks: write the statements after the class"_s;
        name = i + 1;
    }
    const int next = name + 1;
    const bool field = tokens.isAt(next, "="_L1) || tokens.isAt(next, ";"_L1) || tokens.isAt(next, "}"_L1) ||
                       (next < tokens.size() && tokens[next].after && tokens[next].type == Token::Type::Word);
    if (!field)
        return std::nullopt;
    if (name != i)
        return u"this engine has no static fields: write “ClassName.%1 = …” after the class"_s.arg(
            name < tokens.size() ? tokens[name].text : QStringView());
    return u"this engine has no class fields: write “this.%1 = …” in the constructor"_s.arg(token.text);
}

std::optional<QString> number(const Tokens &tokens, int i)
{
    const QStringView text = tokens[i].text;
    if (text.contains(u'_')) {
        QString plain = text.toString();
        plain.remove(u'_');
        return u"this engine does not know “_” in a number: write %1"_s.arg(plain);
    }
    if (text.endsWith(u'n'))
        return u"this engine has no BigInt: write %1, which is exact up to 2 to the power of 53"_s.arg(
            text.chopped(1));
    if (text.size() > 1 && text[0] == u'0' && text[1].isDigit())
        return u"a number must not start with a zero: write 0o%1 for an octal one"_s.arg(text.sliced(1));
    return std::nullopt;
}

std::optional<QString> regexFlags(const Tokens &tokens, int i)
{
    const QStringView text = tokens[i].text;
    const QStringView flags = text.sliced(text.lastIndexOf(u'/') + 1);
    if (flags.contains(u's'))
        return u"this engine does not know the flag “s”: write [\\s\\S] where a dot shall match a line break too"_s;
    if (flags.contains(u'd'))
        return u"this engine does not know the flag “d”: a match has “index”, the place where it starts"_s;
    if (flags.contains(u'v'))
        return u"this engine does not know the flag “v”: write “u” or no flag"_s;
    return std::nullopt;
}

std::optional<QString> word(const Tokens &tokens, int i)
{
    if (const auto hint = asynchronous(tokens, i))
        return hint;
    if (tokens.isKeyword(i, "catch"_L1) && tokens.isAt(i + 1, "{"_L1))
        return u"this engine wants the error's name: write “catch (error) {”"_s;
    if (tokens.isKeyword(i, "import"_L1) && tokens.isAt(i + 1, "("_L1))
        return u"a script cannot import anything while it runs: “import { … } from \"swapscope\"” at the top "
               u"is all there is"_s;
    if (tokens.isKeyword(i, "import"_L1) && tokens.isAt(i + 1, "."_L1))
        return u"a script has no “import.meta”"_s;
    return classMember(tokens, i);
}

std::optional<QString> punctuator(const Tokens &tokens, int i)
{
    const Token &token = tokens[i];
    if (token.is("..."_L1))
        return spread(tokens, i);
    const QString left = i > 0 ? tokens[i - 1].text.toString() : QString();
    if (token.is("?\?="_L1))
        return u"this engine does not know “?\?=”: write “%1 = %1 ?? …”"_s.arg(left);
    if (token.is("||="_L1))
        return u"this engine does not know “||=”: write “%1 = %1 || …”"_s.arg(left);
    if (token.is("&&="_L1))
        return u"this engine does not know “&&=”: write “%1 = %1 && …”"_s.arg(left);
    return std::nullopt;
}

std::optional<QString> hintAt(const Tokens &tokens, int i)
{
    switch (tokens[i].type) {
    case Token::Type::Word:
        return word(tokens, i);
    case Token::Type::Number:
        return number(tokens, i);
    case Token::Type::Regex:
        if (!tokens[i].closed)
            return u"this regular expression does not end in its line"_s;
        return regexFlags(tokens, i);
    case Token::Type::Punctuator:
        return punctuator(tokens, i);
    case Token::Type::String:
        if (!tokens[i].closed)
            return u"this text does not end in its line: the closing %1 is missing"_s.arg(
                tokens[i].text.front());
        return classMember(tokens, i);
    case Token::Type::Template:
        if (!tokens[i].closed)
            return u"this template does not end: the closing ` is missing"_s;
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Hint> unpaired(const Tokens &tokens)
{
    std::optional<Hint> opener;
    for (int i = 0; i < tokens.size(); ++i) {
        const Token &token = tokens[i];
        if (token.type == Token::Type::Template && token.text.endsWith("${"_L1) && token.closed) {
            continue;
        }
        if (token.type != Token::Type::Punctuator || token.match >= 0)
            continue;
        if (token.is("("_L1) || token.is("["_L1) || token.is("{"_L1))
            opener = Hint{i, u"nothing closes this “%1”"_s.arg(token.text)};
        else if (token.is(")"_L1) || token.is("]"_L1) || token.is("}"_L1))
            return token.enclosing >= 0 ? Hint{i, u"this “%1” does not close the “%2” of line %3"_s.arg(
                                                      token.text, tokens[token.enclosing].text.right(1),
                                                      QString::number(tokens[token.enclosing].line))}
                                        : Hint{i, u"this “%1” closes nothing"_s.arg(token.text)};
    }
    return opener;
}

Error errorAt(const Tokens &tokens, const Hint &hint, const QString &file)
{
    return Error{hint.sentence, file, tokens[hint.token].line, tokens[hint.token].column};
}

} // namespace

std::optional<Error> adviseOnSyntax(const Tokens &tokens, const QString &file, int line, int column)
{
    std::optional<Hint> best;
    qint64 bestDistance = 0;
    for (int i = 0; i < tokens.size(); ++i) {
        const Token &token = tokens[i];
        // The engine stops at the construct or shortly behind it, a long line break away at most.
        if (token.line > line + 1 || (token.closed && token.line < line - 2))
            continue;
        const auto sentence = hintAt(tokens, i);
        if (!sentence)
            continue;
        const qint64 distance =
            std::abs(qint64(token.line) - line) * 10'000 + std::abs(token.column - column);
        if (!best || distance < bestDistance) {
            best = Hint{i, *sentence};
            bestDistance = distance;
        }
    }
    if (!best)
        best = unpaired(tokens);
    if (!best)
        return std::nullopt;
    return errorAt(tokens, *best, file);
}

std::optional<PatternFault> patternFault(QStringView pattern)
{
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QStringView rest = pattern.sliced(i);
        if (rest.startsWith("\\p{"_L1) || rest.startsWith("\\P{"_L1))
            return PatternFault{i,
                                u"this engine takes “\\p{…}” for a plain letter and never matches: name the "
                                u"characters, as in [A-Za-zÀ-ÿ]"_s};
        if (rest.startsWith("\\k<"_L1))
            return PatternFault{i, u"this engine has no named groups: write \\1 for the first group"_s};
        if (rest.startsWith(u'\\')) {
            ++i;
            continue;
        }
        if (rest.startsWith("(?<="_L1) || rest.startsWith("(?<!"_L1))
            return PatternFault{i, u"this engine looks ahead but not behind, and “%1” never matches rightly: "
                                   u"match the text before as a group and leave it out"_s.arg(rest.first(4))};
        if (rest.startsWith("(?<"_L1))
            return PatternFault{i,
                                u"this engine numbers named groups and forgets their names: write “(…)” and "
                                u"read match[1] instead of match.groups"_s};
    }
    return std::nullopt;
}

namespace {

// function* NAME, *NAME() { … } of a class or an object, const NAME = function* …
QStringList generatorNames(const Tokens &tokens)
{
    QStringList names;
    for (int i = 0; i + 1 < tokens.size(); ++i) {
        if (!tokens.isAt(i, "*"_L1))
            continue;
        const bool function = tokens.isKeyword(i - 1, "function"_L1);
        const bool method = tokens[i].enclosing >= 0 && tokens.isAt(i + 2, "("_L1) &&
                            (i - 1 == tokens[i].enclosing || tokens.isAt(i - 1, "}"_L1) ||
                             tokens.isAt(i - 1, ","_L1) || tokens.isAt(i - 1, "static"_L1));
        if ((function || method) && tokens[i + 1].type == Token::Type::Word)
            names.push_back(tokens[i + 1].text.toString());
        else if (function && i >= 3 && (tokens.isAt(i - 2, "="_L1) || tokens.isAt(i - 2, ":"_L1)))
            names.push_back(tokens[i - 3].text.toString());
    }
    return names;
}

// Strict code is what the engine compiles with calls in tail positions as jumps.
bool isStrict(const Tokens &tokens, int i)
{
    for (int brace = tokens[i].enclosing; brace >= 0; brace = tokens[brace].enclosing) {
        if (isClassBody(tokens, brace))
            return true;
    }
    return false;
}

bool saysUseStrict(const Tokens &tokens)
{
    return std::any_of(tokens.all.begin(), tokens.all.end(), [](const Token &token) {
        return token.type == Token::Type::String && token.text.sliced(1).startsWith("use strict"_L1);
    });
}

// “return tag`…${f()}`” and “return items()” of a generator, and the same behind an arrow: the engine jumps
// out of the function first, with the result of f(), or with nothing.
std::optional<Error> lostInTail(const Tokens &tokens, const QString &file)
{
    const bool everywhere = saysUseStrict(tokens);
    const QStringList generators = generatorNames(tokens);
    for (int i = 0; i < tokens.size(); ++i) {
        if ((!tokens.isKeyword(i, "return"_L1) && !tokens.isAt(i, "=>"_L1)) ||
            !(everywhere || isStrict(tokens, i)))
            continue;
        int name = i + 1;
        while (tokens.isAt(name + 1, "."_L1))
            name += 2;
        if (name + 1 >= tokens.size() || tokens[name].type != Token::Type::Word)
            continue;
        const Token &next = tokens[name + 1];
        if (next.type == Token::Type::Template && next.text.endsWith("${"_L1))
            return Error{
                u"SyntaxError: in a class this engine returns what is put into a template that is returned, "
                u"not the template: write “const page = %1`…`” and return that"_s.arg(tokens[name].text),
                file, tokens[name].line, tokens[name].column};
        if (!next.is("("_L1) || !generators.contains(tokens[name].text.toString()))
            continue;
        const int after = next.match + 1;
        if (after > 0 && (tokens.isAt(after, "."_L1) || tokens.isAt(after, "["_L1)))
            continue;
        return Error{
            u"SyntaxError: in a class this engine loses a generator that is returned where it is called: "
            u"write “const items = %1(…)” and return that"_s.arg(tokens[name].text),
            file, tokens[name].line, tokens[name].column};
    }
    return std::nullopt;
}

} // namespace

std::optional<Error> refuseSilentlyWrong(const Tokens &tokens, const QString &file)
{
    for (const Token &token : tokens.all) {
        if (token.type != Token::Type::Regex || !token.closed)
            continue;
        const qsizetype end = token.text.lastIndexOf(u'/');
        if (const auto fault = patternFault(token.text.sliced(1, end - 1)))
            return Error{u"SyntaxError: "_s + fault->sentence, file, token.line,
                         token.column + 1 + static_cast<int>(fault->at)};
    }
    return lostInTail(tokens, file);
}

} // namespace swapscope
