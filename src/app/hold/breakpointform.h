#pragma once

#include <link/hold/hold.h>

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace swapscope {

// A form for one breakpoint. An error is shown below its field while it is typed.
class BreakpointForm final : public QWidget
{
    Q_OBJECT

public:
    explicit BreakpointForm(QWidget *parent = nullptr);

    void setClients(const QStringList &clients);
    // Opens the form with an existing breakpoint, or with a new one.
    void begin(const Breakpoint &breakpoint, bool isNew);
    Breakpoint breakpoint() const;
    bool isFine() const;

Q_SIGNALS:
    void accepted();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Field
    {
        QLineEdit *edit;
        QLabel *error;
    };

    Field addField(QFormLayout *form, const QString &name, const QString &example, const QString &tip);
    void check();
    void accept();

    QComboBox *m_client;
    QComboBox *m_direction;
    Field m_path;
    Field m_event;
    Field m_text;
    QCheckBox *m_heartbeats;
    QPushButton *m_accept;
};

} // namespace swapscope
