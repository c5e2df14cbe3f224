#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace swapscope {

namespace js {
class Stopper;
}

// Stops what the scripts of an engine do, now and for good: load() and every handler end with an error from
// then on. For whoever wants the engine's thread back: from any thread and at any time, also when the engine
// is gone.
class ScriptStop
{
public:
    void stop();
    // For ScriptEngine: one more script to stop, at once if the others have been stopped already.
    void add(const std::shared_ptr<js::Stopper> &script);

private:
    std::mutex m_mutex;
    bool m_stopped = false;
    std::vector<std::weak_ptr<js::Stopper>> m_scripts; // those that there are
};

} // namespace swapscope
