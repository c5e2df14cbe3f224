#include "findbar.h"

#include "codeeditor.h"
#include "widgets/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>

namespace swapscope {

namespace {

QToolButton *makeOption(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setProperty("kind", QStringLiteral("icon"));
    button->setText(text);
    button->setFont(fonts::numbers());
    button->setCheckable(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFixedSize(28, 24);
    return button;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent),
      m_pattern(new QLineEdit(this)),
      m_replacement(new QLineEdit),
      m_replaceRow(new QWidget(this)),
      m_case(makeOption(QStringLiteral("Aa"), tr("Match case"), this)),
      m_word(makeOption(QStringLiteral("ab|"), tr("Whole words"), this)),
      m_regex(makeOption(QStringLiteral(".*"), tr("Regular expression"), this)),
      m_status(makeLabel(QString(), "dim", this)),
      m_replaceOne(
          makeButton(tr("Replace"), "dense", tr("Replace this one and go to the next"), m_replaceRow)),
      m_replaceAll(makeButton(tr("Replace all"), "", tr("Replace every match in this file"), m_replaceRow))
{
    setProperty("surface", QStringLiteral("faint"));
    setAttribute(Qt::WA_StyledBackground);
    m_pattern->setPlaceholderText(tr("Find"));
    m_pattern->setAccessibleName(tr("Find"));
    m_pattern->setToolTip(tr("Enter finds the next, Shift+Enter the one before, Escape closes"));
    m_replacement->setParent(m_replaceRow);
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(tr("Replace with"));
    m_replacement->setToolTip(tr("With a regular expression \\1 … \\9 are its groups"));
    m_status->setFont(fonts::small());
    m_status->setMinimumWidth(76);
    auto *before = makeIconButton(QStringLiteral("up"), tr("Previous match (Shift+Enter)"), this);
    auto *after = makeIconButton(QStringLiteral("down"), tr("Next match (Enter)"), this);
    auto *shut = makeIconButton(QStringLiteral("close"), tr("Close (Escape)"), this);

    auto *first = new QHBoxLayout;
    first->setSpacing(metrics::kGrid);
    first->addWidget(m_pattern, 1);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_case, m_word, m_regex, m_status, before, after, shut})
        first->addWidget(widget);
    auto *second = new QHBoxLayout(m_replaceRow);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(metrics::kGrid);
    second->addWidget(m_replacement, 1);
    second->addWidget(m_replaceOne);
    second->addWidget(m_replaceAll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kGap, metrics::kGap, metrics::kGap, metrics::kGap);
    layout->setSpacing(metrics::kGrid);
    layout->addLayout(first);
    layout->addWidget(m_replaceRow);

    m_pattern->installEventFilter(this);
    m_replacement->installEventFilter(this);
    connect(m_pattern, &QLineEdit::textChanged, this, &FindBar::refresh);
    for (QToolButton *option : {m_case, m_word, m_regex})
        connect(option, &QToolButton::toggled, this, &FindBar::refresh);
    connect(before, &QToolButton::clicked, this, &FindBar::previous);
    connect(after, &QToolButton::clicked, this, &FindBar::next);
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
    connect(m_replaceOne, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceEvery);
    hide();
}

void FindBar::setEditor(CodeEditor *editor)
{
    if (m_editor == editor)
        return;
    if (m_editor != nullptr) {
        disconnect(m_editor, nullptr, this, nullptr);
        m_editor->showMatches({});
    }
    m_editor = editor;
    if (m_editor != nullptr) {
        connect(m_editor, &QsciScintilla::textChanged, this, &FindBar::refresh);
        connect(m_editor, &QObject::destroyed, this, [this] {
            m_editor = nullptr;
            m_matches.clear();
        });
    }
    refresh();
}

void FindBar::openFind()
{
    open(false);
}

void FindBar::openReplace()
{
    open(true);
}

void FindBar::open(bool replacing)
{
    m_replaceRow->setVisible(replacing);
    show();
    if (m_editor != nullptr) {
        const QString selected = m_editor->selectedText();
        if (!selected.isEmpty() && !selected.contains(u'\n'))
            m_pattern->setText(selected);
    }
    m_pattern->setFocus();
    m_pattern->selectAll();
    refresh();
}

void FindBar::close()
{
    hide();
    if (m_editor != nullptr) {
        m_editor->showMatches({});
        m_editor->setFocus();
    }
}

SearchOptions FindBar::options() const
{
    return {m_pattern->text(), m_regex->isChecked(), m_case->isChecked(), m_word->isChecked()};
}

void FindBar::setOptions(const SearchOptions &options)
{
    m_regex->setChecked(options.regex);
    m_case->setChecked(options.caseSensitive);
    m_word->setChecked(options.wholeWord);
    m_pattern->setText(options.pattern);
    refresh();
}

void FindBar::setReplacement(const QString &text)
{
    m_replacement->setText(text);
}

QString FindBar::status() const
{
    return m_status->text();
}

void FindBar::showStatus(const QString &text, bool wrong)
{
    m_status->setText(text);
    setStyleProperty(m_status, "role", wrong ? QStringLiteral("lost") : QStringLiteral("dim"));
    setStyleProperty(m_pattern, "wrong", wrong);
}

void FindBar::refresh()
{
    m_matches.clear();
    const bool shown = !isHidden() && m_editor != nullptr;
    if (shown) {
        const Result<std::vector<TextMatch>> found = findMatches(m_editor->text(), options());
        if (!found) {
            showStatus(tr("not an expression"), true);
            m_status->setToolTip(found.error().message);
        } else {
            m_status->setToolTip({});
            m_matches = *found;
            const TextMatch selected = m_editor->selectedMatch();
            const auto at = std::find(m_matches.begin(), m_matches.end(), selected);
            if (m_pattern->text().isEmpty())
                showStatus({}, false);
            else if (m_matches.empty())
                showStatus(tr("nothing found"), true);
            else if (at == m_matches.end())
                showStatus(tr("%n found", nullptr, static_cast<int>(m_matches.size())), false);
            else
                showStatus(tr("%1 of %2").arg(at - m_matches.begin() + 1).arg(m_matches.size()), false);
        }
        m_editor->showMatches(m_matches);
    }
    m_replaceOne->setEnabled(!m_matches.empty());
    m_replaceAll->setEnabled(!m_matches.empty());
}

void FindBar::next()
{
    step(true);
}

void FindBar::previous()
{
    step(false);
}

void FindBar::step(bool forward)
{
    if (m_matches.empty() || m_editor == nullptr)
        return;
    const TextMatch here = m_editor->selectedMatch();
    auto target = m_matches.begin();
    if (forward) {
        // From the cursor on; a match that is selected is the one before the next.
        target = std::find_if(m_matches.begin(), m_matches.end(), [&](const TextMatch &match) {
            return match == here ? false : match.start >= here.start;
        });
        if (target == m_matches.end())
            target = m_matches.begin();
    } else {
        target = std::find_if(m_matches.begin(), m_matches.end(),
                              [&](const TextMatch &match) { return match.start >= here.start; });
        target = target == m_matches.begin() ? m_matches.end() - 1 : target - 1;
    }
    const TextMatch match = *target;
    m_editor->selectMatch(match);
    refresh();
}

void FindBar::replaceOne()
{
    if (m_editor == nullptr || m_matches.empty())
        return;
    const TextMatch here = m_editor->selectedMatch();
    if (std::find(m_matches.begin(), m_matches.end(), here) == m_matches.end()) {
        next();
        return;
    }
    m_editor->replaceSelectedText(replacementFor(m_editor->text(), here, options(), m_replacement->text()));
    next();
}

void FindBar::replaceEvery()
{
    if (m_editor == nullptr)
        return;
    const Result<Replaced> result = replaceMatches(m_editor->text(), options(), m_replacement->text());
    if (!result || result->count == 0)
        return;
    m_editor->replaceAll(result->text);
    showStatus(tr("%n replaced", nullptr, result->count), false);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (watched == m_replacement)
                replaceOne();
            else
                step(!key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace swapscope
