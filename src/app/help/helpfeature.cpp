#include "helpfeature.h"

#include "helpwindows.h"
#include "manualwindow.h"
#include "window/windowactions.h"
#include "window/workbench.h"

#include <core/places.h>

#include <QAction>
#include <QMainWindow>

namespace swapscope {

HelpFeature::HelpFeature(const Workbench &bench) : m_window(bench.window)
{
    const WindowActions &actions = bench.actions;
    connect(actions.manual, &QAction::triggered, this, &HelpFeature::showManual);
    connect(actions.keys, &QAction::triggered, this, [this, &actions] { showKeys(&m_window, actions); });
    connect(actions.about, &QAction::triggered, this, [this] { showAbout(&m_window); });
}

void HelpFeature::showManual()
{
    if (m_manual == nullptr)
        m_manual = new ManualWindow(dataPlace(u"manual"), &m_window);
    m_manual->show();
    m_manual->raise();
    m_manual->activateWindow();
}

} // namespace swapscope
