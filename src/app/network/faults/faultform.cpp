#include "faultform.h"

#include "faultargs.h"
#include "widgets/widgets.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace swapscope {

namespace {
constexpr int kLabels = 120; // as wide as the longest
constexpr int kLongestField = 2000;
} // namespace

QWidget *FaultForm::Field::widget() const
{
    return edit != nullptr ? static_cast<QWidget *>(edit) : choice;
}

// The first choice is what holds anyway, unless one is needed.
QString FaultForm::Field::text() const
{
    if (edit != nullptr)
        return edit->text();
    return choice->currentIndex() > 0 || argument.needed ? choice->currentText() : QString();
}

FaultForm::FaultForm(const Fault &fault, QWidget *parent) : QWidget(parent), m_fault(fault.name)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::kGap);
    grid->setVerticalSpacing(metrics::kGrid);
    grid->setColumnMinimumWidth(0, kLabels);
    grid->setColumnStretch(1, 1);
    using Group = FaultArgument::Group;
    std::optional<Group> group;
    int row = 0;
    for (const FaultArgument &argument : fault.formArguments()) {
        if (group && *group != argument.group) {
            grid->setRowMinimumHeight(row++, metrics::kGap);
            grid->addWidget(
                makeCaption(argument.group == Group::Which ? tr("On which") : tr("How often and when"), this),
                row++, 0, 1, 2);
        }
        group = argument.group;

        Field field;
        field.argument = argument;
        if (argument.choices.isEmpty()) {
            field.edit = new QLineEdit(this);
            field.edit->setPlaceholderText(argument.placeholder);
            field.edit->setMaxLength(kLongestField);
            connect(field.edit, &QLineEdit::returnPressed, this, &FaultForm::confirmed);
        } else {
            field.choice = new QComboBox(this);
            field.choice->addItems(argument.choices);
        }
        QWidget *widget = field.widget();
        widget->setAccessibleName(argument.label);
        widget->setToolTip(QStringLiteral("<qt>%1<br><code>%2</code></qt>")
                               .arg(argument.hint.toHtmlEscaped(), argument.name));
        auto *label = makeLabel(argument.label, argument.needed ? "" : "dim", this);
        label->setBuddy(widget);
        label->setToolTip(widget->toolTip());
        field.wrong = makeLabel(QString(), "lost", this);
        field.wrong->setFont(fonts::small());
        field.wrong->setWordWrap(true);
        field.wrong->hide();
        grid->addWidget(label, row, 0);
        grid->addWidget(widget, row++, 1);
        grid->addWidget(field.wrong, row++, 1);
        m_fields.push_back(field);
        if (field.edit != nullptr)
            connect(field.edit, &QLineEdit::editingFinished, this,
                    [this, name = argument.name] { check(*find(name), false); });
    }
    if (m_fields.empty())
        grid->addWidget(makeLabel(tr("There is nothing to set."), "dim", this), 0, 0, 1, 2);
    grid->setRowStretch(row + 1, 1);
}

bool FaultForm::check(const Field &field, bool whenEmpty)
{
    const auto value = readArgument(field.argument, field.text());
    const bool fine = value || (!whenEmpty && field.text().trimmed().isEmpty());
    const QString words = fine ? QString() : value.error().message;
    field.wrong->setText(words);
    field.wrong->setVisible(!fine);
    setStyleProperty(field.widget(), "wrong", !fine);
    field.widget()->setAccessibleDescription(words);
    return fine;
}

std::optional<FaultCommand> FaultForm::readCommand()
{
    FaultCommand command{.fault = m_fault};
    QWidget *first = nullptr;
    for (const Field &field : m_fields) {
        if (!check(field, true)) {
            first = first != nullptr ? first : field.widget();
            continue;
        }
        const auto value = readArgument(field.argument, field.text());
        if (!value || !*value)
            continue;
        if (field.argument.name == u"for")
            command.ends = Ends::after(std::get<qint64>(**value));
        else
            command.args.set(field.argument.name, **value);
    }
    if (first != nullptr) {
        first->setFocus();
        return {};
    }
    return command;
}

const FaultForm::Field *FaultForm::find(const QString &argument) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const Field &field) { return field.argument.name == argument; });
    return found == m_fields.end() ? nullptr : &*found;
}

QWidget *FaultForm::field(const QString &argument) const
{
    const Field *field = find(argument);
    return field != nullptr ? field->widget() : nullptr;
}

void FaultForm::fill(const QString &argument, const QString &text)
{
    const Field *field = find(argument);
    if (field == nullptr)
        return;
    if (field->edit != nullptr)
        field->edit->setText(text);
    else
        field->choice->setCurrentText(text);
}

QString FaultForm::wrong(const QString &argument) const
{
    const Field *field = find(argument);
    return field != nullptr ? field->wrong->text() : QString();
}

} // namespace swapscope
