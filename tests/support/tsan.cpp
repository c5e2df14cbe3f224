// Tells the thread sanitizer what Qt's event queue orders. Debian's Qt is not built for the sanitizer, which
// therefore does not see the lock around the queue: what a thread writes before it posts an event, and
// another reads when the event reaches it, would be a race each time. An event is allocated after what it
// carries was written, and reported before it is delivered: the two moments are joined here, for this event
// alone. Nothing else of Qt is taken on trust; what remains, with the reasons, is in tsan.supp.
#include <QtGlobal>

#include <sanitizer/tsan_interface.h>

#include <QCoreApplication>

#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t kLargestEvent = 512; // bytes; an event that Qt posts takes less

// Called by Qt with {receiver, event, result} on the thread that delivers, before it does. False: deliver it.
bool eventIsDelivered(void **data)
{
    __tsan_acquire(data[1]);
    return false;
}

[[maybe_unused]] const bool kRegistered =
    QInternal::registerCallback(QInternal::EventNotifyCallback, eventIsDelivered);

} // namespace

void *operator new(std::size_t size)
{
    void *block = std::malloc(size == 0 ? 1 : size);
    if (block == nullptr)
        throw std::bad_alloc();
    if (size <= kLargestEvent)
        __tsan_release(block);
    return block;
}

void operator delete(void *block) noexcept
{
    std::free(block);
}

void operator delete(void *block, std::size_t) noexcept
{
    std::free(block);
}
