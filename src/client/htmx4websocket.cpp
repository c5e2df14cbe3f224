#include "policies.h"

#include <algorithm>
#include <array>

namespace swapscope {

namespace {

// htmx 4.0.1, hx-ws.js with its default configuration: reconnectCodes, and 500 · 2^(attempt − 1) ms capped at
// 60 000, then spread by 30 % to either side.
class Htmx4WebSocket final : public ReconnectPolicy
{
public:
    QString id() const override { return QStringLiteral("htmx4-ws"); }
    QString title() const override { return QStringLiteral("htmx 4 WebSocket"); }

    bool follows(QStringView htmx, QStringView transport) const override
    {
        return htmx == QLatin1StringView("4") && transport == QLatin1StringView("ws");
    }

    bool reconnects(const Ending &ending) const override
    {
        constexpr std::array kCodes = {1001, 1005, 1006, 1011, 1012, 1013, 1014};
        return std::find(kCodes.begin(), kCodes.end(), ending.closeCode) != kCodes.end();
    }

    DelayBounds bounds(int attempt, double) const override
    {
        const double delay = doubledDelay(500, attempt, 60'000);
        const double jitter = delay * 0.3;
        return {delay - jitter, delay + jitter};
    }
};

} // namespace

std::unique_ptr<const ReconnectPolicy> htmx4WebSocketPolicy()
{
    return std::make_unique<Htmx4WebSocket>();
}

} // namespace swapscope
