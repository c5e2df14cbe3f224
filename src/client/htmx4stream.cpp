#include "policies.h"

namespace swapscope {

namespace {

// htmx 4.0.1, hx-sse.js with its default configuration: a stream that has once been open comes back from
// everything, an HTTP error included, while a first answer that is no stream is an ordinary response to htmx
// and never retried. The delay is that of hx-ws.js with `retry:` in place of its 500 ms.
class Htmx4Stream final : public ReconnectPolicy
{
public:
    QString id() const override { return QStringLiteral("htmx4-sse"); }
    QString title() const override { return QStringLiteral("htmx 4 stream"); }

    bool follows(QStringView htmx, QStringView transport) const override
    {
        return htmx == QLatin1StringView("4") && transport == QLatin1StringView("sse");
    }

    bool reconnects(const Ending &ending) const override { return ending.everOpen; }

    DelayBounds bounds(int attempt, double retryMs) const override
    {
        const double delay = doubledDelay(retryMs >= 0 ? retryMs : 500, attempt, 60'000);
        const double jitter = delay * 0.3;
        return {delay - jitter, delay + jitter};
    }
};

} // namespace

std::unique_ptr<const ReconnectPolicy> htmx4StreamPolicy()
{
    return std::make_unique<Htmx4Stream>();
}

} // namespace swapscope
