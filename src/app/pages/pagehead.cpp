#include "pagehead.h"

#include "widgets/widgets.h"

#include <page/pagestate.h>
#include <trace/ledger/ledgersnapshot.h>

#include <QCoreApplication>

namespace swapscope {

namespace {
struct HeadTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::PageHead)
};
} // namespace

Headline pageHeadline(const PageState &page, const LinkStatus &link, Nanoseconds now)
{
    if (!page.problem.isEmpty())
        return {HeadTexts::tr("no page"), Role::Lost, true};
    if (!page.loaded)
        return {HeadTexts::tr("loading"), Role::Dim, true};
    const PageConnection *connection = page.headline();
    if (connection == nullptr)
        return {HeadTexts::tr("no connection"), Role::Dim, true};
    switch (connection->phase) {
    case PagePhase::None:
        break;
    case PagePhase::Connecting:
        return {connection->attempt > 0 ? HeadTexts::tr("connecting · attempt %1").arg(connection->attempt)
                                        : HeadTexts::tr("connecting"),
                Role::Wait, true};
    case PagePhase::Open:
        return link.frozen ? Headline{HeadTexts::tr("frozen"), Role::Wait}
                           : Headline{HeadTexts::tr("open"), Role::Live};
    case PagePhase::Backoff:
        return {HeadTexts::tr("back-off %1 · %2")
                    .arg(connection->attempt)
                    .arg(displayDuration(qMax<Nanoseconds>(0, connection->due - now))),
                Role::Wait};
    case PagePhase::Closed:
        return {connection->code > 0 ? HeadTexts::tr("closed %1").arg(connection->code)
                                     : HeadTexts::tr("closed"),
                Role::Lost, true};
    }
    return {HeadTexts::tr("no connection"), Role::Dim, true};
}

Headline ledgerHeadline(const LedgerSummary &summary)
{
    if (summary.behind > 0)
        return {HeadTexts::tr("behind by %1").arg(summary.behind), Role::Lost};
    if (summary.connections == 0 || summary.published == 0)
        return {};
    return {HeadTexts::tr("up to date"), Role::Live};
}

QString missedNote(const LedgerSummary &summary)
{
    if (summary.behind <= 0)
        return {};
    if (!summary.stale) {
        return summary.behind == 1
                   ? HeadTexts::tr("1 update is on its way, and late")
                   : HeadTexts::tr("%1 updates are on their way, and late").arg(summary.behind);
    }
    const QString since =
        QString::number(static_cast<double>(summary.staleSince) / static_cast<double>(kSecond), 'f', 1);
    return (summary.behind == 1
                ? HeadTexts::tr("1 update missed since %1 s — the page does not know").arg(since)
                : HeadTexts::tr("%1 updates missed since %2 s — the page does not know")
                      .arg(summary.behind)
                      .arg(since));
}

} // namespace swapscope
