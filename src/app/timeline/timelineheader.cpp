#include "timelineheader.h"

#include "timelinelegend.h"
#include "widgets/widgets.h"
#include "zoomcontrols.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace swapscope {

using timeline::Filter;

namespace {

constexpr int kZoomSteps = 1000;

QToolButton *makeLink(const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setProperty("kind", QStringLiteral("link"));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedHeight(metrics::kControl - 4);
    return button;
}

// A full dot: on. A ring: off.
QIcon followIcon(bool on)
{
    constexpr int kSize = 20;
    const Theme theme = Theme::current();
    QPixmap pixmap(kSize, kSize);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on ? theme.live : theme.dim, 1.4));
    painter.setBrush(on ? QBrush(theme.live) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QPointF(5, 5), 3.8, 3.8);
    return pixmap;
}

} // namespace

TimelineHeader::TimelineHeader(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", QStringLiteral("head"));
    setFixedHeight(metrics::kHeader);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 8, 0);
    row->setSpacing(metrics::kGap);
    auto *caption = makeCaption(QStringLiteral("Timeline"), this);
    row->addWidget(caption);
    row->addSpacing(28);
    row->addWidget(new TimelineLegend(this), 1);
    m_incomplete = makeLabel(QString(), "dim", this);
    m_incomplete->hide();
    row->addWidget(m_incomplete);

    m_follow = makeLink(QStringLiteral("Follow"),
                        QStringLiteral("Keep the present in view (Space in the timeline, End)"), this);
    m_follow->setCheckable(true);
    m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_follow->setLayoutDirection(Qt::RightToLeft); // the dot stands after the word
    m_follow->setIconSize(QSize(10, 10));
    connect(m_follow, &QToolButton::toggled, this, [this](bool on) {
        drawFollow();
        Q_EMIT followChanged(on);
    });
    row->addWidget(m_follow);
    drawFollow();

    auto *out = new ZoomButton(ZoomButton::Sign::Minus, this);
    out->setToolTip(QStringLiteral("Zoom out (\u2212)"));
    out->setAccessibleName(QStringLiteral("Zoom out"));
    auto *in = new ZoomButton(ZoomButton::Sign::Plus, this);
    in->setToolTip(QStringLiteral("Zoom in (+)"));
    in->setAccessibleName(QStringLiteral("Zoom in"));
    connect(out, &ZoomButton::clicked, this, [this] { Q_EMIT zoomStepped(false); });
    connect(in, &ZoomButton::clicked, this, [this] { Q_EMIT zoomStepped(true); });
    m_zoom = new ZoomSlider(this);
    m_zoom->setRange(0, kZoomSteps);
    m_zoom->setPageStep(kZoomSteps / 10);
    m_zoom->setSingleStep(kZoomSteps / 50);
    m_zoom->setFixedWidth(64);
    m_zoom->setToolTip(
        QStringLiteral("How much time is in view (the wheel zooms at the pointer, F shows everything)"));
    m_zoom->setAccessibleName(QStringLiteral("Zoom"));
    connect(m_zoom, &QSlider::valueChanged, this,
            [this](int value) { Q_EMIT zoomChanged(static_cast<double>(value) / kZoomSteps); });
    auto *zoom = new QHBoxLayout;
    zoom->setSpacing(2);
    zoom->addWidget(out);
    zoom->addWidget(m_zoom);
    zoom->addWidget(in);
    row->addLayout(zoom);

    m_filterButton =
        makeLink(QStringLiteral("Filter\u2026"), QStringLiteral("Choose what the timeline shows"), this);
    m_filterMenu = new QMenu(m_filterButton);
    m_filterButton->setMenu(m_filterMenu);
    m_filterButton->setPopupMode(QToolButton::InstantPopup);
    connect(m_filterMenu, &QMenu::aboutToShow, this, &TimelineHeader::fillFilterMenu);
    row->addWidget(m_filterButton);

    auto *exportButton = makeLink(QStringLiteral("Export \u25be"),
                                  QStringLiteral("Save the trace or a picture of the timeline"), this);
    exportButton->setAccessibleName(QStringLiteral("Export"));
    m_exportMenu = new QMenu(exportButton);
    m_exportMenu->addAction(QStringLiteral("Save trace\u2026"), this, &TimelineHeader::saveTraceRequested);
    m_exportMenu->addSeparator();
    m_exportMenu->addAction(QStringLiteral("Save picture\u2026"), this,
                            &TimelineHeader::savePictureRequested);
    m_exportMenu->addAction(QStringLiteral("Copy picture"), this, &TimelineHeader::copyPictureRequested);
    exportButton->setMenu(m_exportMenu);
    exportButton->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(exportButton);
}

void TimelineHeader::setIncomplete(const QString &words)
{
    m_incomplete->setText(words);
    m_incomplete->setVisible(!words.isEmpty());
}

void TimelineHeader::setFollowing(bool on)
{
    const QSignalBlocker blocker(m_follow);
    m_follow->setChecked(on);
    drawFollow();
}

void TimelineHeader::setZoom(double level)
{
    const QSignalBlocker blocker(m_zoom);
    m_zoom->setValue(qRound(level * kZoomSteps));
}

void TimelineHeader::setClients(const QStringList &clients)
{
    m_clients = clients;
}

void TimelineHeader::setFilter(const Filter &filter)
{
    m_filter = filter;
    const int hidden = !filter.live + !filter.catchUp + !filter.sent + !filter.lost + !filter.swaps +
                       static_cast<int>(filter.hiddenClients.size());
    m_filterButton->setText(hidden == 0 ? QStringLiteral("Filter\u2026")
                                        : QStringLiteral("Filter \u00b7 %1 hidden").arg(hidden));
}

void TimelineHeader::applyFilter(const Filter &filter)
{
    setFilter(filter);
    Q_EMIT filterChanged(filter);
}

void TimelineHeader::fillFilterMenu()
{
    m_filterMenu->clear();
    const auto add = [this](const QString &text, bool Filter::*what) {
        QAction *action = m_filterMenu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_filter.*what);
        connect(action, &QAction::toggled, this, [this, what](bool on) {
            Filter filter = m_filter;
            filter.*what = on;
            applyFilter(filter);
        });
    };
    add(QStringLiteral("Delivered"), &Filter::live);
    add(QStringLiteral("Lost and missed"), &Filter::lost);
    add(QStringLiteral("Catch-up"), &Filter::catchUp);
    add(QStringLiteral("Sent by the page"), &Filter::sent);
    add(QStringLiteral("Swaps"), &Filter::swaps);
    if (!m_clients.isEmpty())
        m_filterMenu->addSeparator();
    for (const QString &client : std::as_const(m_clients)) {
        QAction *action = m_filterMenu->addAction(client.isEmpty() ? QStringLiteral("Visitor")
                                                                   : QStringLiteral("Client %1").arg(client));
        action->setCheckable(true);
        action->setChecked(!m_filter.hiddenClients.contains(client));
        connect(action, &QAction::toggled, this, [this, client](bool on) {
            Filter filter = m_filter;
            if (on)
                filter.hiddenClients.remove(client);
            else
                filter.hiddenClients.insert(client);
            applyFilter(filter);
        });
    }
    m_filterMenu->addSeparator();
    QAction *all = m_filterMenu->addAction(QStringLiteral("Show everything"));
    all->setEnabled(m_filter != Filter());
    connect(all, &QAction::triggered, this, [this] { applyFilter(Filter()); });
}

void TimelineHeader::drawFollow()
{
    m_follow->setIcon(followIcon(m_follow->isChecked()));
}

void TimelineHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawFollow();
    QWidget::changeEvent(event);
}

} // namespace swapscope
