#pragma once

#include "account.h"

#include <core/event.h>

#include <QString>

namespace swapscope {

// Makes the events that the ledger derives, as they are recorded in the trace. `trigger` is the event from
// which they follow: they have its time, and it is their cause. They have no id yet. Any thread.

// gap.opened. conn: the client's connection to the channel that was the last to end.
Event gapOpened(const Event &trigger, const QString &client, ConnectionId conn, const QString &channel);

// gap.closed. conn: the connection that ended the gap.
Event gapClosed(const Event &trigger, const QString &client, ConnectionId conn, const QString &channel,
                const Account::GapEnd &gap);

// update.missed, update.recovered or update.duplicated.
Event outcomeEvent(const Event &trigger, const QString &client, const QString &channel,
                   const Outcome &outcome);

} // namespace swapscope
