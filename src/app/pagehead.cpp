#include "pagehead.h"

#include "widgets.h"

#include <page/pagestate.h>
#include <trace/ledger.h>

#include <QCoreApplication>

namespace swapscope {

namespace {
QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("swapscope::PageHead", text, nullptr, n);
}
} // namespace

Headline pageHeadline(const PageState &page, const LinkStatus &link, Nanoseconds now)
{
    if (!page.problem.isEmpty())
        return {tr("no page"), Role::Lost, true};
    if (!page.loaded)
        return {tr("loading"), Role::Dim, true};
    const PageConnection *connection = page.headline();
    if (connection == nullptr)
        return {tr("no connection"), Role::Dim, true};
    switch (connection->phase) {
    case PagePhase::None:
        break;
    case PagePhase::Connecting:
        return {connection->attempt > 0 ? tr("connecting · attempt %1").arg(connection->attempt)
                                        : tr("connecting"),
                Role::Wait, true};
    case PagePhase::Open:
        return link.frozen ? Headline{tr("frozen"), Role::Wait} : Headline{tr("open"), Role::Live};
    case PagePhase::Backoff:
        return {tr("back-off %1 · %2")
                    .arg(connection->attempt)
                    .arg(displayDuration(qMax<Nanoseconds>(0, connection->due - now))),
                Role::Wait};
    case PagePhase::Closed:
        return {connection->code > 0 ? tr("closed %1").arg(connection->code) : tr("closed"), Role::Lost,
                true};
    }
    return {tr("no connection"), Role::Dim, true};
}

Headline ledgerHeadline(const LedgerSummary &summary)
{
    if (summary.behind > 0)
        return {tr("behind by %1").arg(summary.behind), Role::Lost};
    if (summary.connections == 0 || summary.published == 0)
        return {};
    return {tr("up to date"), Role::Live};
}

QString missedNote(const LedgerSummary &summary)
{
    if (summary.behind <= 0)
        return {};
    if (!summary.stale) {
        return summary.behind == 1 ? tr("1 update is on its way, and late")
                                   : tr("%1 updates are on their way, and late").arg(summary.behind);
    }
    const QString since =
        QString::number(static_cast<double>(summary.staleSince) / static_cast<double>(kSecond), 'f', 1);
    return (summary.behind == 1
                ? tr("1 update missed since %1 s — the page does not know").arg(since)
                : tr("%1 updates missed since %2 s — the page does not know").arg(summary.behind).arg(since));
}

} // namespace swapscope
