#include "reconnect.h"

#include "policies.h"

namespace swapscope {

double ReconnectPolicy::delay(int attempt, Random &random, double retryMs) const
{
    const DelayBounds range = bounds(attempt, retryMs);
    return range.minMs == range.maxMs ? range.minMs : random.uniform(range.minMs, range.maxMs);
}

std::vector<std::unique_ptr<const ReconnectPolicy>> reconnectPolicies()
{
    std::vector<std::unique_ptr<const ReconnectPolicy>> policies;
    policies.push_back(htmx2WebSocketPolicy());
    policies.push_back(htmx4WebSocketPolicy());
    policies.push_back(htmx4StreamPolicy());
    policies.push_back(htmx2StreamPolicy());
    policies.push_back(eventSourcePolicy());
    return policies;
}

std::unique_ptr<const ReconnectPolicy> reconnectPolicy(QStringView id)
{
    for (auto &policy : reconnectPolicies()) {
        if (policy->id() == id)
            return std::move(policy);
    }
    return nullptr;
}

QStringList reconnectPolicyIds(QStringView htmx, QStringView transport)
{
    QStringList ids;
    for (const auto &policy : reconnectPolicies()) {
        if (policy->follows(htmx, transport))
            ids.append(policy->id());
    }
    return ids;
}

} // namespace swapscope
