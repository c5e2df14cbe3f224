#include "scriptstop.h"

#include <js/stopper.h>

namespace swapscope {

void ScriptStop::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    for (const auto &each : m_scripts) {
        if (const auto script = each.lock())
            script->stop();
    }
}

void ScriptStop::add(const std::shared_ptr<js::Stopper> &script)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        script->stop();
    std::erase_if(m_scripts, [](const auto &each) { return each.expired(); });
    m_scripts.push_back(script);
}

} // namespace swapscope
