#pragma once

#include "timeline/chattrace.h"

#include <inspector/sheet.h>
#include <trace/join.h>
#include <trace/runmodel.h>
#include <trace/trace.h>

// The run of chattrace.h as a joined trace, and sheets as texts.
namespace sheettest {

using namespace swapscope;

inline void fill(Trace &trace)
{
    Join join;
    for (Event event : chattrace::chat()) {
        join.enrich(event);
        trace.append(event);
    }
}

// The value of a row of a card; empty when there is none.
inline QString value(const Sheet &sheet, const char *card, const char *row)
{
    for (const SheetCard &one : sheet.cards) {
        if (one.caption != QLatin1StringView(card))
            continue;
        for (const SheetRow &line : one.rows) {
            if (line.name == QLatin1StringView(row))
                return line.value;
        }
    }
    return {};
}

inline QString note(const Sheet &sheet, const char *card)
{
    for (const SheetCard &one : sheet.cards) {
        if (one.caption == QLatin1StringView(card))
            return one.note;
    }
    return {};
}

// The n-th event of a kind and client, from 0.
inline EventId nth(const Trace &trace, Kind kind, const char *client, int n)
{
    for (const EventId id : trace.ofKind(kind)) {
        if (trace.at(id).client == QLatin1StringView(client) && n-- == 0)
            return id;
    }
    return 0;
}

} // namespace sheettest
