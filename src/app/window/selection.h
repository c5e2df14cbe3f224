#pragma once

#include <core/event.h>

#include <QObject>
#include <QString>

namespace swapscope {

// What is selected in the window: a client, whose link the toolbar and the network panel act on, and an event
// of the trace. Whoever selects tells the selection, whoever shows it listens; neither knows the other.
class Selection final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // "A", or "*" for every client; empty without a run.
    QString client() const { return m_client; }
    void setClient(const QString &client)
    {
        if (client == m_client)
            return;
        m_client = client;
        Q_EMIT clientChanged(client);
    }

    // The event was selected in the timeline: the inspector comes to the front with it. 0: none is.
    void setEvent(EventId event) { Q_EMIT eventSelected(event, true); }
    // The event is to be looked at: the timeline brings it into view and selects it, too.
    void showEvent(EventId event)
    {
        Q_EMIT eventRequested(event);
        Q_EMIT eventSelected(event, true);
    }
    // The client's gaps are to be looked at in the timeline; channel: only those of this channel, empty: of
    // all. The inspector shows the last one, behind the tab that is in front.
    void showGaps(const QString &client, const QString &channel) { Q_EMIT gapsRequested(client, channel); }
    void setGap(EventId event) { Q_EMIT eventSelected(event, false); }

Q_SIGNALS:
    void clientChanged(const QString &client);
    void eventRequested(swapscope::EventId event);
    void eventSelected(swapscope::EventId event, bool toFront);
    void gapsRequested(const QString &client, const QString &channel);

private:
    QString m_client;
};

} // namespace swapscope
