#pragma once

#include "window/feature.h"

class QMainWindow;

namespace swapscope {

class ManualWindow;
struct Workbench;

// The manual, the list of keys, and what this program is, opened by their commands.
class HelpFeature final : public Feature
{
    Q_OBJECT

public:
    explicit HelpFeature(const Workbench &bench);

private:
    void showManual();

    QMainWindow &m_window;
    ManualWindow *m_manual = nullptr; // from its first use on
};

} // namespace swapscope
