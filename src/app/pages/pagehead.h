#pragma once

#include "widgets/icons.h"

#include <core/clock.h>
#include <link/linkstatus.h>

#include <QString>

namespace swapscope {

struct LedgerSummary;
struct PageState;

// A state and how it is shown.
struct Headline
{
    QString text;
    Role role = Role::Dim;
    bool hollow = false; // nothing there: a ring instead of a dot

    friend bool operator==(const Headline &, const Headline &) = default;
};

// What the pill above a page says: the page's connection, and a frozen link where the page cannot know of it.
// "open", "back-off 3 · 1.8 s" with what is left of the wait, "connecting", "closed 1000", "frozen", … Pure.
Headline pageHeadline(const PageState &page, const LinkStatus &link, Nanoseconds now);

// "up to date", "behind by 3"; empty before the page receives any channel. Pure.
Headline ledgerHeadline(const LedgerSummary &summary);

// The note over a page that lacks updates and does not know it; empty when it lacks none.
QString missedNote(const LedgerSummary &summary);

} // namespace swapscope
