#include "stopper.h"

#include "spidermonkey.h"

namespace swapscope::js {

void Stopper::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    if (m_cx)
        JS_RequestInterruptCallback(m_cx);
}

void Stopper::interrupts(JSContext *cx)
{
    const std::lock_guard lock(m_mutex);
    m_cx = cx;
}

} // namespace swapscope::js
