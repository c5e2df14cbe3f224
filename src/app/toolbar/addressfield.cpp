#include "addressfield.h"

#include "widgets/widgets.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <utility>

namespace swapscope {

namespace {
constexpr int kLeastText = 24; // in a narrow window the end of the address is cut off

// "http://127.0.0.1:8137"
QString originOf(const QUrl &url)
{
    return url.toString(QUrl::RemovePath | QUrl::StripTrailingSlash);
}
} // namespace

AddressField::AddressField(QWidget *parent)
    : QFrame(parent), m_text(makeLabel(QString(), "", this)), m_menu(new QMenu(this))
{
    setProperty("surface", QStringLiteral("card"));
    setFixedHeight(metrics::kControl);
    m_text->setFont(fonts::mono());
    m_text->setMinimumWidth(kLeastText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("Address of the run"));
    auto *copyButton = makeIconButton(QStringLiteral("copy"), tr("Copy this address"), this);
    connect(copyButton, &QToolButton::clicked, this, [this] { copy(); });
    auto *all = makeIconButton(QStringLiteral("chevron"), tr("Every address of this run"), this);
    all->setPopupMode(QToolButton::InstantPopup);
    all->setMenu(m_menu);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 3, 0);
    row->setSpacing(0);
    row->addWidget(m_text, 1);
    row->addSpacing(metrics::kGrid);
    row->addWidget(copyButton);
    row->addWidget(all);
    setAddresses({});
}

void AddressField::setAddresses(const std::vector<Entry> &entries)
{
    if (!m_entries.empty() && entries == m_entries)
        return;
    m_entries = entries;
    showAddress();
    m_menu->clear();
    for (const Entry &entry : entries)
        m_menu->addAction(themedIcon(QStringLiteral("copy")),
                          QStringLiteral("%1\t%2").arg(entry.label, originOf(entry.url)), this,
                          [this, url = entry.url] { copy(url); });
}

void AddressField::setShort(bool isShort)
{
    if (std::exchange(m_isShort, isShort) != isShort)
        showAddress();
}

void AddressField::showAddress()
{
    if (m_entries.empty())
        m_text->setText(tr("no server"));
    else if (const QUrl &url = m_entries.front().url; m_isShort && url.port() > 0)
        m_text->setText(u':' + QString::number(url.port()));
    else
        m_text->setText(originOf(url));
}

void AddressField::setState(State state, const QString &toolTip)
{
    m_state = state;
    setToolTip(toolTip);
    setAccessibleDescription(toolTip);
    update();
}

void AddressField::copy()
{
    if (!m_entries.empty())
        copy(m_entries.front().url);
}

void AddressField::copy(const QUrl &url)
{
    QGuiApplication::clipboard()->setText(url.toString());
    QToolTip::showText(mapToGlobal(QPoint(0, height())), tr("Copied %1").arg(url.toString()), this);
}

void AddressField::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre(13, height() / 2.0);
    const QColor color = m_state == State::Up        ? theme.live
                         : m_state == State::Trouble ? theme.lost
                                                     : theme.dim;
    if (m_state == State::Up) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(centre, 4.4, 4.4);
    } else {
        painter.setPen(QPen(color, 1.8));
        painter.drawEllipse(centre, 3.8, 3.8);
        if (m_state == State::Trouble)
            painter.drawPoint(centre);
    }
}

} // namespace swapscope
