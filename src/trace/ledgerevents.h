#pragma once

#include "account.h"

#include <core/event.h>

#include <QString>

namespace swapscope {

// The events that the Ledger derives, as they are written into the trace: with the time of the event that
// they follow from (`trigger`), which is their cause, and without an id. Pure, any thread.

// gap.opened, with the last connection of the client to the channel that was open.
Event gapOpened(const Event &trigger, const QString &client, int conn, const QString &channel);

// gap.closed, with the connection that closed it.
Event gapClosed(const Event &trigger, const QString &client, int conn, const QString &channel,
                const Account::GapEnd &gap);

// update.missed, update.recovered or update.duplicated.
Event outcomeEvent(const Event &trigger, const QString &client, const QString &channel,
                   const Outcome &outcome);

} // namespace swapscope
