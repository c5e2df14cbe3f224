#pragma once

#include <core/event.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <array>
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
    static constexpr std::size_t kMembers = 7 + kFields; // of the head, and a kind's own
    struct KnownText
    {
        QByteArray written; // with its escapes
        FieldValue value;
    };

    const QString &clientNamed(QByteArrayView name);

    QHash<QByteArray, QString> m_clients; // some that were read before
    QByteArray m_text;                    // a text without its escapes
    // Lines resemble the ones before them: the many receivers of one update say the same text, and the lines
    // of a kind have the same members in the same order.
    std::array<KnownText, kFields> m_texts;                            // what each field said last
    std::array<std::array<quint8, kMembers>, kEventKinds> m_follows{}; // the member behind another one, + 1
};

} // namespace swapscope
