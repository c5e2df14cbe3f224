#pragma once

#include "linediff.h"

#include <QPlainTextEdit>

namespace swapscope {

// Some HTML to look at: monospace, coloured, as high as its text up to a limit. A changed line has a sign
// and a ground of its own.
class CodeView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeView(const QString &name, QWidget *parent = nullptr);

    void setCode(const QString &text);
    void setDiff(const std::vector<DiffLine> &lines);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void applyLook();

    std::vector<LineFate> m_fates;
    class HtmlHighlighter *m_highlighter;
};

} // namespace swapscope
