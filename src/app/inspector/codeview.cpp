#include "codeview.h"

#include "htmlhighlighter.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace swapscope {

namespace {

constexpr int kMostLines = 18;
constexpr int kMargin = 8;
constexpr int kSignWidth = 12;

} // namespace

CodeView::CodeView(const QString &name, QWidget *parent)
    : QPlainTextEdit(parent), m_highlighter(new HtmlHighlighter(document()))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(kMargin);
    applyLook();
}

void CodeView::setCode(const QString &text)
{
    m_fates.clear();
    setViewportMargins(0, 0, 0, 0);
    setPlainText(text);
    updateGeometry();
}

void CodeView::setDiff(const std::vector<DiffLine> &lines)
{
    QStringList texts;
    m_fates.clear();
    for (const DiffLine &line : lines) {
        texts << line.text;
        m_fates.push_back(line.fate);
    }
    setViewportMargins(0, 0, 0, 0);
    document()->setDocumentMargin(kMargin);
    // Room for the signs before the lines.
    for (QString &text : texts)
        text.prepend(QStringLiteral("  "));
    setPlainText(texts.join(u'\n'));
    updateGeometry();
}

QSize CodeView::sizeHint() const
{
    const int lines = std::clamp(document()->blockCount(), 1, kMostLines);
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    return {200, qCeil(lines * QFontMetricsF(font()).lineSpacing()) + 2 * kMargin + bar + 2};
}

QSize CodeView::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void CodeView::applyLook()
{
    const Theme theme = Theme::current();
    setFont(fonts::numbers());
    QPalette colors = palette();
    colors.setColor(QPalette::Base, mixed(theme.panel, theme.ground, 0.6));
    colors.setColor(QPalette::Text, theme.ink);
    if (colors != palette())
        setPalette(colors);
    m_highlighter->rehighlight();
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyLook();
}

void CodeView::paintEvent(QPaintEvent *event)
{
    if (!m_fates.empty()) {
        const Theme theme = Theme::current();
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(font());
        QTextBlock block = firstVisibleBlock();
        while (block.isValid()) {
            const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
            if (box.top() > viewport()->height())
                break;
            const auto index = static_cast<std::size_t>(block.blockNumber());
            const LineFate fate = index < m_fates.size() ? m_fates[index] : LineFate::Same;
            if (fate != LineFate::Same) {
                const bool added = fate == LineFate::Added;
                const QColor role = added ? theme.live : theme.lost;
                painter.fillRect(QRectF(0, box.top(), viewport()->width(), box.height()),
                                 theme.tint(role, 0.14));
                painter.setPen(role);
                painter.drawText(QRectF(kMargin - 2, box.top(), kSignWidth, box.height()), Qt::AlignCenter,
                                 added ? QStringLiteral("+") : QStringLiteral("\u2212"));
            }
            block = block.next();
        }
    }
    QPlainTextEdit::paintEvent(event);
}

} // namespace swapscope
