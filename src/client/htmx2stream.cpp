#include "policies.h"

namespace swapscope {

namespace {

// htmx-ext-sse 2.2.4, sse.js: acts only when the EventSource has given up (readyState CLOSED), which it does
// after an answer that is no stream. Then 500 ms, doubled with every failure in a row up to 64 s, no jitter;
// `retry:` plays no part, and the new EventSource knows no last event id.
class Htmx2Stream final : public ReconnectPolicy
{
public:
    QString id() const override { return QStringLiteral("htmx2-sse"); }
    QString title() const override { return QStringLiteral("htmx 2 stream after an HTTP error"); }

    bool follows(QStringView htmx, QStringView transport) const override
    {
        return htmx == QLatin1StringView("2") && transport == QLatin1StringView("sse");
    }

    bool reconnects(const Ending &ending) const override
    {
        return ending.closeCode == 0 && ending.httpStatus != 0;
    }

    DelayBounds bounds(int attempt, double) const override
    {
        const double delay = doubledDelay(500, attempt, 64'000);
        return {delay, delay};
    }
};

} // namespace

std::unique_ptr<const ReconnectPolicy> htmx2StreamPolicy()
{
    return std::make_unique<Htmx2Stream>();
}

} // namespace swapscope
