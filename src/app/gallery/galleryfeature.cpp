#include "galleryfeature.h"

#include "gallerydialog.h"
#include "window/scenariocontrol.h"
#include "window/windowactions.h"

#include <QAction>
#include <QMainWindow>

namespace swapscope {

GalleryFeature::GalleryFeature(const Workbench &bench) : m_bench(bench)
{
    connect(bench.actions.gallery, &QAction::triggered, this, &GalleryFeature::open);
}

void GalleryFeature::open()
{
    ScenarioControl &scenarios = m_bench.scenarios;
    auto *gallery = new GalleryDialog(scenarios.bundled(), scenarios.recent(), scenarios.scenario().dir,
                                      m_bench.settings, &m_bench.window);
    gallery->setAttribute(Qt::WA_DeleteOnClose);
    connect(gallery, &GalleryDialog::accepted, this,
            [&scenarios, gallery] { scenarios.open(gallery->chosen(), {}); });
    gallery->open();
}

} // namespace swapscope
