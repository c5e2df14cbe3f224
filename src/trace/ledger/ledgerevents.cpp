#include "ledgerevents.h"

#include <QJsonObject>

namespace swapscope {

namespace {

Event following(const Event &trigger, Kind kind, const QString &client, ConnectionId conn,
                const QString &channel)
{
    Event event;
    event.t = trigger.t;
    event.kind = kind;
    event.client = client;
    event.conn = conn;
    event.cause = trigger.id;
    event.data = {{Field::Channel, channel}};
    return event;
}

Kind kindOf(Outcome::What what)
{
    switch (what) {
    case Outcome::What::MissedBefore:
    case Outcome::What::MissedAway:
    case Outcome::What::MissedLost:
    case Outcome::What::MissedUndone:
        return Kind::UpdateMissed;
    case Outcome::What::RecoveredByReplay:
    case Outcome::What::RecoveredBySnapshot:
        return Kind::UpdateRecovered;
    case Outcome::What::Duplicated:
        break;
    }
    return Kind::UpdateDuplicated;
}

void addReason(Payload *data, Outcome::What what)
{
    switch (what) {
    case Outcome::What::MissedBefore:
        data->insert(Field::Why, QStringLiteral("before"));
        break;
    case Outcome::What::MissedAway:
        data->insert(Field::Why, QStringLiteral("away"));
        break;
    case Outcome::What::MissedLost:
        data->insert(Field::Why, QStringLiteral("lost"));
        break;
    case Outcome::What::MissedUndone:
        data->insert(Field::Why, QStringLiteral("undone"));
        break;
    case Outcome::What::RecoveredByReplay:
        data->insert(Field::By, QStringLiteral("replay"));
        break;
    case Outcome::What::RecoveredBySnapshot:
        data->insert(Field::By, QStringLiteral("snapshot"));
        break;
    case Outcome::What::Duplicated:
        break;
    }
}

} // namespace

Event gapOpened(const Event &trigger, const QString &client, ConnectionId conn, const QString &channel)
{
    return following(trigger, Kind::GapOpened, client, conn, channel);
}

Event gapClosed(const Event &trigger, const QString &client, ConnectionId conn, const QString &channel,
                const Account::GapEnd &gap)
{
    Event event = following(trigger, Kind::GapClosed, client, conn, channel);
    event.data.insert(Field::Seconds, static_cast<double>(gap.length) / kSecond);
    event.data.insert(Field::Missed, gap.missed);
    return event;
}

Event outcomeEvent(const Event &trigger, const QString &client, const QString &channel,
                   const Outcome &outcome)
{
    Event event = following(trigger, kindOf(outcome.what), client, outcome.conn, channel);
    event.n = outcome.n;
    event.update = outcome.update;
    addReason(&event.data, outcome.what);
    return event;
}

} // namespace swapscope
