#include "codeeditor.h"

#include "coach/severitylook.h"
#include "lexercolours.h"
#include "widgets/plainfont.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace swapscope {

namespace {

constexpr int kNumberMargin = 0;
constexpr int kMarkMargin = 1;
constexpr int kErrorMark = 1;
constexpr int kErrorLine = 2;
constexpr int kNoteMark = 3; // and the two behind it: a note, a warning, an error of the coach
constexpr int kMatchIndicator = 8;
constexpr int kLineSpace = 3; // above and below a line, in pixels

QPixmap errorMark(const Theme &theme)
{
    constexpr int side = 12;
    QPixmap pixmap(side * 2, side * 2);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.lost);
    painter.drawEllipse(QRectF(0.5, 0.5, side - 1, side - 1));
    painter.setPen(QPen(theme.panel, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(6, 3.2), QPointF(6, 6.6));
    painter.drawPoint(QPointF(6, 9));
    return pixmap;
}

// A shape of its own for each, as the coach has them: square, triangle, disc.
int noteMark(Role role)
{
    return kNoteMark + (role == Role::Lost ? 2 : role == Role::Wait ? 1 : 0);
}

} // namespace

Language languageOf(const QString &fileName)
{
    if (fileName.endsWith(QLatin1StringView(".js")))
        return Language::JavaScript;
    if (fileName.endsWith(QLatin1StringView(".html")) || fileName.endsWith(QLatin1StringView(".svg")))
        return Language::Html;
    if (fileName.endsWith(QLatin1StringView(".css")))
        return Language::Css;
    if (fileName.endsWith(QLatin1StringView(".toml")))
        return Language::Toml;
    if (fileName.endsWith(QLatin1StringView(".json")))
        return Language::Json;
    return Language::Plain;
}

CodeEditor::CodeEditor(Language language, QWidget *parent) : QsciScintilla(parent), m_language(language)
{
    setUtf8(true);
    setFrameShape(QFrame::NoFrame);
    setEolMode(EolUnix);
    setIndentationsUseTabs(false);
    setIndentationWidth(2);
    setTabWidth(2);
    setTabIndents(true);
    setBackspaceUnindents(true);
    setAutoIndent(true);
    setBraceMatching(SloppyBraceMatch);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setExtraAscent(kLineSpace);
    setExtraDescent(kLineSpace);
    setCaretLineVisible(true);
    setCaretWidth(2);
    setMarginType(kNumberMargin, NumberMargin);
    setMarginType(kMarkMargin, SymbolMargin);
    setMarginWidth(kMarkMargin, 0);
    setMarginMarkerMask(kMarkMargin, (1 << kErrorMark) | (7 << kNoteMark));
    setMarginWidth(2, metrics::kGap);
    setMarginType(2, SymbolMarginDefaultBackgroundColor);
    setMarginMarkerMask(2, 0);
    setAnnotationDisplay(AnnotationIndented);
    SendScintilla(SCI_SETMULTIPLESELECTION, 1);
    SendScintilla(SCI_SETADDITIONALSELECTIONTYPING, 1);
    connect(this, &QsciScintilla::linesChanged, this, &CodeEditor::fitNumbers);
    applyColours();
}

void CodeEditor::load(const QString &text)
{
    setText(text);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    convertEols(eolMode());
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    setModified(false);
    clearErrors();
}

void CodeEditor::replaceAll(const QString &replacement)
{
    const Place before = place();
    beginUndoAction();
    selectAll();
    replaceSelectedText(replacement);
    endUndoAction();
    setPlace(before);
}

CodeEditor::Place CodeEditor::current() const
{
    Place now;
    getCursorPosition(&now.line, &now.index);
    now.top = firstVisibleLine();
    return now;
}

CodeEditor::Place CodeEditor::place() const
{
    return current() == m_put ? m_wished : current();
}

void CodeEditor::setPlace(const Place &place)
{
    const int line = qBound(0, place.line, qMax(0, lines() - 1));
    int endLine = 0;
    int end = 0;
    lineIndexFromPosition(
        static_cast<int>(SendScintilla(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(line))), &endLine,
        &end);
    setCursorPosition(line, qMin(place.index, end));
    setFirstVisibleLine(place.top);
    m_wished = place;
    m_put = current();
}

void CodeEditor::markError(int line, const QString &message)
{
    const int row = qBound(0, line - 1, qMax(0, lines() - 1));
    m_errors.insert(row + 1, message);
    markerAdd(row, kErrorMark);
    markerAdd(row, kErrorLine);
    fitMarks();
    const Theme theme = Theme::current();
    QFont font = fonts::interface();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 0.95);
    annotate(row, message,
             QsciStyle(-1, QStringLiteral("error"), theme.lost, theme.tint(theme.lost, 0.08), font));
}

void CodeEditor::clearErrors()
{
    m_errors.clear();
    markerDeleteAll(kErrorMark);
    markerDeleteAll(kErrorLine);
    clearAnnotations();
    fitMarks();
}

void CodeEditor::setNotes(const std::vector<Note> &notes)
{
    for (int mark = kNoteMark; mark < kNoteMark + 3; ++mark)
        markerDeleteAll(mark);
    m_notes = notes;
    for (const Note &note : m_notes)
        markerAdd(qBound(0, note.line - 1, qMax(0, lines() - 1)), noteMark(note.role));
    fitMarks();
}

void CodeEditor::fitMarks()
{
    setMarginWidth(kMarkMargin, m_errors.isEmpty() && m_notes.empty() ? 0 : 16);
}

QList<int> CodeEditor::errorLines() const
{
    return m_errors.keys();
}

void CodeEditor::goTo(int line, int column)
{
    setCursorPosition(qMax(0, line - 1), qMax(0, column - 1));
    ensureLineVisible(qMax(0, line - 1));
    SendScintilla(SCI_SCROLLCARET);
}

// Scintilla counts bytes of UTF-8.
qsizetype CodeEditor::bytesBefore(qsizetype unit) const
{
    return QStringView(text()).left(unit).toUtf8().size();
}

qsizetype CodeEditor::unitAtByte(qsizetype byte) const
{
    return QString::fromUtf8(text().toUtf8().left(byte)).size();
}

void CodeEditor::selectMatch(const TextMatch &match)
{
    const auto from = static_cast<unsigned long>(bytesBefore(match.start));
    const auto to = static_cast<long>(bytesBefore(match.start + match.length));
    SendScintilla(SCI_SETSEL, from, to);
    SendScintilla(SCI_SCROLLRANGE, from, to);
}

void CodeEditor::showMatches(const std::vector<TextMatch> &matches)
{
    SendScintilla(SCI_SETINDICATORCURRENT, kMatchIndicator);
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
    if (matches.empty())
        return;
    const QString all = text();
    qsizetype unit = 0;
    qsizetype byte = 0;
    for (const TextMatch &match : matches) {
        byte += QStringView(all).mid(unit, match.start - unit).toUtf8().size();
        const qsizetype length = QStringView(all).mid(match.start, match.length).toUtf8().size();
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(byte), static_cast<long>(length));
        unit = match.start + match.length;
        byte += length;
    }
}

TextMatch CodeEditor::selectedMatch() const
{
    const qsizetype from = unitAtByte(SendScintilla(SCI_GETSELECTIONSTART));
    const qsizetype to = unitAtByte(SendScintilla(SCI_GETSELECTIONEND));
    return {from, to - from};
}

void CodeEditor::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)
        applyColours();
}

bool CodeEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int line = lineAt(help->pos()) + 1;
        QString message = errorAt(line);
        for (const Note &note : m_notes) {
            if (note.line == line)
                message += (message.isEmpty() ? QString() : QStringLiteral("\n")) + note.text;
        }
        if (!message.isEmpty()) {
            QToolTip::showText(help->globalPos(), message, this);
            return true;
        }
    }
    return QsciScintilla::event(event);
}

void CodeEditor::fitNumbers()
{
    const QString widest(qMax<qsizetype>(2, QString::number(lines()).size()), u'0');
    setMarginWidth(kNumberMargin, QFontMetrics(fonts::numbers()).horizontalAdvance(widest) + 22);
}

void CodeEditor::applyColours()
{
    const Theme theme = Theme::current();
    const QFont font = codeFont();
    const QColor soft = mixed(theme.panel, theme.ground, 0.45);
    setFont(font);
    setPaper(theme.panel);
    setColor(theme.ink);
    QsciLexer *old = lexer();
    QsciLexer *fresh = makeLexer(m_language, theme, this);
    setLexer(fresh);
    delete old;
    if (fresh == nullptr) {
        SendScintilla(SCI_STYLESETBACK, STYLE_DEFAULT, theme.panel);
        SendScintilla(SCI_STYLESETFORE, STYLE_DEFAULT, theme.ink);
    }
    setMarginsFont(fonts::numbers());
    setMarginsBackgroundColor(soft);
    setMarginsForegroundColor(mixed(theme.panel, theme.dim, 0.7));
    setMarginBackgroundColor(kMarkMargin, soft);
    setMarginBackgroundColor(2, theme.panel);
    setCaretLineBackgroundColor(theme.tint(theme.wait, theme.dark ? 0.10 : 0.12));
    setCaretForegroundColor(theme.catchUp);
    setSelectionBackgroundColor(theme.tint(theme.catchUp, theme.dark ? 0.35 : 0.22));
    SendScintilla(SCI_SETSELFORE, 0UL, 0L);
    setMatchedBraceBackgroundColor(theme.tint(theme.catchUp, 0.2));
    setMatchedBraceForegroundColor(theme.ink);
    setUnmatchedBraceBackgroundColor(theme.panel);
    setUnmatchedBraceForegroundColor(theme.lost);
    setIndentationGuidesBackgroundColor(theme.line);
    setIndentationGuidesForegroundColor(theme.line);
    markerDefine(errorMark(theme), kErrorMark);
    markerDefine(Background, kErrorLine);
    for (const Severity severity : {Severity::Note, Severity::Warning, Severity::Error})
        markerDefine(severityPixmap(theme, severity, 12), noteMark(severityRole(severity)));
    setMarkerBackgroundColor(theme.tint(theme.lost, 0.12), kErrorLine);
    indicatorDefine(StraightBoxIndicator, kMatchIndicator);
    setIndicatorForegroundColor(theme.wait, kMatchIndicator);
    fitNumbers();
    const QMap<int, QString> errors = m_errors;
    if (!errors.isEmpty()) {
        clearErrors();
        for (auto it = errors.cbegin(); it != errors.cend(); ++it)
            markError(it.key(), it.value());
    }
}

} // namespace swapscope
