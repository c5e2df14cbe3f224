#pragma once

#include "spidermonkey.h"
#include "watch.h"

#include <memory>

namespace swapscope::js {

// Why a script had to end.
enum class StopReason { None, Time, Memory, Asked };

// What a runtime asks of the context that runs in it.
class Running
{
public:
    Running() = default;
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;
    virtual ~Running() = default;

    virtual bool isStopped() const = 0; // somebody wants it to end
    virtual bool hasTooMuchMemory() = 0;
    // At the place where it runs. False: not here, ask again at once.
    virtual bool stopped(StopReason why) = 0;
    // It goes on although it should have ended (Watch::Alarms). The first is called on another thread; the
    // one that it runs on stays in its turn meanwhile.
    virtual void stalled(std::chrono::nanoseconds already) = 0;
    virtual void resumed(std::chrono::nanoseconds inAll) = 0;
    virtual void rejected(JS::HandleObject promise) = 0;
    virtual void handled(JS::HandleObject promise) = 0;
    // A promise reaction for later. False: an exception is pending.
    virtual bool enqueue(JS::HandleObject job) = 0;
    virtual bool isIdle() const = 0; // no reaction waits
};

// Hands promise reactions to what runs.
class Jobs final : public JS::JobQueue
{
public:
    Running *running = nullptr;

    JSObject *getIncumbentGlobal(JSContext *cx) override;
    bool enqueuePromiseJob(JSContext *cx, JS::HandleObject promise, JS::HandleObject job,
                           JS::HandleObject allocationSite, JS::HandleObject incumbentGlobal) override;
    void runJobs(JSContext *) override {}
    bool empty() const override { return !running || running->isIdle(); }
    bool isDrainingStopped() const { return false; } // of version 128

protected:
    ::js::UniquePtr<SavedJobQueue> saveJobQueue(JSContext *) override { return nullptr; } // for debuggers
};

// The engine of one thread: SpiderMonkey allows one for each, with any number of contexts in it. Made when
// the thread first needs it, and goes with the last context that holds it. For this folder.
class Runtime
{
public:
    static constexpr size_t kStack = 1024 * 1024; // of a thread's, for scripts; the rest is for the program
    // Of small objects; beyond it the engine itself says “out of memory”, long after the watch should have.
    static constexpr uint32_t kHeap = 1024U * 1024 * 1024;

    static std::shared_ptr<Runtime> ofThisThread();

    Runtime();
    ~Runtime();
    Runtime(const Runtime &) = delete;
    Runtime &operator=(const Runtime &) = delete;

    JSContext *cx() const { return m_cx; }

    Running *running() const { return m_jobs.running; }
    // `running` runs from now on, nullptr: nothing; it may use so much time.
    void run(Running *running, std::chrono::milliseconds limit);

private:
    static bool interrupted(JSContext *cx);
    static void collected(JSContext *cx, JSGCStatus status, JS::GCReason reason, void *data);
    static void tracked(JSContext *cx, bool muted, JS::HandleObject promise,
                        JS::PromiseRejectionHandlingState state, void *data);
    bool mayGoOn();

    JSContext *m_cx;
    Jobs m_jobs;
    bool m_measure = false; // garbage was collected: what is left may be too much
    std::unique_ptr<Watch> m_watch;
};

} // namespace swapscope::js
