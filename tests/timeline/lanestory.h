#pragma once

#include "chattrace.h"

#include <timeline/lanes/lanes.h>
#include <trace/trace.h>

// A trace told event by event, in milliseconds, for the tests of the lanes.
class LaneStory
{
public:
    using Kind = swapscope::Kind;

    swapscope::EventId tell(Kind kind, int ms, const char *client = "", int conn = 0, int n = 0,
                            const QJsonObject &data = {}, qint64 update = 0)
    {
        swapscope::Event event = chattrace::make(kind, ms * swapscope::kMillisecond, client, conn, n, data);
        event.id = ++m_id;
        event.update = update;
        trace.append(event);
        lanes.append(event, trace);
        return m_id;
    }

    static QJsonObject where(const char *path = "/chat", const char *transport = "ws",
                             const char *channel = "room")
    {
        return {{QStringLiteral("transport"), QString::fromLatin1(transport)},
                {QStringLiteral("path"), QString::fromLatin1(path)},
                {QStringLiteral("channel"), QString::fromLatin1(channel)}};
    }

    static QJsonObject field(const char *name, const QJsonValue &value)
    {
        return {{QString::fromLatin1(name), value}};
    }

    // A connection of a page that opens after 50 ms.
    void opens(const char *client, int conn, int ms)
    {
        tell(Kind::PageConnecting, ms, client, conn, 0, where());
        tell(Kind::LinkAccepted, ms + 5, client, conn, 0, where());
        tell(Kind::ServerOpened, ms + 30, client, conn, 0, where());
        tell(Kind::PageOpen, ms + 50, client, conn);
    }

    const swapscope::timeline::Lane &lane(int index = 0) const
    {
        return lanes.lanes()[static_cast<std::size_t>(index)];
    }

    // "connecting 0-50, open 50-400, …" in ms; the last one without an end.
    QString band(int index = 0) const
    {
        static const char *const kNames[] = {"connecting", "failed", "open", "frozen", "closed", "backoff"};
        QStringList parts;
        const auto &segments = lane(index).segments;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            QString part = QStringLiteral("%1 %2-")
                               .arg(QString::fromLatin1(kNames[static_cast<int>(segments[i].state)]))
                               .arg(segments[i].start / swapscope::kMillisecond);
            if (i + 1 < segments.size())
                part += QString::number(segments[i].end / swapscope::kMillisecond);
            parts << part;
        }
        return parts.join(QStringLiteral(", "));
    }

    swapscope::timeline::Lanes lanes;
    swapscope::Trace trace;

private:
    swapscope::EventId m_id = 0;
};
