#include "faultdialog.h"

#include "faultform.h"
#include "widgets/widgets.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QVBoxLayout>

namespace swapscope {

namespace {

const QSize kDialogSize(560, 520);
constexpr int kListWidth = 132;

QString withCapital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

FaultDialog::FaultDialog(QWidget *parent, const FaultCatalogue &faults)
    : QDialog(parent),
      m_faults(faults),
      m_list(new QListWidget(this)),
      m_title(makeLabel(QString(), "", this)),
      m_summary(makeLabel(QString(), "dim", this)),
      m_done(makeLabel(QString(), "live", this)),
      m_scroll(new QScrollArea(this)),
      m_apply(
          makeButton(tr("Do it now"), "primary", tr("Put this fault in force on the link (Return)"), this))
{
    setWindowTitle(tr("Another fault"));
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    resize(kDialogSize);

    m_list->setProperty("kind", QStringLiteral("contents"));
    m_list->setFixedWidth(kListWidth);
    m_list->setAccessibleName(tr("Faults"));
    for (const Fault &each : m_faults.faults()) {
        auto *item = new QListWidgetItem(each.name, m_list);
        item->setToolTip(withCapital(each.summary));
    }

    m_title->setFont(fonts::semiBold());
    m_summary->setWordWrap(true);
    m_done->setFont(fonts::small());
    m_done->setWordWrap(true);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    QPushButton *close = makeButton(tr("Close"), "", tr("Close this window; the faults stay (Escape)"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kGap);
    buttons->addWidget(m_done, 1);
    buttons->addWidget(close);
    buttons->addWidget(m_apply);

    auto *right = new QVBoxLayout;
    right->setContentsMargins(metrics::kMargin, metrics::kMargin, metrics::kMargin, metrics::kMargin);
    right->setSpacing(metrics::kGap);
    right->addWidget(m_title);
    right->addWidget(m_summary);
    right->addWidget(m_scroll, 1);
    right->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addLayout(right, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &FaultDialog::showForm);
    connect(m_list, &QListWidget::itemActivated, this, &FaultDialog::apply);
    connect(m_apply, &QPushButton::clicked, this, &FaultDialog::apply);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    m_list->setCurrentRow(0);
}

void FaultDialog::setTarget(const QString &whom)
{
    m_whom = whom;
    setWindowTitle(tr("Another fault on the link of %1").arg(whom));
    m_apply->setEnabled(!whom.isEmpty());
    m_done->clear();
}

void FaultDialog::choose(const QString &fault)
{
    const QList<QListWidgetItem *> found = m_list->findItems(fault, Qt::MatchExactly);
    if (!found.isEmpty())
        m_list->setCurrentItem(found.first());
}

QString FaultDialog::fault() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item != nullptr ? item->text() : QString();
}

void FaultDialog::showForm()
{
    const Fault *kind = m_faults.find(fault());
    if (kind == nullptr)
        return;
    m_title->setText(kind->name);
    m_summary->setText(withCapital(kind->summary) + u'.');
    m_done->clear();
    m_form = new FaultForm(*kind);
    m_form->setProperty("surface", QStringLiteral("panel"));
    connect(m_form, &FaultForm::confirmed, this, &FaultDialog::apply);
    m_scroll->setWidget(m_form); // deletes the one before
}

void FaultDialog::apply()
{
    m_done->clear();
    if (m_form == nullptr || m_whom.isEmpty())
        return;
    const std::optional<FaultCommand> command = m_form->readCommand();
    if (!command)
        return;
    Q_EMIT faultRequested(*command);
    m_done->setText(tr("Done: %1").arg(m_faults.phrase(*command)));
}

} // namespace swapscope
