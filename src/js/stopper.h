#pragma once

#include <atomic>
#include <mutex>

struct JSContext;

namespace swapscope::js {

// Stops what runs in a context, now and for good. From any thread and at any time, also when there is no
// context any more.
class Stopper
{
public:
    void stop();
    bool isStopped() const { return m_stopped; }
    // The context's engine, as long as there is one. For this folder.
    void interrupts(JSContext *cx);

private:
    std::mutex m_mutex;
    JSContext *m_cx = nullptr;
    std::atomic<bool> m_stopped{false};
};

} // namespace swapscope::js
