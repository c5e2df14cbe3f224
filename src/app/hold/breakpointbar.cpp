#include "breakpointbar.h"

#include "breakpointform.h"
#include "widgets/flowlayout.h"
#include "widgets/widgets.h"

#include <QVBoxLayout>

namespace swapscope {

namespace {
constexpr int kChip = 24; // as high is everything in the row
} // namespace

QString breakpointText(const Breakpoint &breakpoint)
{
    QStringList words;
    if (!breakpoint.client.isEmpty())
        words += breakpoint.client;
    if (breakpoint.direction != Breakpoint::Way::Both)
        words += breakpoint.direction == Breakpoint::Way::Down ? BreakpointBar::tr("↓ down")
                                                               : BreakpointBar::tr("↑ up");
    if (!breakpoint.path.isEmpty())
        words += breakpoint.path;
    if (!breakpoint.event.isEmpty())
        words += BreakpointBar::tr("event %1").arg(breakpoint.event);
    if (!breakpoint.text.isEmpty())
        words += breakpoint.text.startsWith(u'/') ? breakpoint.text
                                                  : BreakpointBar::tr("“%1”").arg(breakpoint.text);
    if (words.isEmpty())
        words += BreakpointBar::tr("everything");
    if (breakpoint.heartbeats)
        words += BreakpointBar::tr("with heartbeats");
    return words.join(QStringLiteral(" · "));
}

BreakpointBar::BreakpointBar(QWidget *parent)
    : QWidget(parent), m_chips(new FlowBox(this, 6)), m_form(new BreakpointForm(this))
{
    m_chips->setContentsMargins(12, 8, 12, 8);
    m_form->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_chips);
    column->addWidget(m_form);
    connect(m_form, &BreakpointForm::accepted, this, &BreakpointBar::accept);
    connect(m_form, &BreakpointForm::cancelled, m_form, &QWidget::hide);
    fill();
}

void BreakpointBar::setClients(const QStringList &clients)
{
    m_form->setClients(clients);
}

void BreakpointBar::setBreakpoints(const std::vector<Breakpoint> &breakpoints)
{
    if (breakpoints == m_breakpoints)
        return;
    m_breakpoints = breakpoints;
    if (m_edited >= static_cast<int>(m_breakpoints.size()))
        m_edited = -1;
    fill();
}

void BreakpointBar::fill()
{
    while (QLayoutItem *item = m_chips->flow()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    QLabel *what = makeLabel(m_breakpoints.empty() ? tr("Everything stops") : tr("Stops"), "dim", m_chips);
    what->setFixedHeight(kChip);
    m_chips->flow()->addWidget(what);
    for (std::size_t i = 0; i < m_breakpoints.size(); ++i) {
        const int index = static_cast<int>(i);
        const QString text = breakpointText(m_breakpoints[i]);
        auto *chip = new QFrame(m_chips);
        chip->setProperty("surface", QStringLiteral("chip"));
        chip->setFixedHeight(kChip);
        auto *row = new QHBoxLayout(chip);
        row->setContentsMargins(0, 0, 2, 0);
        row->setSpacing(0);
        auto *word = new QToolButton(chip);
        word->setProperty("kind", QStringLiteral("chip"));
        word->setText(text);
        word->setToolTip(tr("Change this breakpoint"));
        word->setAccessibleName(tr("Breakpoint %1").arg(text));
        word->setFocusPolicy(Qt::StrongFocus);
        connect(word, &QToolButton::clicked, this, [this, index] { edit(index); });
        auto *shut = makeIconButton(QStringLiteral("close"), tr("Remove this breakpoint"), chip);
        shut->setFixedSize(18, 18);
        shut->setIconSize(QSize(10, 10));
        connect(shut, &QToolButton::clicked, this, [this, index] { remove(index); });
        row->addWidget(word);
        row->addWidget(shut);
        m_chips->flow()->addWidget(chip);
        chip->show();
    }
    auto *more = new QToolButton(m_chips);
    more->setProperty("kind", QStringLiteral("link"));
    more->setText(m_breakpoints.empty() ? tr("Only some…") : tr("Add…"));
    more->setToolTip(tr("Add a breakpoint: only messages that match one stop, the others pass"));
    more->setAccessibleName(tr("Add a breakpoint"));
    more->setFocusPolicy(Qt::StrongFocus);
    more->setFixedHeight(kChip);
    more->setEnabled(m_breakpoints.size() < kMostBreakpoints);
    connect(more, &QToolButton::clicked, this, &BreakpointBar::add);
    m_chips->flow()->addWidget(more);
    what->show();
    more->show();
    m_chips->updateGeometry();
}

void BreakpointBar::add()
{
    m_edited = -1;
    m_form->show();
    m_form->begin({}, true);
}

void BreakpointBar::edit(int index)
{
    m_edited = index;
    m_form->show();
    m_form->begin(m_breakpoints[static_cast<std::size_t>(index)], false);
}

void BreakpointBar::remove(int index)
{
    std::vector<Breakpoint> fewer = m_breakpoints;
    fewer.erase(fewer.begin() + index);
    m_form->hide();
    Q_EMIT changed(fewer);
}

void BreakpointBar::accept()
{
    std::vector<Breakpoint> next = m_breakpoints;
    if (m_edited < 0)
        next.push_back(m_form->breakpoint());
    else
        next[static_cast<std::size_t>(m_edited)] = m_form->breakpoint();
    m_form->hide();
    Q_EMIT changed(next);
}

} // namespace swapscope
