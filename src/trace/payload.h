#pragma once

#include <core/event.h>

#include <optional>

namespace swapscope {

// What an event says under a key of its payload, as text; empty where it says nothing or no text. Any thread.
inline QString text(const Event &event, Field key)
{
    return event.data.value(key).toString();
}

// The channel that an event names, also where its name is empty; nothing when it names none. Any thread.
inline std::optional<QByteArrayView> channelName(const Payload &payload)
{
    const Payload::Entry *const end = payload.end();
    for (const Payload::Entry *entry = payload.begin(); entry != end && entry->field <= Field::Channel;
         ++entry) {
        if (entry->field != Field::Channel)
            continue;
        if (entry->type == FieldValue::Type::Word)
            return QByteArrayView(wordText(entry->word));
        if (entry->type == FieldValue::Type::Text)
            return entry->text == nullptr ? QByteArrayView()
                                          : QByteArrayView(entry->text->text(), entry->text->size);
    }
    return std::nullopt;
}

// Whether a message goes to the server. Any thread.
inline bool isUp(const Event &event)
{
    return event.data.word(Field::Dir) == Word::Up;
}

} // namespace swapscope
