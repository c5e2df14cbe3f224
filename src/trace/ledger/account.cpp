#include "account.h"

#include <algorithm>

namespace swapscope {

void SpanMeter::start(Nanoseconds t)
{
    const Nanoseconds from = std::max(std::min(t, m_end), m_lastEnd);
    m_since = m_running ? std::min(m_since, from) : from;
    m_running = true;
}

void SpanMeter::stop(Nanoseconds t)
{
    if (!m_running)
        return;
    m_total = total(t);
    m_lastEnd = std::max(m_since, std::min(t, m_end));
    m_running = false;
}

Nanoseconds SpanMeter::total(Nanoseconds now) const
{
    return m_total + (m_running ? std::max<Nanoseconds>(std::min(now, m_end) - m_since, 0) : 0);
}

std::optional<Account::GapEnd> Account::opened(ConnectionId conn, Nanoseconds t)
{
    m_open.insert(conn);
    if (!m_inGap)
        return std::nullopt;
    m_inGap = false;
    return GapEnd{std::max<Nanoseconds>(t - m_gapSince, 0), m_missedInGap};
}

bool Account::ended(ConnectionId conn, Nanoseconds t)
{
    if (m_open.erase(conn) == 0 || !m_open.empty())
        return false;
    m_inGap = true;
    m_gapSince = t;
    m_missedInGap = 0;
    return true;
}

void Account::publishedBefore(qint64 update, Nanoseconds t, Outcomes &outcomes)
{
    ++m_counts.published;
    ++m_counts.missedBefore;
    miss({m_epoch, update}, t, {Outcome::What::MissedBefore, update}, outcomes);
}

void Account::published(qint64 update, Nanoseconds t, Outcomes &outcomes)
{
    ++m_counts.published;
    Flight flight{t, {}};
    for (const ConnectionId conn : m_open) {
        flight.on.emplace(conn, 0);
        m_unsent[conn].insert(UpdateNumber{m_epoch, update});
    }
    const auto [place, isNew] = m_flights.emplace(UpdateNumber{m_epoch, update}, std::move(flight));
    if (place->second.on.empty())
        drop(place, {}, Outcome::What::MissedAway, outcomes);
}

void Account::sentLive(UpdateNumber update, ConnectionId conn, int n, Outcomes &outcomes)
{
    if (const auto unsent = m_unsent.find(conn); unsent != m_unsent.end())
        unsent->second.erase(update);
    passedOver(update, conn, outcomes);
    const auto flight = m_flights.find(update);
    if (flight == m_flights.end())
        return;
    if (const auto on = flight->second.on.find(conn); on != flight->second.on.end())
        on->second = n;
}

void Account::catchingUp(UpdateNumber last, ConnectionId conn, Outcomes &outcomes)
{
    passedOver({last.epoch, last.number + 1}, conn, outcomes);
}

// Drops the updates before `end` that are in flight on the connection and have not been sent on it: the
// server sends in order, so they never will be.
void Account::passedOver(UpdateNumber end, ConnectionId conn, Outcomes &outcomes)
{
    const auto unsent = m_unsent.find(conn);
    if (unsent == m_unsent.end())
        return;
    Numbers &numbers = unsent->second;
    while (!numbers.empty() && *numbers.begin() < end) {
        const auto flight = m_flights.find(*numbers.begin());
        numbers.erase(numbers.begin());
        if (flight != m_flights.end() && flight->second.on.contains(conn))
            drop(flight, conn, Outcome::What::MissedAway, outcomes);
    }
}

void Account::arrived(UpdateNumber update, bool replayed, bool again, ConnectionId conn, int n, Nanoseconds t,
                      Outcomes &outcomes)
{
    if (const auto flight = m_flights.find(update); flight != m_flights.end()) {
        ++m_counts.delivered;
        erase(flight);
    } else if (update.epoch != m_epoch) {
        return;
    } else if (m_missing.remove(update.number)) {
        ++m_counts.recoveredByReplay;
        m_replayed.insert(update.number);
        outcomes.push_back({Outcome::What::RecoveredByReplay, update.number, conn, n});
        if (m_missing.isEmpty())
            m_stale.stop(t);
    } else if (again || (replayed && m_got.contains(update.number))) {
        ++m_counts.duplicated;
        outcomes.push_back({Outcome::What::Duplicated, update.number, conn, n});
    }
    if (update.epoch == m_epoch)
        m_got.insert(update.number);
}

void Account::covered(UpdateNumber upTo, const NumberSet &before, ConnectionId conn, int n, Nanoseconds t,
                      Outcomes &outcomes)
{
    if (upTo.epoch != m_epoch)
        return;
    for (const auto &[first, last] : before.runs()) {
        for (qint64 later = std::max(first, upTo.number + 1); later <= last; ++later)
            undone(later, conn, n, t, outcomes);
    }
    m_covered = std::max(m_covered, upTo.number);
    for (const qint64 recovered : m_missing.takeUpTo(upTo.number)) {
        ++m_counts.recoveredBySnapshot;
        m_got.insert(recovered);
        outcomes.push_back({Outcome::What::RecoveredBySnapshot, recovered, conn, n});
    }
    if (m_missing.isEmpty())
        m_stale.stop(t);
}

void Account::undone(qint64 update, ConnectionId conn, int n, Nanoseconds t, Outcomes &outcomes)
{
    if (!m_got.remove(update))
        return; // already taken away by an earlier snapshot
    if (m_replayed.remove(update)) {
        --m_counts.recoveredByReplay;
    } else {
        --m_counts.delivered;
        ++m_counts.missed;
    }
    m_missing.insert(update);
    m_stale.start(t);
    outcomes.push_back({Outcome::What::MissedUndone, update, conn, n});
}

void Account::lost(UpdateNumber update, ConnectionId conn, Outcomes &outcomes)
{
    const auto flight = m_flights.find(update);
    if (flight != m_flights.end() && flight->second.on.contains(conn))
        drop(flight, conn, Outcome::What::MissedLost, outcomes);
}

void Account::over(ConnectionId conn, Outcomes &outcomes)
{
    m_unsent.erase(conn);
    for (auto flight = m_flights.begin(); flight != m_flights.end();) {
        if (flight->second.on.contains(conn))
            flight = drop(flight, conn, Outcome::What::MissedLost, outcomes);
        else
            ++flight;
    }
}

void Account::newEpoch(int epoch, Nanoseconds t)
{
    m_epoch = epoch;
    m_missing.clear();
    m_got.clear();
    m_replayed.clear();
    m_covered = 0;
    m_stale.stop(t);
}

int Account::inFlightSince(Nanoseconds t) const
{
    if (t < m_oldAt) {
        for (const auto &[number, flight] : m_flights)
            flight.old = false;
        m_old = 0;
        m_oldUpTo = {-1, 0};
    }
    m_oldAt = t;
    for (auto flight = m_flights.upper_bound(m_oldUpTo);
         flight != m_flights.end() && flight->second.published <= t; ++flight) {
        flight->second.old = true;
        ++m_old;
        m_oldUpTo = flight->first;
    }
    return m_old;
}

Account::Flights::iterator Account::erase(Flights::iterator flight)
{
    m_old -= flight->second.old ? 1 : 0;
    return m_flights.erase(flight);
}

// Takes the update off the connection, because it will not arrive there. If it is in flight on no other
// connection, it is missed. Returns the next flight.
Account::Flights::iterator Account::drop(Flights::iterator flight, ConnectionId conn, Outcome::What what,
                                         Outcomes &outcomes)
{
    const UpdateNumber update = flight->first;
    int n = 0;
    if (const auto on = flight->second.on.find(conn); on != flight->second.on.end()) {
        n = on->second;
        flight->second.on.erase(on);
    }
    if (!flight->second.on.empty())
        return std::next(flight);
    const Nanoseconds t = flight->second.published;
    const auto next = erase(flight);
    if (m_inGap)
        ++m_missedInGap;
    const bool wasThere = what == Outcome::What::MissedLost;
    miss(update, t, {what, update.number, wasThere ? conn : ConnectionId(), wasThere ? n : 0}, outcomes);
    return next;
}

void Account::miss(UpdateNumber update, Nanoseconds published, const Outcome &how, Outcomes &outcomes)
{
    ++m_counts.missed;
    outcomes.push_back(how);
    if (update.epoch != m_epoch)
        return;
    if (update.number <= m_covered) {
        ++m_counts.recoveredBySnapshot;
        m_got.insert(update.number);
        outcomes.push_back({Outcome::What::RecoveredBySnapshot, update.number, {}, 0});
    } else {
        m_missing.insert(update.number);
        m_stale.start(published);
    }
}

} // namespace swapscope
