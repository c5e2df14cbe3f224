#pragma once

#include <faults/catalogue.h>

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;

namespace swapscope {

// The arguments of one fault as fields, made from its declaration. What is wrong with one stands below it.
class FaultForm final : public QWidget
{
    Q_OBJECT

public:
    explicit FaultForm(const Fault &fault, QWidget *parent = nullptr);

    // The fault with the arguments that were filled in; it has no client yet. Nothing if a field is wrong:
    // the field is then marked, shows the reason, and has the focus.
    std::optional<FaultCommand> readCommand();

    // The field of an argument, to fill in; null: the fault has none of this name.
    QWidget *field(const QString &argument) const;
    void fill(const QString &argument, const QString &text);
    // What stands below the field.
    QString wrong(const QString &argument) const;

Q_SIGNALS:
    // Return was pressed in a field.
    void confirmed();

private:
    struct Field
    {
        FaultArgument argument;
        QLineEdit *edit = nullptr;
        QComboBox *choice = nullptr;
        QLabel *wrong = nullptr;

        QWidget *widget() const;
        QString text() const;
    };

    bool check(const Field &field, bool whenEmpty);
    const Field *find(const QString &argument) const;

    QString m_fault;
    std::vector<Field> m_fields;
};

} // namespace swapscope
