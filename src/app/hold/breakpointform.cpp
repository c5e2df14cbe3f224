#include "breakpointform.h"

#include "widgets/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace swapscope {

BreakpointForm::BreakpointForm(QWidget *parent)
    : QWidget(parent),
      m_client(new QComboBox(this)),
      m_direction(new QComboBox(this)),
      m_heartbeats(new QCheckBox(tr("Pings, pongs and comments too"), this)),
      m_accept(makeButton(tr("Add"), "primary", tr("Messages like this stop from now on (Return)"), this))
{
    setProperty("surface", QStringLiteral("faint"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Breakpoint"));
    m_client->setAccessibleName(tr("Client"));
    m_client->setToolTip(tr("Only messages of this client stop"));
    m_direction->setAccessibleName(tr("Direction"));
    m_direction->setToolTip(tr("Down: from the server to the page. Up: from the page to the server."));
    m_direction->addItem(tr("both ways"), static_cast<int>(Breakpoint::Way::Both));
    m_direction->addItem(tr("down, to the page"), static_cast<int>(Breakpoint::Way::Down));
    m_direction->addItem(tr("up, to the server"), static_cast<int>(Breakpoint::Way::Up));
    m_heartbeats->setToolTip(tr("Heartbeats pass a hold unless this is chosen"));
    auto *who = new QHBoxLayout;
    who->setSpacing(metrics::kGap);
    who->addWidget(m_client, 1);
    who->addWidget(m_direction, 1);

    auto *form = new QFormLayout;
    form->setContentsMargins(12, 10, 12, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(makeLabel(tr("Of"), "dim", this), who);
    m_path = addField(form, tr("Path"), tr("any path, as /chat or /rooms/*"),
                      tr("The path of the connection, without the query; * stands for any characters"));
    m_event = addField(form, tr("Event"), tr("any event of a stream"),
                       tr("The name of a stream's event; \"message\" for one without"));
    m_text = addField(form, tr("Text"), tr("any text; words, or /a pattern/i"),
                      tr("Contained in the message, in any case of letters; or a regular expression between "
                         "slashes"));
    form->addRow(QString(), m_heartbeats);

    auto *cancel = makeButton(tr("Cancel"), "", tr("Change nothing (Escape)"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, metrics::kGrid, 12, 10);
    buttons->setSpacing(metrics::kGap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kGrid);
    column->addLayout(form);
    column->addLayout(buttons);

    connect(cancel, &QPushButton::clicked, this, &BreakpointForm::cancelled);
    connect(m_accept, &QPushButton::clicked, this, &BreakpointForm::accept);
    setClients({});
    check();
}

BreakpointForm::Field BreakpointForm::addField(QFormLayout *form, const QString &name, const QString &example,
                                               const QString &tip)
{
    Field field{new QLineEdit(this), makeLabel(QString(), "lost", this)};
    field.edit->setPlaceholderText(example);
    field.edit->setToolTip(tip);
    field.edit->setAccessibleName(name);
    field.edit->setFont(fonts::numbers());
    field.error->setWordWrap(true);
    field.error->setFont(fonts::small());
    field.error->hide();
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(field.edit);
    column->addWidget(field.error);
    form->addRow(makeLabel(name, "dim", this), column);
    connect(field.edit, &QLineEdit::textChanged, this, &BreakpointForm::check);
    return field;
}

void BreakpointForm::setClients(const QStringList &clients)
{
    const QString chosen = m_client->currentData().toString();
    m_client->clear();
    m_client->addItem(tr("any client"), QString());
    for (const QString &client : clients)
        m_client->addItem(tr("client %1").arg(client), client);
    m_client->setCurrentIndex(qMax(0, m_client->findData(chosen)));
}

void BreakpointForm::begin(const Breakpoint &breakpoint, bool isNew)
{
    m_client->setCurrentIndex(qMax(0, m_client->findData(breakpoint.client)));
    m_direction->setCurrentIndex(m_direction->findData(static_cast<int>(breakpoint.direction)));
    m_path.edit->setText(breakpoint.path);
    m_event.edit->setText(breakpoint.event);
    m_text.edit->setText(breakpoint.text);
    m_heartbeats->setChecked(breakpoint.heartbeats);
    m_accept->setText(isNew ? tr("Add") : tr("Change"));
    m_text.edit->setFocus();
}

Breakpoint BreakpointForm::breakpoint() const
{
    Breakpoint breakpoint;
    breakpoint.client = m_client->currentData().toString();
    breakpoint.direction = static_cast<Breakpoint::Way>(m_direction->currentData().toInt());
    breakpoint.path = m_path.edit->text().trimmed();
    breakpoint.event = m_event.edit->text().trimmed();
    breakpoint.text = m_text.edit->text();
    breakpoint.heartbeats = m_heartbeats->isChecked();
    return breakpoint;
}

bool BreakpointForm::isFine() const
{
    return static_cast<bool>(Breakpoint::read(breakpoint().written()));
}

// Each field for itself, so that what is wrong stands where it is.
void BreakpointForm::check()
{
    const Breakpoint all = breakpoint();
    const auto judge = [](const Field &field, const Breakpoint &alone) {
        const Result<Breakpoint> read = Breakpoint::read(alone.written());
        setStyleProperty(field.edit, "wrong", !read);
        field.error->setText(read ? QString() : read.error().message);
        field.error->setVisible(!read);
    };
    judge(m_path, {.path = all.path});
    judge(m_event, {.event = all.event});
    judge(m_text, {.text = all.text});
    m_accept->setEnabled(isFine());
}

void BreakpointForm::accept()
{
    if (isFine())
        Q_EMIT accepted();
}

void BreakpointForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        accept();
    else
        QWidget::keyPressEvent(event);
}

} // namespace swapscope
