#include "paneldock.h"

#include "widgets/widgets.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QMainWindow>

namespace swapscope {

// Gives its own height, or none while tabs stand for it.
class PanelDock::Title final : public QWidget
{
public:
    explicit Title(QWidget *content) : m_content(content)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(content);
    }

    void setShown(bool shown)
    {
        if (shown == m_shown)
            return;
        m_shown = shown;
        m_content->setVisible(shown);
        updateGeometry();
    }

    QSize sizeHint() const override { return m_shown ? QWidget::sizeHint() : QSize(0, 0); }
    QSize minimumSizeHint() const override
    {
        // Narrow on purpose: the title does not keep the panel wide.
        return m_shown ? QSize(60, QWidget::minimumSizeHint().height()) : QSize(0, 0);
    }

private:
    QWidget *m_content;
    bool m_shown = true;
};

PanelDock::PanelDock(const QString &name, const QString &title, QWidget *panel, QWidget *header,
                     QWidget *parent)
    : QDockWidget(title, parent), m_plain(header == nullptr)
{
    setObjectName(name);
    setAllowedAreas(Qt::AllDockWidgetAreas);
    QWidget *content = header;
    if (content == nullptr) {
        content = new QWidget;
        content->setProperty("surface", QStringLiteral("head"));
        content->setFixedHeight(metrics::kHeader - 4);
        auto *row = new QHBoxLayout(content);
        row->setContentsMargins(metrics::kMargin, 0, metrics::kGap, 0);
        row->addWidget(makeCaption(title, content));
        row->addStretch();
    }
    m_title = new Title(content);
    setTitleBarWidget(m_title);
    setWidget(panel);
    // Queued as well: which docks lie over each other is known only when the window has put them there.
    for (const Qt::ConnectionType type : {Qt::DirectConnection, Qt::QueuedConnection}) {
        connect(this, &QDockWidget::topLevelChanged, this, &PanelDock::fitTitles, type);
        connect(this, &QDockWidget::visibilityChanged, this, &PanelDock::fitTitles, type);
        connect(this, &QDockWidget::dockLocationChanged, this, &PanelDock::fitTitles, type);
    }
}

bool PanelDock::event(QEvent *event)
{
    const bool done = QDockWidget::event(event);
    if (event->type() == QEvent::Show || event->type() == QEvent::ParentChange)
        QMetaObject::invokeMethod(this, &PanelDock::fitTitles, Qt::QueuedConnection);
    return done;
}

// The one that stays behind alone is told of nothing.
void PanelDock::fitTitles()
{
    if (const QWidget *window = parentWidget()) {
        for (PanelDock *dock : window->findChildren<PanelDock *>(QString(), Qt::FindDirectChildrenOnly))
            dock->fitTitle();
    }
}

void PanelDock::fitTitle()
{
    const auto *window = qobject_cast<QMainWindow *>(parentWidget());
    const QList<QDockWidget *> others =
        window != nullptr && !isFloating() ? window->tabifiedDockWidgets(this) : QList<QDockWidget *>();
    // The window counts those too that would come back between the tabs but float or are closed.
    const bool tabbed = std::any_of(others.begin(), others.end(), [](const QDockWidget *other) {
        return !other->isFloating() && other->toggleViewAction()->isChecked();
    });
    m_title->setShown(!m_plain || !tabbed);
}

} // namespace swapscope
