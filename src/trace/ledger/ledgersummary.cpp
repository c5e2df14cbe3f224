#include "ledgersummary.h"

#include "account.h"

#include <QLatin1StringView>

#include <algorithm>
#include <cmath>

namespace swapscope {

LedgerSummary summaryOf(const Account &account, Nanoseconds now)
{
    const Account::Counts &counts = account.counts();
    LedgerSummary summary;
    summary.published = counts.published;
    summary.delivered = counts.delivered;
    summary.missed = counts.missed;
    summary.missedBefore = counts.missedBefore;
    summary.recoveredByReplay = counts.recoveredByReplay;
    summary.recoveredBySnapshot = counts.recoveredBySnapshot;
    summary.duplicated = counts.duplicated;
    summary.inFlight = account.inFlight();
    summary.behind = account.missing() + account.inFlightSince(now - LedgerSummary::kBehindAfter);
    summary.inGap = account.inGap();
    summary.gapSince = account.inGap() ? account.gapSince() : 0;
    setStale(&summary, account.stale(), now);
    return summary;
}

void addChannel(LedgerSummary *client, const LedgerSummary &channel)
{
    client->published += channel.published;
    client->delivered += channel.delivered;
    client->missed += channel.missed;
    client->missedBefore += channel.missedBefore;
    client->recoveredByReplay += channel.recoveredByReplay;
    client->recoveredBySnapshot += channel.recoveredBySnapshot;
    client->duplicated += channel.duplicated;
    client->inFlight += channel.inFlight;
    client->behind += channel.behind;
    if (channel.inGap)
        client->gapSince = client->inGap ? std::min(client->gapSince, channel.gapSince) : channel.gapSince;
    client->inGap |= channel.inGap;
}

void setStale(LedgerSummary *summary, const SpanMeter &stale, Nanoseconds now)
{
    summary->stale = stale.running();
    summary->staleSince = summary->stale ? stale.since() : 0;
    summary->staleFor = stale.total(now);
}

QJsonObject summaryJson(const LedgerSummary &summary)
{
    if (!summary.known) {
        const StreamReaders::Counts &ids = summary.ids;
        QJsonObject unknown{
            {QStringLiteral("connections"), summary.connections},
            {QStringLiteral("ids"), QJsonObject{{QStringLiteral("seen"), ids.seen},
                                                {QStringLiteral("missed"), ids.missed},
                                                {QStringLiteral("recovered"), ids.recovered},
                                                {QStringLiteral("duplicated"), ids.duplicated}}}};
        for (const char *key :
             {"published", "delivered", "missed", "missed_before", "recovered", "duplicated", "stale_s"})
            unknown.insert(QLatin1StringView(key), QJsonValue::Null);
        return unknown;
    }
    const double staleMs = std::round(static_cast<double>(summary.staleFor) / kMillisecond);
    QJsonObject json{{QStringLiteral("connections"), summary.connections},
                     {QStringLiteral("published"), summary.published},
                     {QStringLiteral("delivered"), summary.delivered},
                     {QStringLiteral("missed"), summary.missed},
                     {QStringLiteral("missed_before"), summary.missedBefore},
                     {QStringLiteral("recovered"), summary.recovered()},
                     {QStringLiteral("duplicated"), summary.duplicated},
                     {QStringLiteral("stale_s"), staleMs / 1000}};
    if (summary.inFlight > 0)
        json.insert(QStringLiteral("in_flight"), summary.inFlight);
    return json;
}

} // namespace swapscope
