#pragma once

#include "trace/story.h"

#include <trace/ledger/ledgersnapshot.h>

// Ledgers with something in them, told by events as the trace has them. The clients come without a link, so
// the server's word counts.
namespace swapscope::accounts {

inline void tell(Ledger &ledger, const QStringList &lines)
{
    for (const Event &event : story::events(lines))
        ledger.consume(event);
}

// Client A got both updates live; B was away for the second, which a replay brought when `back`.
inline Ledger room(bool back)
{
    Ledger ledger;
    tell(ledger, {QStringLiteral("server.opened A t=1 conn=1 transport=ws channel=room"),
                  QStringLiteral("server.opened B t=1 conn=2 transport=ws channel=room"),
                  QStringLiteral("server.published t=2 update=1 channel=room"),
                  QStringLiteral("server.sent A t=2 conn=1 n=1 update=1 channel=room why=live"),
                  QStringLiteral("server.sent B t=2 conn=2 n=1 update=1 channel=room why=live"),
                  QStringLiteral("server.closed B t=3 conn=2 code=1006"),
                  QStringLiteral("server.published t=4 update=2 channel=room"),
                  QStringLiteral("server.sent A t=4 conn=1 n=2 update=2 channel=room why=live")});
    if (back)
        tell(ledger, {QStringLiteral("server.opened B t=6.5 conn=3 transport=ws channel=room"),
                      QStringLiteral("server.sent B t=6.5 conn=3 n=1 update=2 channel=room why=replay")});
    return ledger;
}

// What a panel gets of it.
inline LedgerSnapshot shown(const Ledger &ledger)
{
    return LedgerSnapshot(ledger, 6 * kSecond);
}

} // namespace swapscope::accounts
