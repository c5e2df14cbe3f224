#pragma once

#include "window/feature.h"
#include "window/workbench.h"

namespace swapscope {

// The gallery of scenarios, opened by its command.
class GalleryFeature final : public Feature
{
    Q_OBJECT

public:
    explicit GalleryFeature(const Workbench &bench);

private:
    void open();

    const Workbench m_bench;
};

} // namespace swapscope
