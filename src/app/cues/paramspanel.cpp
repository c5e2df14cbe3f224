#include "paramspanel.h"

#include "widgets/flowlayout.h"
#include "widgets/widgets.h"

#include <scenario/manifest.h>

#include <QComboBox>
#include <QHBoxLayout>

namespace swapscope {

ParamsPanel::ParamsPanel(QWidget *parent) : QWidget(parent)
{
    auto *box = new FlowBox(this, metrics::kGap);
    m_flow = box->flow();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, metrics::kGrid, 14, 0);
    layout->addWidget(box);
    setAccessibleName(tr("Parameters"));
    hide();
}

void ParamsPanel::setParams(const std::vector<ManifestParam> &params, const QMap<QString, QString> &values)
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const ManifestParam &param : params) {
        auto *box = new QWidget(m_flow->parentWidget());
        auto *label = makeLabel(param.label, "dim", box);
        auto *choice = new QComboBox(box);
        choice->setObjectName(param.name);
        choice->addItems(param.choices);
        choice->setCurrentText(values.value(param.name, param.defaultValue));
        choice->setAccessibleName(param.label);
        choice->setToolTip(tr("params.%1 in the script; a change loads the script again").arg(param.name));
        label->setBuddy(choice);
        connect(choice, &QComboBox::textActivated, this,
                [this, name = param.name](const QString &value) { Q_EMIT changed(name, value); });
        auto *row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, metrics::kGap, 0);
        row->setSpacing(metrics::kGap);
        row->addWidget(label);
        row->addWidget(choice);
        m_flow->addWidget(box);
        box->show();
    }
    setVisible(!params.empty());
    updateGeometry();
}

} // namespace swapscope
