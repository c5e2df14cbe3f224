#include "policies.h"

namespace swapscope {

namespace {

// WHATWG HTML, 9.2 Server-sent events: a stream that ends or drops is reestablished after the reconnection
// time, one whose answer is no stream (another status than 200, 204 included, or another type) fails for
// good. The first reconnection time is Chromium's, 3 s; the standard's "optionally, wait some more" Chromium
// does not use.
class EventSource final : public ReconnectPolicy
{
public:
    QString id() const override { return QStringLiteral("eventsource"); }
    QString title() const override { return QStringLiteral("EventSource"); }

    bool follows(QStringView htmx, QStringView transport) const override
    {
        return htmx == QLatin1StringView("2") && transport == QLatin1StringView("sse");
    }

    bool reconnects(const Ending &ending) const override
    {
        return ending.closeCode == 0 && ending.httpStatus == 0;
    }

    DelayBounds bounds(int, double retryMs) const override
    {
        const double delay = retryMs >= 0 ? retryMs : 3000;
        return {delay, delay};
    }
};

} // namespace

std::unique_ptr<const ReconnectPolicy> eventSourcePolicy()
{
    return std::make_unique<EventSource>();
}

} // namespace swapscope
