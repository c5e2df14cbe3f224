#include "newscenariodialog.h"

#include "widgets/widgets.h"

#include "ui_newscenariodialog.h"

#include <QFileDialog>
#include <QFileInfo>

namespace swapscope {

NewScenarioDialog::NewScenarioDialog(const std::vector<GalleryEntry> &templates, const QString &folder,
                                     QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::NewScenarioDialog>())
{
    m_ui->setupUi(this);
    m_ui->problem->setProperty("role", QStringLiteral("lost"));
    m_ui->problem->hide();
    m_ui->folder->setText(folder);
    for (const GalleryEntry &entry : templates)
        m_ui->source->addItem(entry.title, entry.dir);
    QPushButton *make = m_ui->buttons->button(QDialogButtonBox::Ok);
    make->setText(tr("Make it"));
    setStyleProperty(make, "kind", QStringLiteral("primary"));
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &NewScenarioDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &NewScenarioDialog::reject);
    connect(m_ui->source, &QComboBox::currentIndexChanged, this, &NewScenarioDialog::suggestName);
    connect(m_ui->browse, &QPushButton::clicked, this, [this] {
        const QString chosen =
            QFileDialog::getExistingDirectory(this, tr("Folder for the new scenario"), m_ui->folder->text());
        if (!chosen.isEmpty())
            m_ui->folder->setText(chosen);
    });
    suggestName();
    m_ui->name->selectAll();
    m_ui->name->setFocus();
}

NewScenarioDialog::~NewScenarioDialog() = default;

void NewScenarioDialog::suggestName()
{
    const QString base =
        QStringLiteral("my-") +
        QFileInfo(m_ui->source->currentData().toString()).fileName().remove(QStringLiteral("my-"));
    QString name = base;
    for (int i = 2; QFileInfo::exists(m_ui->folder->text() + u'/' + name) && i < 1000; ++i)
        name = base + u'-' + QString::number(i);
    m_ui->name->setText(name);
}

void NewScenarioDialog::accept()
{
    const QString folder = m_ui->folder->text().trimmed();
    const auto refuse = [this](const QString &why) {
        m_ui->problem->setText(why);
        m_ui->problem->show();
    };
    if (!QDir().mkpath(folder)) {
        refuse(tr("The folder %1 cannot be made. Choose another one.").arg(folder));
        return;
    }
    const Result<QString> made =
        createScenario(m_ui->source->currentData().toString(), folder, m_ui->name->text().trimmed());
    if (!made) {
        refuse(made.error().toString());
        return;
    }
    m_created = *made;
    QDialog::accept();
}

} // namespace swapscope
