#include "manualstyle.h"

#include "widgets/theme.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

namespace swapscope {

namespace {

constexpr qreal kPage = 28; // margin of the whole

void dressTable(QTextTable &table, const Theme &theme)
{
    QTextTableFormat format = table.format();
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(theme.line);
    format.setCellSpacing(0);
    format.setCellPadding(6);
    format.setTopMargin(metrics::kGap);
    format.setBottomMargin(metrics::kMargin);
    table.setFormat(format);
}

bool isCode(const QTextBlockFormat &format)
{
    return format.hasProperty(QTextFormat::BlockCodeFence) ||
           format.hasProperty(QTextFormat::BlockCodeLanguage) || format.nonBreakableLines();
}

bool holdsPicture(const QTextBlock &block)
{
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        if (it.fragment().charFormat().isImageFormat())
            return true;
    }
    return false;
}

QTextBlockFormat blockFormat(const QTextBlock &block, const Theme &theme)
{
    QTextBlockFormat format;
    const QTextBlockFormat now = block.blockFormat();
    if (isCode(now)) {
        const bool first = !isCode(block.previous().blockFormat());
        const bool last = !block.next().isValid() || !isCode(block.next().blockFormat());
        format.setBackground(theme.ground);
        format.setTopMargin(first ? metrics::kGrid : 0);
        format.setBottomMargin(last ? metrics::kMargin : 0);
    } else if (now.headingLevel() > 0) {
        format.setTopMargin(now.headingLevel() == 1 ? 0 : 20);
        format.setBottomMargin(metrics::kGap);
    } else if (block.textList() != nullptr) {
        format.setLineHeight(135, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(0);
        format.setBottomMargin(2);
    } else {
        // A picture is a line as well, and would get a third of its height below it.
        if (!holdsPicture(block))
            format.setLineHeight(135, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(0);
        format.setBottomMargin(metrics::kGap);
    }
    return format;
}

} // namespace

void dressManual(QTextDocument &document, const Theme &theme)
{
    document.setDocumentMargin(kPage);
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    for (QTextFrame *frame : document.rootFrame()->childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(frame))
            dressTable(*table, theme);
    }
    const QFont mono = fonts::mono();
    QTextCharFormat code;
    code.setFontFamilies({mono.family()});
    code.setFontPointSize(mono.pointSizeF() > 0 ? mono.pointSizeF() : 9.5);
    QTextCharFormat heading;
    heading.setFontWeight(QFont::DemiBold);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        // The cells of a table have their padding.
        cursor.setPosition(block.position());
        if (cursor.currentTable() == nullptr)
            cursor.mergeBlockFormat(blockFormat(block, theme));
        if (block.blockFormat().headingLevel() > 0) {
            cursor.setPosition(block.position() + block.length() - 1, QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(heading);
        }
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (!fragment.charFormat().fontFixedPitch() && !isCode(block.blockFormat()))
                continue;
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(code);
        }
    }
    cursor.endEditBlock();
}

} // namespace swapscope
