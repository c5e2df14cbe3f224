#include "lexercolours.h"

#include "codeeditor.h"
#include "widgets/plainfont.h"

namespace swapscope {

namespace {

// What a piece of source is, whatever the language calls it.
struct Inks
{
    QColor text, comment, keyword, name, string, number, tag, error;
};

Inks inksOf(const Theme &theme)
{
    Inks inks;
    inks.text = theme.ink;
    inks.comment = mixed(theme.panel, theme.dim, 0.75);
    inks.keyword = theme.sent;
    inks.name = theme.catchUp;
    inks.string = theme.dark ? theme.live : mixed(theme.live, theme.ink, 0.2);
    inks.number = theme.wait;
    inks.tag = theme.dark ? mixed(theme.wait, theme.lost, 0.35) : QColor(0xb4, 0x53, 0x09);
    inks.error = theme.lost;
    return inks;
}

void paint(QsciLexer *lexer, const QColor &color, std::initializer_list<int> styles)
{
    for (const int style : styles)
        lexer->setColor(color, style);
}

// The words that a script of Swapscope is about get a colour of their own.
class ScriptLexer final : public QsciLexerJavaScript
{
public:
    using QsciLexerJavaScript::QsciLexerJavaScript;

    const char *keywords(int set) const override
    {
        if (set == 1)
            return "as async await break case catch class const continue debugger default delete do else "
                   "export "
                   "extends false finally for from function if import in instanceof let new null of return "
                   "static super switch this throw true try typeof undefined var void while with yield";
        if (set == 2)
            return "after channel client console cue del every get html network params patch post publish "
                   "put "
                   "random raw send server sse swapscope ws";
        return nullptr;
    }
};

void scriptColours(QsciLexer *lexer, const Inks &inks)
{
    using Js = QsciLexerJavaScript;
    paint(lexer, inks.comment,
          {Js::Comment, Js::CommentLine, Js::CommentDoc, Js::CommentLineDoc, Js::CommentDocKeyword,
           Js::CommentDocKeywordError});
    paint(lexer, inks.keyword, {Js::Keyword});
    paint(lexer, inks.name, {Js::KeywordSet2, Js::GlobalClass});
    paint(lexer, inks.string,
          {Js::DoubleQuotedString, Js::SingleQuotedString, Js::UnclosedString, Js::EscapeSequence});
    // A template is HTML, nearly always.
    paint(lexer, inks.tag, {Js::RawString, Js::Regex});
    paint(lexer, inks.number, {Js::Number});
}

void htmlColours(QsciLexer *lexer, const Inks &inks)
{
    using H = QsciLexerHTML;
    paint(lexer, inks.tag, {H::Tag, H::UnknownTag, H::XMLTagEnd, H::XMLStart, H::XMLEnd});
    paint(lexer, inks.name, {H::Attribute, H::UnknownAttribute, H::JavaScriptWord});
    paint(lexer, inks.string,
          {H::HTMLDoubleQuotedString, H::HTMLSingleQuotedString, H::HTMLValue,
           H::JavaScriptDoubleQuotedString, H::JavaScriptSingleQuotedString});
    paint(lexer, inks.comment,
          {H::HTMLComment, H::JavaScriptComment, H::JavaScriptCommentLine, H::JavaScriptCommentDoc,
           H::SGMLComment});
    paint(lexer, inks.keyword, {H::JavaScriptKeyword, H::Entity, H::SGMLDefault, H::SGMLCommand});
    paint(lexer, inks.number, {H::HTMLNumber, H::JavaScriptNumber});
}

void cssColours(QsciLexer *lexer, const Inks &inks)
{
    using C = QsciLexerCSS;
    paint(lexer, inks.tag, {C::Tag});
    paint(lexer, inks.keyword, {C::ClassSelector, C::IDSelector, C::AtRule, C::MediaRule});
    paint(lexer, inks.name,
          {C::CSS1Property, C::CSS2Property, C::CSS3Property, C::ExtendedCSSProperty, C::UnknownProperty,
           C::PseudoClass, C::PseudoElement, C::Variable});
    paint(lexer, inks.string, {C::DoubleQuotedString, C::SingleQuotedString, C::Value});
    paint(lexer, inks.comment, {C::Comment});
    paint(lexer, inks.number, {C::Important});
}

void tomlColours(QsciLexer *lexer, const Inks &inks)
{
    using P = QsciLexerProperties;
    paint(lexer, inks.comment, {P::Comment});
    paint(lexer, inks.keyword, {P::Section});
    paint(lexer, inks.name, {P::Key});
    paint(lexer, inks.comment, {P::Assignment});
    paint(lexer, inks.string, {P::Default, P::DefaultValue});
}

void jsonColours(QsciLexer *lexer, const Inks &inks)
{
    using J = QsciLexerJSON;
    paint(lexer, inks.name, {J::Property});
    paint(lexer, inks.string, {J::String, J::UnclosedString});
    paint(lexer, inks.number, {J::Number});
    paint(lexer, inks.keyword, {J::Keyword, J::KeywordLD});
}

} // namespace

QsciLexer *makeLexer(Language language, const Theme &theme, QObject *parent)
{
    const Inks inks = inksOf(theme);
    QsciLexer *lexer = nullptr;
    switch (language) {
    case Language::JavaScript:
        lexer = new ScriptLexer(parent);
        break;
    case Language::Html:
        lexer = new QsciLexerHTML(parent);
        break;
    case Language::Css:
        lexer = new QsciLexerCSS(parent);
        break;
    case Language::Toml:
        lexer = new QsciLexerProperties(parent);
        break;
    case Language::Json:
        lexer = new QsciLexerJSON(parent);
        break;
    case Language::Plain:
        return nullptr;
    }
    // First everything in the ink on the panel, then what has a colour of its own.
    const QFont font = codeFont();
    lexer->setDefaultFont(font);
    lexer->setDefaultPaper(theme.panel);
    lexer->setDefaultColor(inks.text);
    lexer->setFont(font, -1);
    lexer->setPaper(theme.panel, -1);
    lexer->setColor(inks.text, -1);
    switch (language) {
    case Language::JavaScript:
        scriptColours(lexer, inks);
        break;
    case Language::Html:
        htmlColours(lexer, inks);
        break;
    case Language::Css:
        cssColours(lexer, inks);
        break;
    case Language::Toml:
        tomlColours(lexer, inks);
        break;
    case Language::Json:
        jsonColours(lexer, inks);
        break;
    case Language::Plain:
        break;
    }
    return lexer;
}

} // namespace swapscope
