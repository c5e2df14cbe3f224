#include "recordedlist.h"

#include "network/flatchoice.h"
#include "widgets/theme.h"
#include "widgets/widgets.h"

#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace swapscope {

namespace {

constexpr int kRecordedRow = 26;
constexpr int kMostRecorded = 8; // in view
constexpr int kBetweenColumns = 10;

QString momentText(Nanoseconds t)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(t) / static_cast<double>(kSecond), 0, 'f', 1);
}

enum Column { kMoment = Qt::UserRole, kClient, kPhrase };

} // namespace

// Paints moment, client and phrase of a row each in its column, behind the tick.
class RecordedColumns final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void fit(int momentWidth, int clientWidth)
    {
        m_momentWidth = momentWidth;
        m_clientWidth = clientWidth;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QStyle *style = row.widget->style();
        QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &row, row.widget);
        room.setRight(row.rect.right());
        row.text.clear();
        style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);

        const Theme theme = Theme::current();
        painter->save();
        painter->setFont(fonts::numbers());
        painter->setPen(theme.dim);
        room.setLeft(room.left() + metrics::kGrid);
        painter->drawText(QRect(room.topLeft(), QSize(m_momentWidth, room.height())),
                          Qt::AlignRight | Qt::AlignVCenter, index.data(kMoment).toString());
        room.setLeft(room.left() + m_momentWidth + kBetweenColumns);
        painter->setFont(row.font);
        painter->setPen(theme.ink);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, index.data(kClient).toString());
        room.setLeft(room.left() + m_clientWidth + kBetweenColumns);
        painter->drawText(
            room, Qt::AlignLeft | Qt::AlignVCenter,
            row.fontMetrics.elidedText(index.data(kPhrase).toString(), Qt::ElideRight, room.width()));
        painter->restore();
    }

private:
    int m_momentWidth = 0;
    int m_clientWidth = 0;
};

RecordedList::RecordedList(QWidget *parent)
    : QWidget(parent),
      m_count(makeLabel(QString(), "dim", this)),
      m_empty(makeLabel(tr("What you do to the links by hand is listed here, to be put into the scenario."),
                        "dim", this)),
      m_list(new QListWidget(this)),
      m_columns(new RecordedColumns(m_list)),
      m_all(makeButton(QString(), "link", {}, this)),
      m_put(makeButton(tr("Put into the schedule"), "", {}, this)),
      m_edit(new FlatChoice(tr("Where in the schedule"), tr("Whether what the schedule has already stays"),
                            this)),
      m_foot(new QWidget(this))
{
    setAccessibleName(tr("Recorded"));
    m_count->setFont(fonts::numbers());
    m_empty->setFont(fonts::small());
    m_empty->setWordWrap(true);
    m_list->setProperty("kind", QStringLiteral("ticks"));
    m_list->setFont(fonts::small());
    m_list->setItemDelegate(m_columns);
    m_list->setAccessibleName(tr("What was done by hand in this run"));
    m_list->setToolTip(tr("Space ticks what goes into the schedule"));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setUniformItemSizes(true);
    m_all->setFont(fonts::small());
    m_edit->addItem(tr("behind the rest"), static_cast<int>(ScheduleEdit::Append));
    m_edit->addItem(tr("instead of it"), static_cast<int>(ScheduleEdit::Replace));

    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(metrics::kGap);
    head->addWidget(makeCaption(tr("Recorded"), this));
    head->addWidget(m_count);
    head->addStretch();
    head->addWidget(m_all);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, metrics::kGrid, 0, 0);
    foot->setSpacing(metrics::kGrid);
    foot->addWidget(m_put);
    foot->addWidget(m_edit);
    foot->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kGrid);
    layout->addLayout(head);
    layout->addWidget(m_empty);
    layout->addWidget(m_list);
    layout->addWidget(m_foot);

    connect(m_all, &QPushButton::clicked, this, [this] {
        const bool none = tickedRows() == m_list->count();
        for (int i = 0; i < m_list->count(); ++i)
            m_list->item(i)->setCheckState(none ? Qt::Unchecked : Qt::Checked);
    });
    connect(m_list, &QListWidget::itemChanged, this, &RecordedList::display);
    connect(m_put, &QPushButton::clicked, this, [this] {
        if (const std::vector<NetworkStep> steps = ticked(); !steps.empty())
            Q_EMIT scheduleRequested(steps, edit());
    });
    display();
}

void RecordedList::setFaults(const std::vector<RecordedFault> &faults)
{
    if (faults == m_faults)
        return;
    std::vector<RecordedFault> unticked;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() != Qt::Checked)
            unticked.push_back(m_faults[static_cast<std::size_t>(i)]);
    }
    m_faults = faults;
    {
        const QSignalBlocker blocker(m_list);
        const int row = m_list->currentRow();
        m_list->clear();
        const QFontMetrics numbers(fonts::numbers());
        int momentWidth = 0;
        int clientWidth = 0;
        for (const RecordedFault &fault : faults) {
            const QString phrase = FaultCatalogue::standard().phrase(fault.command);
            const QString client =
                fault.command.client == FaultCommand::kEveryone ? tr("all") : fault.command.client;
            const QString moment = momentText(fault.t);
            momentWidth = std::max(momentWidth, numbers.horizontalAdvance(moment));
            clientWidth = std::max(clientWidth, m_list->fontMetrics().horizontalAdvance(client));
            auto *item =
                new QListWidgetItem(QStringLiteral("%1   %2   %3").arg(moment, client, phrase), m_list);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            const bool off = std::find(unticked.begin(), unticked.end(), fault) != unticked.end();
            item->setCheckState(off ? Qt::Unchecked : Qt::Checked);
            item->setData(kMoment, moment);
            item->setData(kClient, client);
            item->setData(kPhrase, phrase);
            item->setSizeHint(QSize(0, kRecordedRow));
            item->setToolTip(
                QStringLiteral("<pre>%1</pre>").arg(scheduleText({stepOf(fault)}).toHtmlEscaped()));
            item->setData(Qt::AccessibleTextRole, tr("At %1, client %2: %3").arg(moment, client, phrase));
        }
        m_columns->fit(momentWidth, clientWidth);
        m_list->setCurrentRow(std::min(row, m_list->count() - 1));
        m_list->scrollToBottom();
    }
    display();
}

void RecordedList::setObstacle(const QString &words)
{
    m_obstacle = words;
    display();
}

std::vector<NetworkStep> RecordedList::ticked() const
{
    std::vector<NetworkStep> steps;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            steps.push_back(stepOf(m_faults[static_cast<std::size_t>(i)]));
    }
    return steps;
}

int RecordedList::tickedRows() const
{
    int rows = 0;
    for (int i = 0; i < m_list->count(); ++i)
        rows += m_list->item(i)->checkState() == Qt::Checked ? 1 : 0;
    return rows;
}

ScheduleEdit RecordedList::edit() const
{
    return static_cast<ScheduleEdit>(m_edit->currentData().toInt());
}

void RecordedList::display()
{
    const int count = m_list->count();
    const int on = tickedRows();
    m_empty->setVisible(count == 0);
    m_list->setVisible(count > 0);
    m_list->setFixedHeight(std::min(count, kMostRecorded) * kRecordedRow);
    m_foot->setVisible(count > 0);
    m_count->setText(count > 0 ? QString::number(count) : QString());
    m_all->setVisible(count > 1);
    m_all->setText(on == count ? tr("Untick all") : tr("Tick all"));
    m_all->setToolTip(m_all->text());
    m_all->setAccessibleName(m_all->text());
    m_put->setEnabled(on > 0 && m_obstacle.isEmpty());
    m_edit->setEnabled(m_put->isEnabled());
    m_put->setToolTip(!m_obstacle.isEmpty() ? m_obstacle
                      : on == 0             ? tr("Tick what is to go into the schedule")
                                : tr("Write what is ticked into scenario.toml; Ctrl+Z takes it back"));
    m_put->setAccessibleDescription(m_put->toolTip());
}

} // namespace swapscope
