#include "notice.h"

#include <QVBoxLayout>

namespace swapscope {

namespace {

constexpr int kHintMs = 5000;

}

PageNotice::PageNotice(QWidget *parent)
    : QWidget(parent), m_title(new QLabel), m_text(new QLabel), m_retry(new QPushButton(tr("Reload")))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_title->setFont(large);
    for (QLabel *label : {m_title, m_text}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_retry->setToolTip(tr("Load the page again"));
    m_retry->setAccessibleName(tr("Load the page again"));
    connect(m_retry, &QPushButton::clicked, this, &PageNotice::retry);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 32, 32, 32);
    layout->setSpacing(8);
    layout->addStretch(1);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_retry, 0, Qt::AlignLeft);
    layout->addStretch(2);
    hide();
}

void PageNotice::tell(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
    show();
    raise();
}

PageHint::PageHint(QWidget *parent) : QLabel(parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setTextFormat(Qt::PlainText);
    setMargin(8);
    setWordWrap(true);
    m_gone.setSingleShot(true);
    m_gone.setInterval(kHintMs);
    connect(&m_gone, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void PageHint::tell(const QString &text)
{
    setText(text);
    show();
    raise();
    m_gone.start();
}

} // namespace swapscope
