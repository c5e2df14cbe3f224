#include "cuespanel.h"

#include "widgets/flowlayout.h"
#include "widgets/widgets.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

namespace swapscope {

namespace {
constexpr int kKeys = 9;
} // namespace

CuesPanel::CuesPanel(QWidget *parent) : QWidget(parent), m_header(new QWidget(this))
{
    setProperty("surface", QStringLiteral("faint"));
    setAttribute(Qt::WA_StyledBackground);
    m_header->setProperty("surface", QStringLiteral("faint"));
    m_header->setFixedHeight(metrics::kHeader - 2);
    auto *head = new QHBoxLayout(m_header);
    head->setContentsMargins(metrics::kMargin, 8, metrics::kMargin, 0);
    head->addWidget(makeCaption(tr("Cues"), m_header));
    head->addStretch();
    m_keys = makeLabel(QString(), "dim", m_header);
    m_keys->setFont(fonts::small());
    head->addWidget(m_keys);

    auto *buttons = new FlowBox(this, metrics::kGap);
    m_flow = buttons->flow();
    m_empty = makeLabel(QString(), "dim", this);
    m_empty->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it does not keep the panel wide
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(14, metrics::kGrid, 14, metrics::kGrid);
    body->addWidget(m_empty);
    body->addWidget(buttons);
    layout->addLayout(body);
    setAccessibleName(tr("Cues"));

    for (int i = 0; i < kKeys; ++i) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), this);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, i] {
            if (i < m_labels.size())
                Q_EMIT triggered(i);
        });
    }
    setScriptless(false);
    setCues({});
}

void CuesPanel::setScriptless(bool on)
{
    m_empty->setText(on ? tr("A saved trace has no script to run,\nso there are no cues.")
                        : tr("No cues yet. In the script,\ncue(\"Say hi\", () => …) puts a button here."));
}

void CuesPanel::setCues(const QStringList &labels)
{
    if (!m_labels.isEmpty() && labels == m_labels)
        return;
    m_labels = labels;
    while (QLayoutItem *item = m_flow->takeAt(0))
        delete item;
    for (QPushButton *button : m_buttons) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    for (int i = 0; i < labels.size(); ++i) {
        const QString key = i < kKeys ? QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i))
                                            .toString(QKeySequence::NativeText)
                                      : QString();
        QString text = labels[i];
        text.replace(u'&', QStringLiteral("&&"));
        auto *button = makeButton(text, "",
                                  key.isEmpty() ? tr("Run this cue of the script")
                                                : tr("Run this cue of the script (%1)").arg(key),
                                  this);
        button->setAccessibleName(labels[i]);
        QFont font = fonts::interface();
        font.setWeight(QFont::Medium);
        button->setFont(font);
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT triggered(i); });
        m_flow->addWidget(button);
        m_buttons.push_back(button);
        button->show();
    }
    m_empty->setVisible(labels.isEmpty());
    const qsizetype last = qMin<qsizetype>(labels.size(), kKeys);
    m_keys->setText(last == 0 ? QString() : last == 1 ? tr("Ctrl+1") : tr("Ctrl+1 … %1").arg(last));
    updateGeometry();
}

} // namespace swapscope
