#include "attachdialog.h"

#include "widgets/widgets.h"

#include "ui_attachdialog.h"

#include <QLineEdit>

namespace swapscope {

AttachDialog::AttachDialog(const AttachHistory &history, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::AttachDialog>())
{
    m_ui->setupUi(this);
    m_ui->hint->setProperty("role", QStringLiteral("dim"));
    m_ui->names->setProperty("role", QStringLiteral("dim"));
    m_ui->problem->setProperty("role", QStringLiteral("lost"));
    m_ui->problem->setFont(fonts::small());
    m_ui->problem->hide();
    m_ui->address->addItems(history.addresses());
    m_ui->address->lineEdit()->setPlaceholderText(QStringLiteral("http://localhost:8000"));
    m_ui->address->lineEdit()->setFont(fonts::mono());
    m_ui->address->setCurrentIndex(history.addresses().isEmpty() ? -1 : 0);
    m_ui->clients->setMaximum(kMostAttachedClients);
    m_ui->clients->setValue(history.clients());
    m_ui->insecure->setChecked(history.insecure());
    QPushButton *attach = m_ui->buttons->button(QDialogButtonBox::Ok);
    attach->setText(tr("Attach"));
    setStyleProperty(attach, "kind", QStringLiteral("primary"));
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &AttachDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &AttachDialog::reject);
    connect(m_ui->address, &QComboBox::editTextChanged, this, &AttachDialog::check);
    connect(m_ui->clients, &QSpinBox::valueChanged, this, &AttachDialog::check);
    m_ui->address->lineEdit()->selectAll();
    m_ui->address->setFocus();
    check();
}

AttachDialog::~AttachDialog() = default;

Result<AttachOptions> AttachDialog::options() const
{
    const Result<Upstream> upstream = Upstream::parse(m_ui->address->currentText());
    if (!upstream)
        return upstream.error();
    AttachOptions options;
    options.upstream = *upstream;
    options.clients = m_ui->clients->value();
    options.insecure = upstream->tls && m_ui->insecure->isChecked();
    return options;
}

void AttachDialog::check()
{
    const Result<AttachOptions> options = this->options();
    const bool empty = m_ui->address->currentText().trimmed().isEmpty();
    setStyleProperty(m_ui->address, "wrong", !options && !empty);
    m_ui->problem->setText(options || empty ? QString() : options.error().message);
    m_ui->problem->setVisible(!options && !empty);
    m_ui->insecure->setEnabled(options && options->upstream.tls);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(static_cast<bool>(options));
    const int count = m_ui->clients->value();
    m_ui->names->setText(count == 1 ? tr("a page for A")
                                    : tr("pages for A to %1").arg(QChar(u'A' + count - 1)));
}

void AttachDialog::accept()
{
    if (options())
        QDialog::accept();
}

} // namespace swapscope
