#pragma once

#include <core/event.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <array>
#include <optional>

namespace swapscope {

// Reads lines of a trace's file as they are written here (flatlinewriter.h): one flat object whose texts have
// no rare escapes. It is fast, because it makes no JSON document and remembers the lines before. For anything
// else it gives nothing: the caller then reads the line with QJsonDocument, which also says what is wrong
// with it. What is given is the same on both ways. For one thread.
class FlatLineReader
{
public:
    // The event of a line, which is given without its end. The event has no id.
    std::optional<Event> read(QByteArrayView line);

private:
    static constexpr std::size_t kMembers = 7 + kFields; // of the head, and a kind's own
    struct KnownText
    {
        QByteArray written; // with its escapes
        FieldValue value;
    };

    const QString &clientNamed(QByteArrayView name);

    QHash<QByteArray, QString> m_clients; // some of the names that were read before
    QByteArray m_text;                    // room for a text without its escapes
    // Lines resemble those before them: the many receivers of one update have the same text, and the lines of
    // a kind have the same members in the same order.
    std::array<KnownText, kFields> m_texts; // the latest text of each field
    // For each kind and member, the member that followed it in the latest line, plus 1; 0: not known.
    std::array<std::array<quint8, kMembers>, kEventKinds> m_follows{};
};

} // namespace swapscope
