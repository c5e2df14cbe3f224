#include "lessonpanel.h"

#include "steprow.h"
#include "widgets/widgets.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace swapscope {

LessonPanel::LessonPanel(QWidget *parent)
    : QWidget(parent),
      m_header(new QWidget(this)),
      m_progress(new QLabel(m_header)),
      m_stop(makeButton(tr("Stop recording"), "danger", tr("Writes what was done as steps of the lesson"),
                        m_header)),
      m_scroll(new QScrollArea(this)),
      m_list(new QWidget),
      m_rows(new QVBoxLayout(m_list)),
      m_empty(new QLabel(m_list))
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    makeHeader();
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", QStringLiteral("dim"));
    m_empty->setContentsMargins(metrics::kGap, metrics::kGap, metrics::kGap, metrics::kGap);
    m_rows->setContentsMargins(metrics::kGap, 0, metrics::kGap, metrics::kGap);
    m_rows->setSpacing(0);
    m_rows->addWidget(m_empty);
    m_rows->addStretch();
    m_list->setProperty("surface", QStringLiteral("panel"));

    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_list);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_scroll);
    setAccessibleName(tr("Lesson"));
    display();
}

void LessonPanel::makeHeader()
{
    m_header->setProperty("surface", QStringLiteral("panel"));
    m_header->setAttribute(Qt::WA_StyledBackground);
    m_header->setFixedHeight(metrics::kHeader - 4);
    auto *head = new QHBoxLayout(m_header);
    head->setContentsMargins(metrics::kMargin, 6, metrics::kGap, 0);
    head->addWidget(makeCaption(tr("Lesson"), m_header));
    head->addStretch();
    m_progress->setFont(fonts::caption());
    m_progress->setProperty("role", QStringLiteral("dim"));
    head->addWidget(m_progress);
    m_stop->hide();
    head->addWidget(m_stop);

    QToolButton *more = makeIconButton(QStringLiteral("more"), tr("More about the lesson"), m_header);
    auto *menu = new QMenu(more);
    m_startOver = menu->addAction(tr("&Start over"));
    menu->addSeparator();
    m_newLesson = menu->addAction(tr("&New lesson from this scenario"));
    m_record = menu->addAction(tr("&Record steps"));
    m_record->setCheckable(true);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    head->addWidget(more);
    connect(m_startOver, &QAction::triggered, this, &LessonPanel::startOverRequested);
    connect(m_newLesson, &QAction::triggered, this, &LessonPanel::newLessonRequested);
    connect(m_record, &QAction::triggered, this, &LessonPanel::recordRequested);
    connect(m_stop, &QPushButton::clicked, this, [this] { Q_EMIT recordRequested(false); });
}

void LessonPanel::setRecording(bool on)
{
    m_record->setChecked(on);
    m_stop->setVisible(on);
    m_progress->setVisible(!on);
}

StepRow *LessonPanel::makeRow(int index)
{
    auto *row = new StepRow(m_list);
    const auto step = [this, index]() -> const StepState & {
        return m_steps[static_cast<std::size_t>(index)];
    };
    connect(row, &StepRow::clicked, this, [this, index, step] {
        if (step().done)
            Q_EMIT evidenceRequested(step().by);
        else
            Q_EMIT tickRequested(index);
    });
    connect(row, &StepRow::showMeRequested, this, [this, index] { Q_EMIT showMeRequested(index); });
    connect(row, &StepRow::lookRequested, this, [this, step] { Q_EMIT lookRequested(step().show); });
    connect(row, &StepRow::answered, this, [this, index](int choice) { Q_EMIT answered(index, choice); });
    return row;
}

QSize LessonPanel::sizeHint() const
{
    constexpr int width = 470;
    const int list = m_rows->hasHeightForWidth()
                         ? m_rows->heightForWidth((this->width() > 100 ? qMin(this->width(), width) : width) -
                                                  metrics::kMargin)
                         : m_rows->sizeHint().height();
    return {width, m_header->sizeHint().height() + list + metrics::kMargin};
}

int LessonPanel::done() const
{
    return static_cast<int>(
        std::count_if(m_steps.begin(), m_steps.end(), [](const StepState &step) { return step.done; }));
}

int LessonPanel::currentStep() const
{
    const auto next =
        std::find_if(m_steps.begin(), m_steps.end(), [](const StepState &step) { return !step.done; });
    return static_cast<int>(next - m_steps.begin());
}

void LessonPanel::setSteps(const std::vector<StepState> &steps)
{
    m_steps = steps;
    display();
}

void LessonPanel::setEmptyNote(const QString &text)
{
    m_empty->setText(text);
}

void LessonPanel::display()
{
    const int count = static_cast<int>(m_steps.size());
    while (static_cast<int>(m_stepRows.size()) > count) {
        m_stepRows.back()->deleteLater();
        m_stepRows.back()->hide();
        m_stepRows.pop_back();
    }
    while (static_cast<int>(m_stepRows.size()) < count) {
        const int index = static_cast<int>(m_stepRows.size());
        StepRow *row = makeRow(index);
        m_rows->insertWidget(index, row);
        m_stepRows.push_back(row);
    }
    const int now = currentStep();
    for (int i = 0; i < count; ++i) {
        const StepState &step = m_steps[static_cast<std::size_t>(i)];
        const bool current = i == now;
        const StepRow::Look look = step.done ? StepRow::Look::Done
                                   : current ? StepRow::Look::Current
                                             : StepRow::Look::Ahead;
        m_stepRows[static_cast<std::size_t>(i)]->setStep(i + 1, step, look);
    }
    if (std::exchange(m_shown, now) != now)
        QTimer::singleShot(0, this, &LessonPanel::showCurrent); // once its height is known
    m_empty->setVisible(count == 0);
    m_progress->setText(count == 0     ? QString()
                        : now == count ? tr("all %1 done").arg(count)
                                       : tr("step %1 of %2").arg(now + 1).arg(count));
    m_startOver->setEnabled(done() > 0);
    m_newLesson->setEnabled(count == 0);
    m_progress->setToolTip(tr("%1 of %2 steps done").arg(done()).arg(count));
}

// The whole step, with its question; of one that is too high, the beginning.
void LessonPanel::showCurrent()
{
    const int now = currentStep();
    if (now >= static_cast<int>(m_stepRows.size()))
        return;
    const QRect row = m_stepRows[static_cast<std::size_t>(now)]->geometry();
    QScrollBar *bar = m_scroll->verticalScrollBar();
    const int height = m_scroll->viewport()->height();
    if (row.bottom() > bar->value() + height)
        bar->setValue(row.bottom() - height + 1);
    if (row.top() < bar->value())
        bar->setValue(row.top());
}

} // namespace swapscope
