#include "inspectorpanel.h"

#include "codeview.h"
#include "linediff.h"
#include "prettyhtml.h"
#include "widgets/statepill.h"
#include "widgets/widgets.h"

#include <trace/trace.h>

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace swapscope {

namespace {

constexpr int kNameWidth = 96;

bool sameRows(const Sheet &a, const Sheet &b)
{
    if (a.title != b.title || a.subtitle != b.subtitle || a.fragment != b.fragment || a.before != b.before ||
        a.after != b.after || a.cards.size() != b.cards.size())
        return false;
    for (std::size_t i = 0; i < a.cards.size(); ++i) {
        if (a.cards[i].rows != b.cards[i].rows || a.cards[i].note != b.cards[i].note ||
            a.cards[i].moment != b.cards[i].moment)
            return false;
    }
    return true;
}

QLabel *wrapped(QLabel *label)
{
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

InspectorPanel::InspectorPanel(QWidget *parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)), m_scroll(new QScrollArea(this))
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", QStringLiteral("panel"));
    setAccessibleName(QStringLiteral("Inspector"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    auto *empty = new QWidget(m_stack);
    auto *emptyColumn = new QVBoxLayout(empty);
    emptyColumn->setContentsMargins(metrics::kMargin * 2, metrics::kMargin, metrics::kMargin * 2,
                                    metrics::kMargin);
    emptyColumn->addStretch(2);
    auto *head = new QLabel(QStringLiteral("Nothing selected"), empty);
    head->setFont(fonts::semiBold());
    head->setAlignment(Qt::AlignCenter);
    emptyColumn->addWidget(head);
    auto *hint =
        makeLabel(QStringLiteral("Click a message in the timeline to see what was meant, what crossed the "
                                 "wire, and what it did to the page. A band tells of its connection, a "
                                 "hatched one of its back-off."),
                  "dim", empty);
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignHCenter);
    emptyColumn->addWidget(hint);
    emptyColumn->addStretch(3);
    m_stack->addWidget(empty);

    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(QStringLiteral("What is known about the selection"));
    m_stack->addWidget(m_scroll);
}

void InspectorPanel::setTrace(const Trace *trace, const RunModel *model)
{
    m_trace = trace;
    m_model = model;
    showEvent(EventId(0));
}

void InspectorPanel::showEvent(EventId event)
{
    m_event = m_trace != nullptr && m_trace->find(event) != nullptr ? event : 0;
    m_seen = m_trace != nullptr ? m_trace->size() : 0;
    m_sheet = m_event != 0 ? sheetOf(*m_trace, *m_model, m_event, m_trace->lastTime()) : Sheet();
    m_scroll->verticalScrollBar()->setValue(0);
    fill();
}

void InspectorPanel::eventsAppended()
{
    if (m_event == 0 || m_trace == nullptr)
        return;
    if (m_trace->size() < m_seen) {
        showEvent(EventId(0));
        return;
    }
    if (m_trace->size() == m_seen)
        return;
    m_seen = m_trace->size();
    Sheet sheet = sheetOf(*m_trace, *m_model, m_event, m_trace->lastTime());
    if (sameRows(sheet, m_sheet))
        return;
    const int scrolled = m_scroll->verticalScrollBar()->value();
    m_sheet = std::move(sheet);
    fill();
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

QWidget *InspectorPanel::cardWidget(const SheetCard &card)
{
    auto *frame = new QWidget(m_body);
    auto *grid = new QGridLayout(frame);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::kGap);
    grid->setVerticalSpacing(metrics::kGrid);
    grid->setColumnMinimumWidth(0, kNameWidth);
    grid->setColumnStretch(1, 1);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(metrics::kGap);
    heading->addWidget(makeCaption(card.caption, frame));
    if (!card.where.isEmpty()) {
        QLabel *where = makeLabel(card.where, "dim", frame);
        where->setFont(fonts::small());
        heading->addWidget(where);
    }
    heading->addStretch();
    QLabel *time = makeLabel(card.moment, "dim", frame);
    time->setFont(fonts::numbers());
    heading->addWidget(time);
    grid->addLayout(heading, 0, 0, 1, 2);
    int row = 1;
    for (const SheetRow &line : card.rows) {
        QLabel *name = makeLabel(line.name, "dim", frame);
        name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        auto *value = wrapped(makeLabel(line.value, "", frame));
        value->setAccessibleName(line.name);
        if (line.mono)
            value->setFont(fonts::numbers());
        grid->addWidget(name, row, 0);
        grid->addWidget(value, row, 1);
        ++row;
    }
    if (!card.note.isEmpty()) {
        QLabel *note = wrapped(makeLabel(card.note, card.role == Role::Lost ? "lost" : "dim", frame));
        grid->addWidget(note, row, 0, 1, 2);
    }
    return frame;
}

void InspectorPanel::addHeading(const QString &text, const QString &detail)
{
    m_column->addWidget(makeRule(Qt::Horizontal, m_body));
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kGap);
    row->addWidget(makeCaption(text, m_body));
    QLabel *more = makeLabel(detail, "dim", m_body);
    more->setFont(fonts::small());
    row->addWidget(more, 1);
    m_column->addLayout(row);
}

void InspectorPanel::fill()
{
    if (m_sheet.isEmpty()) {
        m_stack->setCurrentIndex(0);
        return;
    }
    m_body = new QWidget;
    m_body->setAttribute(Qt::WA_StyledBackground);
    m_body->setProperty("surface", QStringLiteral("panel"));
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(metrics::kMargin, metrics::kMargin, metrics::kMargin, metrics::kMargin);
    m_column->setSpacing(metrics::kGap + metrics::kGrid);

    auto *title = makeLabel(m_sheet.title, "", m_body);
    QFont font = fonts::semiBold();
    font.setPointSizeF(font.pointSizeF() * 1.15);
    title->setFont(font);
    wrapped(title);
    m_column->addWidget(title);
    if (!m_sheet.subtitle.isEmpty()) {
        auto *pill = new StatePill(m_body);
        pill->setState(m_sheet.subtitle, m_sheet.role);
        m_column->addWidget(pill, 0, Qt::AlignLeft);
    }
    for (const SheetCard &card : m_sheet.cards) {
        m_column->addWidget(makeRule(Qt::Horizontal, m_body));
        m_column->addWidget(cardWidget(card));
    }
    if (!m_sheet.fragment.isEmpty()) {
        addHeading(m_sheet.fragmentCaption, QString());
        auto *code = new CodeView(m_sheet.fragmentCaption, m_body);
        code->setCode(prettyHtml(m_sheet.fragment));
        m_column->addWidget(code);
    } else if (!m_sheet.fragmentNote.isEmpty()) {
        addHeading(m_sheet.fragmentCaption, m_sheet.fragmentNote);
    }
    if (m_sheet.swapped) {
        addHeading(QStringLiteral("Page before and after"), m_sheet.swapCaption);
        auto *diff = new CodeView(QStringLiteral("Page before and after"), m_body);
        const QString before = prettyHtml(m_sheet.before);
        const QString after = prettyHtml(m_sheet.after);
        if (before.isEmpty() && after.isEmpty())
            diff->setCode(QStringLiteral("(not recorded)"));
        else
            diff->setDiff(
                lineDiff(before.split(u'\n', Qt::SkipEmptyParts), after.split(u'\n', Qt::SkipEmptyParts)));
        m_column->addWidget(diff);
    }
    m_column->addStretch(1);
    m_scroll->setWidget(m_body); // takes it, and deletes the one before
    m_stack->setCurrentIndex(1);
}

} // namespace swapscope
