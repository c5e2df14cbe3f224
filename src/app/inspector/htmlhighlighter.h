#pragma once

#include <QSyntaxHighlighter>

namespace swapscope {

// Colours HTML in the theme's roles: tags, attributes, values, comments. Colours the text alone; nothing
// depends on it.
class HtmlHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit HtmlHighlighter(QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;
};

} // namespace swapscope
