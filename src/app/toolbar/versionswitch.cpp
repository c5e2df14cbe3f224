#include "versionswitch.h"

#include "widgets/widgets.h"

#include <QButtonGroup>
#include <QHBoxLayout>

namespace swapscope {

VersionSwitch::VersionSwitch(QWidget *parent) : QFrame(parent), m_group(new QButtonGroup(this))
{
    setProperty("segmented", true);
    setAccessibleName(tr("Version of htmx"));
    setFixedHeight(metrics::kControl);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    for (const int version : {2, 4}) {
        auto *button = new QToolButton(this);
        button->setProperty("kind", QStringLiteral("segment"));
        button->setCheckable(true);
        button->setAccessibleName(tr("htmx %1.0").arg(version));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setFixedHeight(metrics::kControl - 2);
        m_group->addButton(button, version);
        row->addWidget(button);
    }
    setShort(false);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(QString::number(id)); });
}

void VersionSwitch::setShort(bool on)
{
    for (QAbstractButton *button : m_group->buttons())
        button->setText(on ? tr("%1.0").arg(m_group->id(button)) : button->accessibleName());
}

void VersionSwitch::setVersions(const QStringList &available, const QString &current)
{
    for (QAbstractButton *button : m_group->buttons()) {
        const QString version = QString::number(m_group->id(button));
        const bool possible = available.contains(version);
        button->setEnabled(possible);
        button->setToolTip(possible
                               ? tr("Run the scenario under htmx %1 (a new run)").arg(version)
                               : tr("This scenario does not name htmx %1 in scenario.toml").arg(version));
        if (version == current)
            button->setChecked(true);
    }
}

QString VersionSwitch::current() const
{
    return m_group->checkedId() > 0 ? QString::number(m_group->checkedId()) : QString();
}

} // namespace swapscope
