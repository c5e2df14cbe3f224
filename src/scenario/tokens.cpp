#include "tokens.h"

#include <array>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

bool startsWord(QChar c)
{
    return c.isLetter() || c == u'_' || c == u'$' || c == u'\\' || c.isSurrogate();
}

bool continuesWord(QChar c)
{
    return startsWord(c) || c.isDigit() || c == QChar(0x200c) || c == QChar(0x200d);
}

bool isLineBreak(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar(0x2028) || c == QChar(0x2029);
}

// The longest first, so that the first that fits is the right one.
constexpr std::array kPunctuators{
    ">>>="_L1, "..."_L1, "==="_L1,  "!=="_L1, "**="_L1, "<<="_L1, ">>="_L1, ">>>"_L1,
    "&&="_L1,  "||="_L1, "?\?="_L1, "=>"_L1,  "=="_L1,  "!="_L1,  "<="_L1,  ">="_L1,
    "&&"_L1,   "||"_L1,  "??"_L1,   "++"_L1,  "--"_L1,  "+="_L1,  "-="_L1,  "*="_L1,
    "/="_L1,   "%="_L1,  "&="_L1,   "|="_L1,  "^="_L1,  "<<"_L1,  ">>"_L1,  "**"_L1,
};

// Words after which an expression starts, so that a slash begins a regular expression.
bool expectsExpression(QStringView word)
{
    static constexpr std::array kWords{
        "return"_L1, "typeof"_L1, "instanceof"_L1, "in"_L1, "of"_L1,   "new"_L1,   "delete"_L1,
        "void"_L1,   "throw"_L1,  "case"_L1,       "do"_L1, "else"_L1, "yield"_L1, "await"_L1,
    };
    return std::any_of(kWords.begin(), kWords.end(), [word](auto w) { return word == w; });
}

class Scanner
{
public:
    explicit Scanner(Tokens &out) : m_out(out), m_text(out.text) {}

    void run()
    {
        while (skipBlank(), m_at < m_text.size())
            one();
    }

private:
    QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar();
    }

    void step(qsizetype count = 1)
    {
        for (; count > 0 && m_at < m_text.size(); --count) {
            const QChar c = m_text[m_at++];
            if (isLineBreak(c) && !(c == u'\r' && peek() == u'\n')) {
                ++m_line;
                m_lineStart = m_at;
                m_lineBreak = true;
            }
        }
    }

    void skipBlank()
    {
        while (m_at < m_text.size()) {
            const QChar c = peek();
            if (c.isSpace() || c == QChar(0xfeff)) {
                step();
            } else if (c == u'/' && peek(1) == u'/') {
                while (m_at < m_text.size() && !isLineBreak(peek()))
                    step();
            } else if (c == u'/' && peek(1) == u'*') {
                const qsizetype end = m_text.indexOf("*/"_L1, m_at + 2);
                step(end < 0 ? m_text.size() - m_at : end + 2 - m_at);
            } else {
                return;
            }
        }
    }

    Token begin()
    {
        Token token;
        token.at = m_at;
        token.line = m_line;
        token.column = static_cast<int>(m_at - m_lineStart) + 1;
        token.after = m_lineBreak;
        token.enclosing = m_open.empty() ? -1 : m_open.back();
        m_lineBreak = false;
        return token;
    }

    void end(Token token, Token::Type type)
    {
        token.type = type;
        token.text = QStringView(m_text).sliced(token.at, m_at - token.at);
        m_out.all.push_back(token);
        m_lineBreak = m_lineBreak && type != Token::Type::Template;
    }

    void one()
    {
        const QChar c = peek();
        if (startsWord(c) || (c == u'#' && startsWord(peek(1))))
            word();
        else if (c.isDigit() || (c == u'.' && peek(1).isDigit()))
            number();
        else if (c == u'"' || c == u'\'')
            string(c);
        else if (c == u'`')
            templatePiece(1);
        else if (c == u'/' && regexMayStart())
            regex();
        else
            punctuator();
    }

    void word()
    {
        Token token = begin();
        step();
        while (m_at < m_text.size() && continuesWord(peek()))
            step();
        end(token, Token::Type::Word);
    }

    void number()
    {
        Token token = begin();
        while (m_at < m_text.size()) {
            const QChar c = peek();
            const bool sign = (c == u'+' || c == u'-') && m_at > token.at &&
                              m_text[m_at - 1].toLower() == u'e' &&
                              m_text[token.at + 1 < m_at ? token.at + 1 : token.at].toLower() != u'x';
            if (!continuesWord(c) && c != u'.' && !sign)
                break;
            step();
        }
        end(token, Token::Type::Number);
    }

    void string(QChar quote)
    {
        Token token = begin();
        step();
        token.closed = false;
        while (m_at < m_text.size() && peek() != u'\n' && peek() != u'\r') {
            const QChar c = peek();
            if (c == u'\\') {
                step(peek(1) == u'\r' && peek(2) == u'\n' ? 3 : 2);
                continue;
            }
            step();
            if (c == quote) {
                token.closed = true;
                break;
            }
        }
        end(token, Token::Type::String);
    }

    // From the opening back-quote or the brace that ends a piece of code, to the next such place.
    void templatePiece(qsizetype head)
    {
        Token token = begin();
        step(head);
        token.closed = false;
        bool code = false;
        while (m_at < m_text.size()) {
            const QChar c = peek();
            if (c == u'\\') {
                step(2);
                continue;
            }
            if (c == u'$' && peek(1) == u'{') {
                step(2);
                code = true;
                token.closed = true;
                break;
            }
            step();
            if (c == u'`') {
                token.closed = true;
                break;
            }
        }
        end(token, Token::Type::Template);
        if (code)
            m_open.push_back(m_out.size() - 1);
    }

    void regex()
    {
        Token token = begin();
        step();
        token.closed = false;
        bool set = false;
        while (m_at < m_text.size() && !isLineBreak(peek())) {
            const QChar c = peek();
            if (c == u'\\' && !isLineBreak(peek(1))) {
                step(2);
                continue;
            }
            step();
            if (c == u'[')
                set = true;
            else if (c == u']')
                set = false;
            else if (c == u'/' && !set) {
                token.closed = true;
                break;
            }
        }
        while (m_at < m_text.size() && continuesWord(peek()))
            step();
        end(token, Token::Type::Regex);
    }

    void punctuator()
    {
        if (peek() == u'}' && !m_open.empty() && m_out[m_open.back()].type == Token::Type::Template) {
            m_open.pop_back();
            templatePiece(1);
            return;
        }
        Token token = begin();
        qsizetype length = 1;
        const QStringView rest = QStringView(m_text).sliced(m_at);
        for (const auto &punctuator : kPunctuators) {
            if (rest.startsWith(punctuator)) {
                length = punctuator.size();
                break;
            }
        }
        // "?." unless a digit follows, which is a condition: a?.5:1
        if (length == 1 && peek() == u'?' && peek(1) == u'.' && !peek(2).isDigit())
            length = 2;
        const QChar c = peek();
        const bool opens = c == u'(' || c == u'[' || c == u'{';
        const bool closes = c == u')' || c == u']' || c == u'}';
        if (closes && !m_open.empty()) {
            const int other = m_open.back();
            const QChar open = m_out[other].text.front();
            if ((c == u')' && open == u'(') || (c == u']' && open == u'[') || (c == u'}' && open == u'{')) {
                token.match = other;
                m_out.all[static_cast<size_t>(other)].match = m_out.size();
                m_open.pop_back();
                token.enclosing = m_open.empty() ? -1 : m_open.back();
            }
        }
        step(length);
        end(token, Token::Type::Punctuator);
        if (opens)
            m_open.push_back(m_out.size() - 1);
    }

    bool regexMayStart() const
    {
        const int last = m_out.size() - 1;
        if (last < 0)
            return true;
        const Token &token = m_out[last];
        switch (token.type) {
        case Token::Type::Number:
        case Token::Type::String:
        case Token::Type::Regex:
            return false;
        case Token::Type::Template:
            return token.text.endsWith(u'{');
        case Token::Type::Word:
            return expectsExpression(token.text) && !m_out.isAt(last - 1, "."_L1) &&
                   !m_out.isAt(last - 1, "?."_L1);
        case Token::Type::Punctuator:
            break;
        }
        if (token.text == "]"_L1 || token.text == "++"_L1 || token.text == "--"_L1)
            return false;
        if (token.text == ")"_L1) {
            // if (x) /re/.test(y), but (a) / b
            const int before = token.match - 1;
            return token.match >= 0 &&
                   (m_out.isKeyword(before, "if"_L1) || m_out.isKeyword(before, "while"_L1) ||
                    m_out.isKeyword(before, "for"_L1) || m_out.isKeyword(before, "with"_L1));
        }
        if (token.text == "}"_L1)
            return token.match >= 0 && isBlock(token.match);
        return true;
    }

    // Whether this opening brace starts statements; else it is an object.
    bool isBlock(int brace) const
    {
        if (brace == 0)
            return true;
        const Token &before = m_out[brace - 1];
        if (before.type == Token::Type::Word)
            return !expectsExpression(before.text) || before.text == "do"_L1 || before.text == "else"_L1;
        if (before.type != Token::Type::Punctuator)
            return false;
        if (before.text == "{"_L1)
            return isBlock(brace - 1);
        return before.text == ")"_L1 || before.text == ";"_L1 || before.text == "}"_L1 ||
               before.text == "=>"_L1;
    }

    Tokens &m_out;
    const QString &m_text;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
    bool m_lineBreak = false;
    std::vector<int> m_open;
};

} // namespace

Tokens scanTokens(const QString &text)
{
    Tokens tokens;
    tokens.text = text;
    Scanner(tokens).run();
    return tokens;
}

} // namespace swapscope
