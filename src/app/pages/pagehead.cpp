#include "pagehead.h"

#include "widgets/widgets.h"

#include <page/pagestate.h>
#include <trace/ledgersnapshot.h>

#include <QCoreApplication>

namespace swapscope {

namespace {
QString headTr(const char *text, int n = -1)
{
    return QCoreApplication::translate("swapscope::PageHead", text, nullptr, n);
}
} // namespace

Headline pageHeadline(const PageState &page, const LinkStatus &link, Nanoseconds now)
{
    if (!page.problem.isEmpty())
        return {headTr("no page"), Role::Lost, true};
    if (!page.loaded)
        return {headTr("loading"), Role::Dim, true};
    const PageConnection *connection = page.headline();
    if (connection == nullptr)
        return {headTr("no connection"), Role::Dim, true};
    switch (connection->phase) {
    case PagePhase::None:
        break;
    case PagePhase::Connecting:
        return {connection->attempt > 0 ? headTr("connecting · attempt %1").arg(connection->attempt)
                                        : headTr("connecting"),
                Role::Wait, true};
    case PagePhase::Open:
        return link.frozen ? Headline{headTr("frozen"), Role::Wait} : Headline{headTr("open"), Role::Live};
    case PagePhase::Backoff:
        return {headTr("back-off %1 · %2")
                    .arg(connection->attempt)
                    .arg(displayDuration(qMax<Nanoseconds>(0, connection->due - now))),
                Role::Wait};
    case PagePhase::Closed:
        return {connection->code > 0 ? headTr("closed %1").arg(connection->code) : headTr("closed"),
                Role::Lost, true};
    }
    return {headTr("no connection"), Role::Dim, true};
}

Headline ledgerHeadline(const LedgerSummary &summary)
{
    if (summary.behind > 0)
        return {headTr("behind by %1").arg(summary.behind), Role::Lost};
    if (summary.connections == 0 || summary.published == 0)
        return {};
    return {headTr("up to date"), Role::Live};
}

QString missedNote(const LedgerSummary &summary)
{
    if (summary.behind <= 0)
        return {};
    if (!summary.stale) {
        return summary.behind == 1 ? headTr("1 update is on its way, and late")
                                   : headTr("%1 updates are on their way, and late").arg(summary.behind);
    }
    const QString since =
        QString::number(static_cast<double>(summary.staleSince) / static_cast<double>(kSecond), 'f', 1);
    return (
        summary.behind == 1
            ? headTr("1 update missed since %1 s — the page does not know").arg(since)
            : headTr("%1 updates missed since %2 s — the page does not know").arg(summary.behind).arg(since));
}

} // namespace swapscope
