#include "runtime.h"

#include <QtGlobal>

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

namespace swapscope::js {

namespace {

// The process's part of the engine. It must go after the last runtime, and before the engine's own static
// objects: those end the program with a crash while an engine is there.
class Library
{
public:
    Library()
    {
        if (!JS_Init())
            qFatal("SpiderMonkey cannot be started");
        on_exit(&Library::programEnds, this);
    }
    Library(const Library &) = delete;
    Library &operator=(const Library &) = delete;

    std::atomic<int> runtimes{0};

private:
    // Registered when the engine starts, and so called before what was there then is destroyed. Where a
    // script could not be waited for, its thread still uses the engine: then the program ends here, with the
    // status that it wants.
    static void programEnds(int status, void *library)
    {
        if (static_cast<Library *>(library)->runtimes == 0) {
            JS_ShutDown();
            return;
        }
        std::fflush(nullptr);
        _exit(status);
    }
};

Library &library()
{
    // Never destroyed: a thread that was not waited for may still use it.
    static auto *the = new Library;
    return *the;
}

} // namespace

JSObject *Jobs::getIncumbentGlobal(JSContext *cx)
{
    return JS::CurrentGlobalOrNull(cx);
}

bool Jobs::enqueuePromiseJob(JSContext *, JS::HandleObject, JS::HandleObject job, JS::HandleObject,
                             JS::HandleObject)
{
    return !running || running->enqueue(job);
}

std::shared_ptr<Runtime> Runtime::ofThisThread()
{
    library(); // first: it starts the engine
    // Not kept for the thread's whole life: who waits for a thread to end need not wait for its thread_local
    // objects to be destroyed, and the program would then end beneath the engine.
    static thread_local std::weak_ptr<Runtime> last;
    std::shared_ptr<Runtime> the = last.lock();
    if (!the) {
        the = std::make_shared<Runtime>();
        last = the;
    }
    return the;
}

Runtime::Runtime() : m_cx(JS_NewContext(kHeap))
{
    if (!m_cx || !JS::InitSelfHostedCode(m_cx))
        qFatal("SpiderMonkey cannot be started on this thread");
    ++library().runtimes;
    JS_SetContextPrivate(m_cx, this);
    // So that a promise that is rejected with a text, not an Error, has a place.
    JS::ContextOptionsRef(m_cx).setAsyncStack(true).setAsyncStackCaptureDebuggeeOnly(false);
    JS_SetGCParameter(m_cx, JSGC_MAX_BYTES, kHeap);
    JS_SetNativeStackQuota(m_cx, kStack);
    JS_AddInterruptCallback(m_cx, &Runtime::interrupted);
    JS_SetGCCallback(m_cx, &Runtime::collected, this);
    JS::SetJobQueue(m_cx, &m_jobs);
    JS::SetPromiseRejectionTrackerCallback(m_cx, &Runtime::tracked, this);
    // What runs changes while the watch is not armed.
    m_watch = std::make_unique<Watch>(Watch::Alarms{
        .over = [cx = m_cx] { JS_RequestInterruptCallback(cx); },
        .stalled = [this](std::chrono::nanoseconds already) { m_jobs.running->stalled(already); },
        .resumed = [this](std::chrono::nanoseconds inAll) { m_jobs.running->resumed(inAll); },
    });
}

Runtime::~Runtime()
{
    m_watch.reset();
    JS::SetJobQueue(m_cx, nullptr);
    JS_SetGCCallback(m_cx, nullptr, nullptr);
    JS_DestroyContext(m_cx);
    --library().runtimes;
}

void Runtime::run(Running *running, std::chrono::milliseconds limit)
{
    if (m_jobs.running)
        m_watch->disarm();
    m_jobs.running = running;
    if (running)
        m_watch->arm(limit);
}

bool Runtime::mayGoOn()
{
    if (!m_jobs.running)
        return true;
    StopReason why = StopReason::None;
    if (m_watch->isOver())
        why = StopReason::Time;
    else if (m_jobs.running->isStopped())
        why = StopReason::Asked;
    else if (m_measure && m_jobs.running->hasTooMuchMemory())
        why = StopReason::Memory;
    m_measure = false;
    if (why == StopReason::None)
        return true;
    if (m_jobs.running->stopped(why))
        return false;
    JS_RequestInterruptCallback(m_cx);
    return true;
}

bool Runtime::interrupted(JSContext *cx)
{
    // What is asked of the engine below must not be taken for what the script does.
    JS::AutoSaveExceptionState kept(cx);
    const bool goesOn = static_cast<Runtime *>(JS_GetContextPrivate(cx))->mayGoOn();
    if (goesOn) {
        kept.restore();
        return true;
    }
    kept.drop();
    JS_ClearPendingException(cx); // nothing to be caught
    // Nor does anything run that comes after it in this turn: who describes an error asks its getters, one
    // after the other.
    JS_RequestInterruptCallback(cx);
    return false;
}

void Runtime::collected(JSContext *cx, JSGCStatus status, JS::GCReason, void *data)
{
    auto *runtime = static_cast<Runtime *>(data);
    if (status != JSGC_END || !runtime->m_jobs.running)
        return;
    runtime->m_measure = true;
    JS_RequestInterruptCallback(cx);
}

void Runtime::tracked(JSContext *, bool, JS::HandleObject promise, JS::PromiseRejectionHandlingState state,
                      void *data)
{
    Running *running = static_cast<Runtime *>(data)->m_jobs.running;
    if (!running)
        return;
    if (state == JS::PromiseRejectionHandlingState::Unhandled)
        running->rejected(promise);
    else
        running->handled(promise);
}

} // namespace swapscope::js
