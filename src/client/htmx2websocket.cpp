#include "policies.h"

#include <algorithm>
#include <array>

namespace swapscope {

namespace {

// htmx-ext-ws 2.0.4, ws.js: the close handler's list of codes and the "full-jitter" delay, uniform from 0 to
// 1000 · 2^retries ms, where the exponent stops at 6.
class Htmx2WebSocket final : public ReconnectPolicy
{
public:
    QString id() const override { return QStringLiteral("htmx2-ws"); }
    QString title() const override { return QStringLiteral("htmx 2 WebSocket"); }

    bool follows(QStringView htmx, QStringView transport) const override
    {
        return htmx == QLatin1StringView("2") && transport == QLatin1StringView("ws");
    }

    bool reconnects(const Ending &ending) const override
    {
        constexpr std::array kCodes = {1006, 1011, 1012, 1013};
        return std::find(kCodes.begin(), kCodes.end(), ending.closeCode) != kCodes.end();
    }

    DelayBounds bounds(int attempt, double) const override
    {
        constexpr double kBase = 1000;
        constexpr double kMost = 64'000;
        return {0, doubledDelay(kBase, attempt, kMost)};
    }
};

} // namespace

std::unique_ptr<const ReconnectPolicy> htmx2WebSocketPolicy()
{
    return std::make_unique<Htmx2WebSocket>();
}

} // namespace swapscope
