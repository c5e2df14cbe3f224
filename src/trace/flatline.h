#pragma once

#include <core/event.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <optional>

namespace swapscope {

// The quick way from an event to its line in a trace's file and back, for lines as they are written here: one
// flat object, texts without rare escapes. Gives the same as the long way through QJsonDocument, or nothing:
// then that one decides, also about what is wrong. One thread.
class FlatLines
{
public:
    // The event of a line without its end, without an id.
    std::optional<Event> read(QByteArrayView line);

    // Adds the event's line, without its end. The event is of a kind of this version.
    static void write(QByteArray &out, const Event &event);

private:
    const QString &clientNamed(QByteArrayView name);

    QHash<QByteArray, QString> m_clients; // some that were read before
    QByteArray m_text;                    // a text without its escapes
};

} // namespace swapscope
