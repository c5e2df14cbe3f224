#include "stalledcheck.h"

#include "checkreport.h"

#include <coach/running/ruletexts.h>

#include <QThread>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace swapscope {

namespace {

// What both threads know. Shared: the one that is left behind keeps it.
struct Known
{
    std::mutex mutex;
    std::condition_variable changes;
    std::optional<std::vector<Finding>> findings;
    std::optional<ScriptStall> stall;
};

Finding findingOf(const ScriptStall &stall, Nanoseconds ran)
{
    Finding finding =
        findingOf(QStringLiteral("script.stalled"),
                  Error{QStringLiteral("%1 had not returned after %2, and the check waits no longer.")
                            .arg(stall.what.left(1).toUpper() + stall.what.mid(1), secondsText(ran)),
                        stall.file, stall.line});
    finding.title = QStringLiteral("The script does not return");
    finding.advice =
        QStringLiteral("Do less at a time, or with less data. The rest of the script was not checked.");
    return finding;
}

} // namespace

TimedCheck checkInTime(const std::function<std::vector<Finding>(const StallTold &stalled)> &check,
                       std::chrono::milliseconds patience, QTextStream &err)
{
    const auto known = std::make_shared<Known>();
    std::unique_ptr<QThread> thread(QThread::create([known, check] {
        std::vector<Finding> findings = check([&known](const ScriptStall &stall) {
            const std::lock_guard lock(known->mutex);
            known->stall = stall;
            known->changes.notify_one();
        });
        const std::lock_guard lock(known->mutex);
        known->findings = std::move(findings);
        known->changes.notify_one();
    }));
    thread->setObjectName(QStringLiteral("check"));
    // Once it is left behind it owns itself.
    QObject::connect(thread.get(), &QThread::finished, thread.get(), &QObject::deleteLater);
    thread->start();

    std::unique_lock lock(known->mutex);
    known->changes.wait(lock, [&] { return known->findings || known->stall; });
    if (!known->findings) {
        const ScriptStall stall = *known->stall;
        const Nanoseconds rest = std::chrono::nanoseconds(patience).count();
        err << Error{QStringLiteral("%1 has been running for %2; the check waits for another %3")
                         .arg(stall.what, secondsText(stall.ran), secondsText(rest)),
                     stall.file, stall.line}
                   .toString()
            << Qt::endl;
        if (!known->changes.wait_for(lock, patience, [&] { return known->findings.has_value(); })) {
            static_cast<void>(thread.release()); // it owns itself from here
            return {{findingOf(stall, stall.ran + rest)}, false};
        }
    }
    lock.unlock();
    thread->wait();
    return {std::move(*known->findings), true};
}

} // namespace swapscope
